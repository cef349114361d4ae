"""A dataset with the figures of a comparison that ``communique compare`` wrote."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from communique.errors import CommuniqueError
from communique.export.load import Dataset
from communique.export.package import recorded
from communique.export.schema import PRIORITIES

_FIX = "make one with: communique compare DATASET --out FOLDER"


def with_comparison(data: Dataset, folder: Path | str) -> Dataset:
    """The dataset with another comparison's priorities in place of those of its run.

    The comparison's settings (weights, periods, kinds, reviews) stand in ``run`` where those
    of the run's own comparison stood, so that whatever is drawn of the dataset rests on them.

    Parameters
    ----------
    data
        A dataset.
    folder
        The folder that ``communique compare --out`` wrote of it.

    Raises
    ------
    CommuniqueError
        If the folder is no comparison, or one of other documents.
    """
    from communique.export.frames import frame  # noqa: PLC0415 - it loads pandas

    place = Path(folder)
    try:
        made = json.loads((place / "run.json").read_text(encoding="utf-8"))
        text = (place / PRIORITIES.file).read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        lacking = Path(error.filename).name
        raise CommuniqueError(f"{place} is no comparison: {lacking} is missing", _FIX) from error
    except (OSError, ValueError) as error:
        raise CommuniqueError(f"{place} cannot be read as a comparison ({error})") from error
    settings = recorded(made, "settings")
    if "design" not in settings:
        raise CommuniqueError(f"{place} is no comparison: its run.json names no design", _FIX)
    if recorded(made, "input").get("fingerprint") != recorded(data.run, "input").get("fingerprint"):
        raise CommuniqueError(
            f"{place} compares other documents than this dataset holds",
            "compare the dataset again with: communique compare",
        )
    told = {key: value for key, value in settings.items() if key != "left_out"}
    run = {**data.run, "settings": {**recorded(data.run, "settings"), "comparison": told}}
    return replace(data, priorities=frame(PRIORITIES, text), run=run)
