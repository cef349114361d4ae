"""What all tests share: settings of property tests, caches, and the specimens' dataset.

Property tests have no deadline on a loaded machine, and the same examples in every CI run.
Every test has a cache of its own, and none touches the user's.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import communique

SPECIMENS = Path(__file__).resolve().parents[1] / "corpus" / "specimens"

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

_CACHES = itertools.count()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the specimens, made once; nobody may write to it."""
    dataset = tmp_path_factory.mktemp("sample") / "out"
    communique.run(SPECIMENS, dataset, cache=False)
    return dataset


@pytest.fixture(scope="session", autouse=True)
def _shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What fixtures that serve many tests use."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        yield


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path_factory.getbasetemp() / f"cache-{next(_CACHES)}"
    monkeypatch.setenv("XDG_CACHE_HOME", str(place))
