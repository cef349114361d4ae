"""What all tests share: settings of property tests, and the dataset of the specimens.

Property tests have no deadline on a loaded machine, and the same examples in every CI run.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

import communique

SPECIMENS = Path(__file__).resolve().parents[1] / "corpus" / "specimens"

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the specimens, made once; nobody may write to it."""
    dataset = tmp_path_factory.mktemp("sample") / "out"
    communique.run(SPECIMENS, dataset)
    return dataset
