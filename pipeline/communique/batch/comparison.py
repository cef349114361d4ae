"""A dataset's periods compared anew: by other periods, kinds, weights, or with probabilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from communique.batch.place import staged, write
from communique.compare import Design
from communique.compare.diversity import diversity_of
from communique.compare.pairs import pairs_of
from communique.compare.priorities import priorities_of
from communique.compare.weighing import weigh
from communique.errors import CommuniqueError
from communique.export import load
from communique.export.frames import frame
from communique.export.load import Dataset
from communique.export.package import datapackage, json_text, run_record
from communique.export.schema import COMPARED, TAGS
from communique.export.tables import frame_rows, table_text
from communique.review.assess import review_of


@dataclass(frozen=True)
class Comparison:
    """What was compared.

    ``settings`` names the weights and the design, ``left_out`` the documents that do not
    count, each with the reason, ``notes`` what is to be said of review sheets.
    """

    priorities: pd.DataFrame
    pairs: pd.DataFrame
    diversity: pd.DataFrame
    settings: Mapping[str, Any]
    left_out: Mapping[str, str]
    notes: tuple[str, ...] = ()


def compare_dataset(
    dataset: Path | str,
    out: Path | str | None = None,
    *,
    design: Design | None = None,
    weights: Path | str | None = None,
    scores: Path | str | None = None,
    reviews: Sequence[Path | str] = (),
    force: bool = False,
) -> Comparison:
    """Compare the periods of a dataset.

    Parameters
    ----------
    dataset
        A folder that ``communique run`` wrote.
    out
        Folder for ``priorities.csv``, ``pairs.csv``, ``diversity.csv`` and their
        description; ``None``: nothing is written.
    design
        Which documents are compared, and how.
    weights
        A YAML file with a weight from 0 for each role that shall not have its default.
    scores
        The ``tags.csv`` of ``communique tag --all-scores``: probabilities that count in
        place of tags.
    reviews
        Review sheets that coders filled in (``communique review sample``): the shares
        are corrected for the tagger's errors.
    force
        Replace what an earlier comparison wrote to ``out``.

    Raises
    ------
    CommuniqueError
        If a file cannot be used, or there is nothing to compare.
    """
    data = load(dataset)
    chosen = Design() if design is None else design
    given = None if weights is None else read_weights(Path(weights))
    told = None if scores is None else _read_scores(Path(scores))
    themes = list(dict.fromkeys(data.priorities["theme"]))
    read, notes = review_of(data, [Path(sheet) for sheet in reviews]) if reviews else (None, ())
    weighed = weigh(data.documents, data.passages, data.tags, given, chosen)
    shares = priorities_of(
        weighed, themes=themes, baseline=chosen.baseline, scores=told, reviews=read
    )
    if not (shares["passages"] > 0).any():
        raise CommuniqueError(
            f"no document of {dataset} has passages to compare",
            "see the column problem in documents.csv, or ask for other kinds and periods",
        )
    found = Comparison(
        priorities=shares,
        pairs=pairs_of(weighed),
        diversity=diversity_of(weighed),
        settings={
            "weights": dict(weighed.weights),
            "design": asdict(chosen),
            "counted": "tags" if told is None else "probabilities",
            "reviews": sorted(Path(sheet).name for sheet in reviews),
        },
        notes=notes,
        left_out=weighed.left_out,
    )
    if out is not None:
        with staged(Path(out), force=force, source=Path(dataset)) as stage:
            write(stage, _texts(found, data))
    return found


def read_weights(path: Path) -> dict[str, float]:
    """The weights of roles in a YAML file: ``priority: 3``, one a line.

    Raises
    ------
    CommuniqueError
        If the file cannot be read or holds anything else.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CommuniqueError(f"{path} cannot be read ({error})") from error
    except yaml.YAMLError as error:
        line = " ".join(str(error).split())
        raise CommuniqueError(f"{path} is no YAML ({line})") from error
    fix = "write one role and its weight a line, such as: priority: 3"
    if not isinstance(found, dict) or not found:
        raise CommuniqueError(f"{path} holds no weights", fix)
    for role, weight in found.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float):
            raise CommuniqueError(f"{path}: {weight!r:.40} cannot be the weight of {role}", fix)
    return {str(role): float(weight) for role, weight in found.items()}


def _read_scores(path: Path) -> pd.DataFrame:
    try:
        return frame(TAGS, path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CommuniqueError(
            f"{path} cannot be read ({error})",
            "make it with: communique tag DATASET/passages.csv --all-scores --out FOLDER",
        ) from error


def _texts(found: Comparison, data: Dataset) -> dict[str, str]:
    """The files of a comparison by name."""
    frames = {
        "priorities": found.priorities,
        "pairs": found.pairs,
        "diversity": found.diversity,
    }
    texts = {
        name: table_text(COMPARED[name], frame_rows(name, table).tables[name])
        for name, table in frames.items()
    }
    documents = zip(data.documents["file"], data.documents["sha256"], strict=True)
    made = run_record(
        documents=[(str(file), str(sha256)) for file, sha256 in documents],
        counts={name: len(table) for name, table in frames.items()},
        settings={**found.settings, "left_out": dict(found.left_out)},
        taxonomy=data.run.get("taxonomy", {}),
        model=data.run.get("model"),
    )
    return {
        **{COMPARED[name].file: text for name, text in texts.items()},
        "datapackage.json": json_text(datapackage(texts)),
        "run.json": json_text(made),
    }
