"""Gold passages become a model: encoder, n-grams, stacking, roles, and a manifest."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from communique.errors import CommuniqueError
from communique.records import ROLES
from communique.tag import Tagger, Taxonomy
from communique.tag.encoder import ENCODER
from communique.tag.gold import GoldPassage, fingerprint, read_gold_passages, wanted
from communique.tag.hybrid import MODEL_TAGGERS, combined
from communique.tag.packaged import FORMAT, MANIFEST, ModelFiles
from communique.tag.passage_text import PassageText, language_of
from communique.tag.role_model import RoleOf, role_columns
from communique.tag.taxonomy import LANGUAGES
from communique.tag.witnesses import Witnesses
from communique.train import combine
from communique.train.linear import fit_ngrams
from communique.train.recipe import Recipe, Targets

VERSION = "1.1.0"
#: Of how many documents one is kept from training, for stacking and thresholds.
SHARE = 8
RECIPE = Recipe()

#: What ``themes_third`` says of a passage without a theme; empty: the third was not asked.
NO_THEME = "none"

Tell = Callable[[str], None]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trained:
    """Where a model lies, and how many passages it learned from and was tuned on."""

    folder: Path
    learned: int
    tuned: int


def train(
    gold: Path,
    out: Path,
    taxonomy: Taxonomy,
    role_of: RoleOf,
    *,
    recipe: Recipe = RECIPE,
    keep_encoder: bool = False,
    tell: Tell = lambda line: None,
) -> Trained:
    """Train a model and write it to a folder.

    Parameters
    ----------
    gold
        Gold passages (JSON Lines); where ``codings.csv`` lies beside, all readers' codes
        are learned from.
    out
        The folder to write to; its model is replaced.
    taxonomy
        Whose themes the passages carry.
    role_of
        The rules' roles, a witness of the role model.
    recipe
        How the encoder is trained.
    keep_encoder
        Leave the encoder that lies in ``out`` as it is and fit all else anew, which needs
        no PyTorch and takes a minute.
    tell
        Called with a line on each step.

    Raises
    ------
    CommuniqueError
        If the gold passages have a fault or are too few.
    """
    needed = ("group", "language", "role")
    passages = read_gold_passages(gold, taxonomy.ids, needed=needed)
    learn, tune = divided(passages)
    if len(tune) < 100 or len({p.group for p in tune}) < 5:
        raise CommuniqueError(
            f"{gold} holds too few passages ({len(passages)})",
            "train with 800 or more, of 40 or more documents",
        )
    out.mkdir(parents=True, exist_ok=True)
    targets = targets_of(learn, gold, taxonomy.ids)
    if not keep_encoder:
        # PyTorch is an extra.
        from communique.train.encoder_files import train_encoder  # noqa: PLC0415

        train_encoder(recipe, learn, targets, out, tell)
    tell(f"n-grams: {len(learn)} passages")
    np.savez_compressed(
        out / "ngrams.npz",
        allow_pickle=False,
        **fit_ngrams([p.text for p in learn], np.hstack([targets.themes, targets.roles])),
    )
    files = [f"{ENCODER}{end}" for end in (".onnx", ".tokenizer.json", ".json")]
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "themes": list(taxonomy.ids),
        "roles": list(ROLES),
        "gold": {
            "fingerprint": fingerprint(passages),
            "passages": len(passages),
            "learned": len(learn),
            "tuned": len(tune),
        },
        "recipe": asdict(recipe),
        "files": dict.fromkeys([*files, "ngrams.npz"], ""),
    }
    tell(f"stacking: {len(tune)} passages")
    opened = ModelFiles(out, VERSION, taxonomy.ids, ROLES, "", manifest)
    manifest["taggers"] = _tuned(
        opened, tune, targets_of(tune, gold, taxonomy.ids).roles, taxonomy, role_of
    )
    manifest["files"] = {
        name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in manifest["files"]
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (out / MANIFEST).write_text(text, encoding="utf-8")
    return Trained(out, len(learn), len(tune))


def divided(passages: Sequence[GoldPassage]) -> tuple[list[GoldPassage], list[GoldPassage]]:
    """Passages to learn from and to tune on; a document is never split.

    Which documents tune is told by a hash of their names, so that passages added to the
    gold later move none.
    """
    learn: list[GoldPassage] = []
    tune: list[GoldPassage] = []
    for passage in passages:
        digest = hashlib.sha256(passage.group.encode()).digest()
        (tune if digest[0] % SHARE == 0 else learn).append(passage)
    return learn, tune


def _tuned(
    files: ModelFiles,
    tune: Sequence[GoldPassage],
    roles: Floats,
    taxonomy: Taxonomy,
    role_of: RoleOf,
) -> dict[str, Any]:
    """Stack, thresholds and role model of each tagger, from documents kept from training."""
    given = [_with_rules_role(p, role_of) for p in tune]
    scores = list(Tagger(taxonomy).scores(given))
    rules = np.array([[row[theme] for theme in taxonomy.ids] for row in scores], np.float32)
    coded = wanted(tune, taxonomy.ids)
    taggers = {}
    for name in MODEL_TAGGERS:
        witnesses = Witnesses(files, encoder=name == "accurate")
        stack, found = _stacked(witnesses.of_themes(given, rules), coded, given)
        threshold = combine.best_threshold(found, coded)
        columns = role_columns(given, witnesses.of_roles(given))
        taggers[name] = {
            "stack": stack,
            "thresholds": dict.fromkeys(taxonomy.ids, threshold),
            "role_model": combine.fit_roles(columns, roles, ROLES),
        }
    return taggers


def _stacked(
    witnesses: Mapping[str, Floats], coded: npt.NDArray[np.bool_], given: Sequence[PassageText]
) -> tuple[dict[str, combine.Stack], Floats]:
    """A stack for each language, and the probabilities that they give."""
    languages = np.array([language_of(passage) for passage in given])
    found = np.zeros(coded.shape, np.float32)
    stack = {}
    for language in LANGUAGES:
        rows = np.flatnonzero(languages == language)
        if not coded[rows].any():
            rows = np.arange(len(given))
        said = {name: values[rows] for name, values in witnesses.items()}
        stack[language] = combine.fit_stack(said, coded[rows])
        weights = {name: np.array(values) for name, values in stack[language].items()}
        for place, row in enumerate(rows):
            found[row] = combined(weights, {name: v[place] for name, v in said.items()})
    return stack, found


def _with_rules_role(passage: GoldPassage, role_of: RoleOf) -> PassageText:
    told = role_of(
        passage.text, kind=passage.kind, section=passage.section, language=passage.language
    )
    return replace(passage.passage, role=told)


def targets_of(passages: Sequence[GoldPassage], gold: Path, themes: Sequence[str]) -> Targets:
    """What readers said of each passage, as shares of them.

    Parameters
    ----------
    passages
        Those to learn from.
    gold
        The file that they came from; readers' codes lie beside it in ``codings.csv``
        (those of a third, where two differ, count as much as both), or the passages' own
        are taken.
    themes
        Ids in the order of the columns.
    """
    codings = _codings(gold.parent / "codings.csv")
    shares = np.zeros((len(passages), len(themes)), np.float32)
    roles = np.zeros((len(passages), len(ROLES)), np.float32)
    for row, passage in enumerate(passages):
        read = codings.get(passage.id) or Codings([passage.themes], [passage.role])
        for coded in read.themes:
            for theme in coded:
                if theme in themes:
                    shares[row, themes.index(theme)] += 1 / len(read.themes)
        for role in read.roles:
            roles[row, ROLES.index(role)] += 1 / len(read.roles)
    return Targets(shares, roles)


class Codings(NamedTuple):
    """What readers said of a passage, each as often as it counts."""

    themes: list[tuple[str, ...]]
    roles: list[str]


def _codings(path: Path) -> dict[str, Codings]:
    """What readers said by passage; empty where there is no such file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    try:
        return {row["id"]: _coding(row) for row in rows}
    except KeyError as error:
        raise CommuniqueError(f"{path} lacks the column {error}") from error


def _coding(row: Mapping[str, str]) -> Codings:
    """Both readers, and the third who saw both answers and counts as much as they do together."""
    themes = [_listed(row["themes_first"]), _listed(row["themes_second"])]
    roles = [row["role_first"], row["role_second"]]
    if third := row.get("themes_third", ""):
        themes += 2 * [() if third == NO_THEME else _listed(third)]
    if judged := row.get("role_third", ""):
        roles += 2 * [judged]
    return Codings(themes, roles)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("; ")))
