"""Any table with a ``text`` column becomes tagged passages with roles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from communique.batch.place import is_ours, staged, write
from communique.batch.reviewing import read_verdicts
from communique.batch.taxonomies import describe_taxonomy, read_taxonomy
from communique.batch.themes import open_tagger
from communique.errors import CommuniqueError
from communique.export.guard import guard
from communique.export.package import json_text, run_record
from communique.export.schema import TABLES
from communique.export.sheet import Sheet, read_sheet
from communique.export.tables import cells, csv_text, table_text
from communique.export.written import clean
from communique.extract.roles import role_of
from communique.identity import content_hash
from communique.records import ROLES, SECTION_SEPARATOR, Tag
from communique.tag import Judged, PassageText
from communique.tag.role_model import RoleOf

_UNKNOWN = ("", "")


@dataclass(frozen=True, slots=True)
class Tagged:
    """How many passages were tagged, and how many tags they got."""

    passages: int
    tags: int
    without: int


def tag_sheet(
    path: Path | str,
    out: Path | str,
    *,
    all_scores: bool = False,
    taxonomy: Path | str | None = None,
    tagger: str = "accurate",
    model: Path | str | None = None,
    review: Sequence[Path | str] = (),
    force: bool = False,
    role: RoleOf = role_of,
) -> Tagged:
    """Tag the passages of a CSV file; writes ``tags.csv`` and ``passages.csv``.

    Parameters
    ----------
    path
        A CSV file with a column ``text``, and perhaps ``passage``, ``document``,
        ``language``, ``year``, ``kind`` and ``role``. Beside the ``documents.csv`` of
        a dataset, year and kind are taken from there where the file has none.
    out
        The folder to write to.
    all_scores
        Give every theme's score for every passage, not only the themes it carries.
    taxonomy
        A folder with a taxonomy of one's own instead of the packaged one.
    tagger
        ``accurate``, ``fast`` or ``rules``.
    model
        A folder that ``communique train`` wrote instead of the packaged model.
    review
        Filled review sheets: what people decided on stands in the place of the tagger's word.
    force
        Replace what an earlier call wrote to ``out``.
    role
        What tells a role by its wording; the model hears it as one witness.

    Raises
    ------
    CommuniqueError
        If the file, the folder, the taxonomy or a review sheet cannot be used.
    """
    source = Path(path)
    sheet = read_sheet(source, "text")
    known = _documents_beside(source)
    passages = _passages(sheet, source, known, role)
    themes = read_taxonomy(taxonomy)
    loaded = open_tagger(tagger, themes, model)
    reviewed = read_verdicts(review, themes.ids)
    with staged(Path(out), force=force, source=source) as stage:
        judged = list(map(reviewed.settle, passages, loaded.judge(passages)))
        found = told = [one.tags for one in judged]
        if all_scores:
            told = [_every_score(*both) for both in zip(passages, judged, strict=True)]
        given = [role.strip() for role in sheet.column("role")]
        roles = [
            role if role in ROLES else one.role for role, one in zip(given, judged, strict=True)
        ]
        read = [source, source.parent / TABLES["documents"].file] if known else [source]
        made = run_record(
            documents=[(file.name, content_hash(file)) for file in read],
            counts={"passages": len(passages), "tags": sum(map(len, told))},
            settings={"all_scores": all_scores, **reviewed.record()},
            taxonomy=describe_taxonomy(themes),
            model=loaded.scorer.description or None,
        )
        texts = {
            "tags.csv": _tags_text(tag for tags in told for tag in tags),
            "passages.csv": _passages_text(sheet, passages, roles, [one.problem for one in judged]),
            "run.json": json_text(made),
        }
        write(stage, texts)
    return Tagged(
        passages=len(passages),
        tags=sum(map(len, found)),
        without=sum(not tags for tags in found),
    )


def _documents_beside(source: Path) -> dict[str, tuple[str, str]]:
    """Year and kind by document, where the sheet lies in a dataset."""
    path = source.parent / TABLES["documents"].file
    if source == path or not path.is_file() or not is_ours(source.parent):
        return {}
    sheet = read_sheet(path, "document")
    facts = zip(sheet.column("year"), sheet.column("kind"), strict=True)
    return dict(zip(sheet.column("document"), facts, strict=True))


def _passages(
    sheet: Sheet, source: Path, known: Mapping[str, tuple[str, str]], role: RoleOf
) -> list[PassageText]:
    passages: list[PassageText] = []
    seen: set[str] = set()
    names = ("text", "language", "passage", "document", "year", "kind", "section")
    for place, row in enumerate(zip(*map(sheet.column, names), strict=True), start=1):
        text, language, passage, document, year, kind, headings = map(str.strip, row)
        name = passage or str(place)
        if name in seen:
            raise CommuniqueError(
                f"{source} has the passage {name!r} twice", "give every passage an id of its own"
            )
        seen.add(name)
        of_document = known.get(document, _UNKNOWN)
        whole = (year or of_document[0]).removesuffix(".0")  # how a spreadsheet may write it
        kind = (kind or of_document[1]).casefold()
        section = tuple(part for part in headings.split(SECTION_SEPARATOR) if part)
        text = clean(row[0])
        passages.append(
            PassageText(
                text=text,
                language=language.casefold(),
                passage=name,
                document=document,
                year=int(whole) if whole.isascii() and whole.isdigit() else None,
                kind=kind,
                section=section,
                role=role(text, kind=kind, section=section, language=language.casefold()),
            )
        )
    return passages


def _every_score(passage: PassageText, judged: Judged) -> list[Tag]:
    by_theme = {tag.theme: tag for tag in judged.tags}
    silent = Tag(passage.passage, passage.document, passage.year, "", 0.0, "rules", "", 0, 0)
    return [
        by_theme.get(theme) or replace(silent, theme=theme, score=score)
        for theme, score in judged.scores.items()
    ]


def _tags_text(tags: Iterable[Tag]) -> str:
    table = TABLES["tags"]
    return table_text(
        table,
        (cells(table, {name: getattr(tag, name) for name in table.header}) for tag in tags),
    )


def _passages_text(
    sheet: Sheet, passages: list[PassageText], roles: list[str], problems: list[str]
) -> str:
    """The sheet with ``passage``, ``role`` and ``problem`` filled in, its text in one line."""
    filled = {
        "passage": [passage.passage for passage in passages],
        "role": roles,
        "text": [passage.text for passage in passages],
        "problem": problems,
    }
    header = [name for name in ("passage", "role") if name not in sheet.header]
    header += sheet.header
    header += [name for name in ("problem",) if name not in sheet.header]
    columns = [filled[name] if name in filled else sheet.column(name) for name in header]
    return csv_text(
        header, ([guard(clean(cell)) for cell in row] for row in zip(*columns, strict=True))
    )
