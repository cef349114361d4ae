"""Specimens made by an HTML engine: Jinja2 templates, printed to PDF by WeasyPrint.

A look is a template of ``templates/html``; it prints a cover and furniture of its own, taken from
the source's ``style``, and leaves the blocks to the macros that all looks share.
"""

from __future__ import annotations

from pathlib import Path

import jinja2
import source as specimen
import weasyprint
from markupsafe import Markup, escape
from source import Block, Source
from weasyprint.text.fonts import FontConfiguration

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "html"


def inline(text: str) -> Markup:
    r"""A text with its marks as HTML.

    Parameters
    ----------
    text : str
        Text as written in a source: ``**strong**``, ``*emphasis*``, ``[^1]``, ``\n``.

    Returns
    -------
    Markup
        Safe HTML.
    """
    out = []
    for run in specimen.runs(text):
        shown = escape(run.text).replace("\n", Markup("<br>"))
        if run.note:
            shown = Markup("<sup>{}</sup>").format(run.note)
        if run.italic:
            shown = Markup("<em>{}</em>").format(shown)
        if run.bold:
            shown = Markup("<strong>{}</strong>").format(shown)
        out.append(shown)
    return Markup("").join(out)


def footnotes(blocks: list[Block]) -> list[dict[str, str]]:
    """The notes of all paragraphs, in order, as ``mark`` and ``text``."""
    found = []
    for block in blocks:
        for mark, note in (block.get("footnote") or {}).items():
            found.append({"mark": mark, "text": note if isinstance(note, str) else note["text"]})
    return found


def sides(blocks: list[Block]) -> list[tuple[Block, Block]]:
    """Pair each block with the one after it that says the same in the other language."""
    first = [b for b in blocks if b.get("side") != "fr"]
    second = [b for b in blocks if b.get("side") == "fr"]
    return list(zip(first, second, strict=True)) if second else []


def _unknown(kind: str) -> str:
    raise ValueError(f"no template for a block of kind {kind!r}")


def _environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["inline"] = inline
    env.filters["mark"] = specimen.item_mark
    env.filters["sentence"] = specimen.enumeration_text
    env.globals.update(unknown=_unknown, labels=specimen.LABELS)
    return env


def page(source: Source) -> str:
    """The HTML of a source in its look.

    Parameters
    ----------
    source : Source
        What ``source.load`` returns; its ``look`` names a template, its ``style`` holds what the
        look prints on the cover and in the margins.

    Returns
    -------
    str
        A whole HTML page with its style sheet.

    Raises
    ------
    jinja2.TemplateNotFound
        If there is no such look.
    ValueError
        If a block is of a kind that the templates do not know, or a bilingual source is uneven.
    """
    template = _environment().get_template(f"{source['look']}.html")
    language = source["style"].get("lang", "en")
    return template.render(
        **source,
        language=language,
        notes=footnotes(source["blocks"]),
        pairs=sides(source["blocks"]),
    )


def render(source: Source, out: Path) -> None:
    """Print a source to a PDF whose bytes depend on the source alone.

    Parameters
    ----------
    source : Source
        A specimen's source with ``producer: html``.
    out : Path
        The PDF to write.
    """
    html = weasyprint.HTML(string=page(source), base_url=str(TEMPLATES))
    html.write_pdf(out, font_config=FontConfiguration(), pdf_identifier=out.stem.encode())
