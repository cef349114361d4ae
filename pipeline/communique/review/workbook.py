"""The sheet as an Excel workbook: drop-downs, links to pages, and the codebook beside it.

The same form gives the same bytes: no clock time stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from communique.export.text_cells import set_text
from communique.export.workbook_bytes import workbook_bytes
from communique.export.written import clean
from communique.records import ROLES
from communique.review.columns import CODER, COMMENT, DESIGN, NO, REVIEWED, ROLE, YES, theme_column
from communique.review.forms import Form
from communique.tag.taxonomy import Taxonomy

#: Characters of a cell that Excel holds.
_MOST = 32_000
_UNHELD = re.compile("[\ud800-\udfff\ufffe\uffff]")
_WIDTHS = {"text": 70, "evidence": 30, "tagged": 18, "title": 30, "section": 30, "link": 30}
_BOLD = Font(bold=True)
_LINK = Font(underline="single", color="FF0563C1")
_TO_FILL = PatternFill("solid", start_color="FFFFF4D6", end_color="FFFFF4D6")
_GIVEN = PatternFill("solid", start_color="FFE0EBF5", end_color="FFE0EBF5")
_TOP = Alignment(vertical="top", wrap_text=True)
_UPRIGHT = Alignment(text_rotation=90, vertical="bottom")

_STEPS = (
    "Read each passage in the sheet “review” as it stands, with its section and document.",
    "Write yes under every theme that the passage is about, and no or nothing under the others. "
    "A mere mention in passing makes no theme. Their definitions stand below.",
    "Then write yes in the column reviewed, also where no theme applies. A row without it counts "
    "as not reviewed, whatever else stands in it must then be as it was handed out.",
    "Mend the role if it is wrong. The comment is yours.",
    "Do not change the columns from coder on, some of which are hidden. Columns may be moved, and "
    "rows that you did not get to deleted or left without a mark.",
    "If several people code the same passages, each fills a sheet of their own, under their own "
    "name in the column coder, and none sees the others' before all have finished.",
)
_SHOWN_TAGS = "What the tagger found is filled in with yes and shaded: change what is wrong in it."
_BLIND = "What the tagger found is hidden, so that it cannot lead you."


def workbook_content(form: Form, taxonomy: Taxonomy) -> bytes:
    """The sheet as a workbook, with a readme sheet that holds the codebook.

    Parameters
    ----------
    form
        The sheet.
    taxonomy
        Where names and definitions of the themes come from.
    """
    book = Workbook()
    _write_review(book.active, form)
    _write_readme(book.create_sheet("readme"), form, taxonomy)
    return workbook_bytes(book)


def _write_review(sheet: Any, form: Form) -> None:
    sheet.title = "review"
    questions = {theme_column(theme) for theme in form.themes}
    for place, name in enumerate(form.header, start=1):
        cell = _put(sheet, 1, place, name)
        cell.font = _BOLD
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = 5 if name in questions else _WIDTHS.get(name, 14)
        column.hidden = name in DESIGN
        if name in questions:
            cell.alignment = _UPRIGHT
        if name in questions | {REVIEWED, ROLE, COMMENT, CODER}:
            cell.fill = _TO_FILL
        if len(form.rows):
            _restrict(sheet, place, name, len(form.rows), questions)
    for number, row in enumerate(form.rows, start=2):
        for place, (name, text) in enumerate(zip(form.header, row, strict=True), start=1):
            if not text:
                continue
            cell = _put(sheet, number, place, text)
            if name in questions:
                cell.fill = _GIVEN
            if name == "link" and form.folder:
                cell.hyperlink = text
                cell.font = _LINK
    sheet.freeze_panes = "C2"
    sheet.row_dimensions[1].height = 120


def _restrict(sheet: Any, place: int, name: str, rows: int, questions: set[str]) -> None:
    """A drop-down for what has few answers."""
    answers = ROLES if name == ROLE else (YES, NO) if name in questions | {REVIEWED} else ()
    if not answers:
        return
    rule = DataValidation(type="list", formula1=f'"{",".join(answers)}"', allow_blank=True)
    rule.error, rule.errorTitle = f"Choose one of: {', '.join(answers)}", name
    rule.showErrorMessage = True
    letter = get_column_letter(place)
    rule.add(f"{letter}2:{letter}{rows + 1}")
    sheet.add_data_validation(rule)


def _write_readme(sheet: Any, form: Form, taxonomy: Taxonomy) -> None:
    lines: list[tuple[str, ...]] = [("How to review",)]
    steps = [_STEPS[0], _BLIND if form.blind else _SHOWN_TAGS, *_STEPS[1:]]
    lines += [(str(number), step) for number, step in enumerate(steps, start=1)]
    lines += [(), ("Themes",), ("theme", "name", "nom", "definition", "scope", "définition")]
    for theme in (taxonomy.theme(name) for name in form.themes):
        lines.append(
            (
                theme.id,
                theme.name.get("en", ""),
                theme.name.get("fr", ""),
                theme.definition.get("en", ""),
                theme.scope.get("en", ""),
                theme.definition.get("fr", ""),
            )
        )
    _write_lines(sheet, lines)
    for letter, width in zip("ABCDEF", (20, 40, 30, 60, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def _write_lines(sheet: Any, lines: Iterable[tuple[str, ...]]) -> None:
    for number, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            cell = _put(sheet, number, place, text)
            if len(line) == 1 or line[0] == "theme":
                cell.font = _BOLD
        if len(line) == 2:
            sheet.merge_cells(start_row=number, start_column=2, end_row=number, end_column=6)
            sheet.row_dimensions[number].height = 30


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """A cell of text, cut where Excel would not hold it."""
    cell = sheet.cell(row=row, column=column)
    held = _UNHELD.sub("\ufffd", clean(text))
    if len(held) > _MOST:
        held = held[: _MOST - 2] + " …"
    set_text(cell, held)
    cell.alignment = _TOP
    return cell
