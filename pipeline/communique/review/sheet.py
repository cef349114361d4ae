"""Review sheets read back, whatever a spreadsheet did to them on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.errors import CommuniqueError
from communique.export.sheet import Sheet, read_sheet
from communique.records import ROLES
from communique.review.columns import (
    CODER,
    DRAWN,
    GIVEN,
    PASSAGE,
    PRINT,
    PROBABILITY,
    REVIEWED,
    ROLE,
    SAMPLED,
    STRATUM,
    theme_column,
)

_YES = frozenset(("yes", "y", "x", "1", "1.0", "true", "oui", "o", "vrai", "✓", "✔"))
_NO = frozenset(("", "no", "n", "0", "0.0", "false", "non", "faux", "-", "–"))
_NUMBER = re.compile(r"\d*[.,]?\d+(?:e-?\d+)?")


@dataclass(frozen=True, slots=True)
class Review:
    """What one coder says of one passage.

    ``themes`` are those that the passage is about, ``asked`` those that the sheet had a
    column for. ``probability`` is the passage's chance to be drawn, ``None`` where the
    sheet does not say; ``stratum``, ``drawn`` and ``sampled`` tell what else was drawn.
    ``text_print`` is empty where the column is missing.
    """

    passage: str
    coder: str
    themes: frozenset[str]
    asked: frozenset[str]
    place: str
    role: str = ""
    stratum: str = ""
    drawn: int = 0
    sampled: int = 0
    probability: float | None = None
    text_print: str = ""


@dataclass(frozen=True, slots=True)
class Reviews:
    """The reviews of one or several sheets, and what there is to say of them, a line each."""

    reviews: tuple[Review, ...]
    notes: tuple[str, ...] = ()

    @property
    def coders(self) -> tuple[str, ...]:
        """The coders, by name."""
        return tuple(sorted({review.coder for review in self.reviews}))


def read_reviews(paths: Sequence[Path], themes: Sequence[str]) -> Reviews:
    """Read the sheets of one or several coders.

    CSV files of any separator and encoding, and Excel workbooks. Columns are found by their
    names, wherever they stand. A row that is not marked as reviewed is left out, and so is
    a theme whose column was deleted; a note says so.

    Parameters
    ----------
    paths
        The sheets. A coder is told by the column ``coder``, else by the file's name.
    themes
        The themes that the dataset knows.

    Raises
    ------
    CommuniqueError
        If a sheet cannot be read or understood; the message names file, row and column. If
        no row is marked as reviewed, if a row was changed and not marked, or if a coder has
        a passage twice.
    """
    if not paths:
        raise CommuniqueError("there is no review sheet", "name one or several")
    found: list[Review] = []
    notes: list[str] = []
    for path in paths:
        reviews, said = _read_one(path, themes)
        found += reviews
        notes += said
    seen: dict[tuple[str, str], Review] = {}
    for review in found:
        other = seen.setdefault((review.coder, review.passage), review)
        if other is not review:
            raise CommuniqueError(
                f"{review.place}: the coder {review.coder!r} has the passage {review.passage!r} "
                f"in {other.place} already",
                "give each sheet once, and each coder a name of their own in the column coder",
            )
    return Reviews(tuple(found), tuple(notes))


def _read_one(path: Path, themes: Sequence[str]) -> tuple[list[Review], list[str]]:
    sheet = read_sheet(path, PASSAGE)
    columns = _theme_columns(sheet, path, themes)
    if REVIEWED not in sheet.header:
        raise CommuniqueError(
            f"{path} has no column {REVIEWED!r}",
            "add it, with yes in the rows that were reviewed",
        )
    # tuples are faster than columns by name where there are 25 themes
    of = {name: place for place, name in enumerate(sheet.header) if name}
    found: list[Review] = []
    blank = 0
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        place = f"{path}, row {number}"
        if not row[of[PASSAGE]].strip():
            raise CommuniqueError(
                f"{place}, column {PASSAGE}: the cell is empty",
                "restore the passage's id, or delete the row",
            )
        said = frozenset(
            theme
            for theme, name in columns.items()
            if _answer(row[of[name]], f"{place}, column {name}")
        )
        if not _answer(row[of[REVIEWED]], f"{place}, column {REVIEWED}"):
            _check_untouched(row, of, said, columns, place)
            blank += 1
            continue
        found.append(_review(row, of, said, frozenset(columns), path, place))
    if not found:
        raise CommuniqueError(
            f"{path}: no row is marked as reviewed",
            f"write yes in the column {REVIEWED} of the rows that were",
        )
    notes = []
    if blank:
        rows = "1 row is" if blank == 1 else f"{blank} rows are"
        notes.append(f"{path}: {rows} not marked as reviewed and left out")
    if absent := [theme for theme in themes if theme not in columns]:
        what = "the theme" if len(absent) == 1 else "the themes"
        notes.append(
            f"{path} has no column for {what} {', '.join(absent)}, which counts as not reviewed"
        )
    return found, notes


def _theme_columns(sheet: Sheet, path: Path, themes: Sequence[str]) -> dict[str, str]:
    """The header of each theme's column, in the themes' order."""
    by_name = {theme_column(theme).casefold(): theme for theme in themes}
    strange = [
        name
        for name in sheet.header
        if name.endswith("?") and len(name) > 1 and name not in by_name
    ]
    if strange:
        raise CommuniqueError(
            f"{path}: the column {strange[0]!r} asks for a theme that the dataset does not know",
            "review a dataset with the taxonomy that it was made with",
        )
    columns = {theme: name for name, theme in by_name.items() if name in sheet.header}
    if not columns:
        raise CommuniqueError(
            f"{path} has no column for any theme", f"such a column is named {next(iter(by_name))!r}"
        )
    return columns


def _answer(cell: str, place: str) -> bool:
    word = cell.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CommuniqueError(
        f"{place}: {cell.strip()[:40]!r} is neither yes nor no", "write yes or no"
    )


def _check_untouched(
    row: tuple[str, ...],
    of: Mapping[str, int],
    said: frozenset[str],
    columns: Mapping[str, str],
    place: str,
) -> None:
    """Nothing may be lost: what was filled in without the mark is no review, nor nothing."""
    given = row[of[GIVEN]] if GIVEN in of else ""
    handed_out = {theme.strip() for theme in given.split(";")} & columns.keys()
    if changed := sorted(said ^ handed_out):
        raise CommuniqueError(
            f"{place}: the column {columns[changed[0]]} was filled in, but the row is not marked "
            "as reviewed",
            f"write yes in the column {REVIEWED}, or undo the change",
        )


def _review(
    row: tuple[str, ...],
    of: Mapping[str, int],
    said: frozenset[str],
    asked: frozenset[str],
    path: Path,
    place: str,
) -> Review:
    def cell(name: str) -> str:
        return row[of[name]].strip() if name in of else ""

    role = cell(ROLE).casefold().replace(" ", "_")
    if role and role not in ROLES:
        raise CommuniqueError(
            f"{place}, column {ROLE}: unknown role {cell(ROLE)[:40]!r}",
            f"the roles are {', '.join(ROLES)}",
        )
    return Review(
        passage=cell(PASSAGE),
        coder=cell(CODER) or path.stem,
        themes=said,
        asked=asked,
        place=place,
        role=role,
        stratum=cell(STRATUM),
        drawn=_count(cell(DRAWN), f"{place}, column {DRAWN}"),
        sampled=_count(cell(SAMPLED), f"{place}, column {SAMPLED}"),
        probability=_probability(cell(PROBABILITY), f"{place}, column {PROBABILITY}"),
        text_print=cell(PRINT),
    )


def _count(cell: str, place: str) -> int:
    if not cell:
        return 0
    whole = re.fullmatch(r"(\d{1,9})(?:[.,]0+)?", cell)
    if not whole:
        raise CommuniqueError(
            f"{place}: {cell[:40]!r} is no whole number", "restore it from the sheet as it was"
        )
    return int(whole[1])


def _probability(cell: str, place: str) -> float | None:
    number = cell.casefold().removeprefix("p").strip()
    if not number:
        return None
    if not _NUMBER.fullmatch(number) or not 0 < float(number.replace(",", ".")) <= 1:
        raise CommuniqueError(
            f"{place}: {cell[:40]!r} is no probability above 0 and up to 1",
            "restore it from the sheet as it was",
        )
    return float(number.replace(",", "."))
