"""Specimens set by a word processor: flat ODT from a template, converted by LibreOffice.

A look is a template ``templates/libreoffice/<look>.fodt.j2``; all looks share the macros that
render the blocks of a source (``_blocks.xml.j2``) and the paragraph styles (``_styles.xml.j2``).
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

import pyphen
import source as specimen
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from source import Block, Source

TEMPLATES = specimen.HERE / "templates" / "libreoffice"

#: The moment that every built file bears.
STAMP = b"D:20200101000000Z"
SECONDS = 180

_LONG_WORD = re.compile(r"[^\W\d_]{8,}")


def _hyphenated(text: str, language: str) -> str:
    dictionary = pyphen.Pyphen(lang={"fr": "fr", "en": "en_GB"}[language[:2]], left=3, right=3)
    return _LONG_WORD.sub(lambda m: dictionary.inserted(m.group(), "\u00ad"), text)


def _characters(text: str) -> Markup:
    """Text as ODF content: forced breaks, tabs and runs of blanks survive."""
    out = Markup("")
    for piece in re.split(r"(\n|\t| {2,})", text):
        if piece == "\n":
            out += Markup("<text:line-break/>")
        elif piece == "\t":
            out += Markup("<text:tab/>")
        elif piece.startswith("  "):
            out += Markup(' <text:s text:c="{}"/>').format(len(piece) - 1)
        else:
            out += escape(piece)
    return out


def inline(text: str, notes: Block | None = None, hyphenate: str = "") -> Markup:
    """A source text as ODF spans, with its footnotes set in place.

    Parameters
    ----------
    text : str
        Text with the marks of ``source.runs``.
    notes : dict, optional
        Footnotes by mark: a text, or a mapping with ``text``.
    hyphenate : str
        Language whose rules place soft hyphens in long words; empty for none.
    """
    out = Markup("")
    for run in specimen.runs(text):
        if run.note:
            note = (notes or {})[run.note]
            body = note["text"] if isinstance(note, dict) else note
            out += Markup(
                '<text:note text:note-class="footnote"><text:note-citation>{0}</text:note-citation>'
                '<text:note-body><text:p text:style-name="Footnote">{1}</text:p></text:note-body>'
                "</text:note>"
            ).format(run.note, inline(body))
            continue
        words = _hyphenated(run.text, hyphenate) if hyphenate else run.text
        style = {(1, 0): "B", (0, 1): "I", (1, 1): "BI"}.get((int(run.bold), int(run.italic)))
        content = _characters(words)
        if style:
            content = Markup('<text:span text:style-name="{}">{}</text:span>').format(
                style, content
            )
        out += content
    return out


def spaced(text: str) -> str:
    """Letter-spaced as by an old margin strip: a blank between any two letters."""
    return " ".join(text.replace(" ", "\u00a0"))


def flat_odt(source: Source) -> str:
    """The source as a flat OpenDocument text in its look."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    language = source["document"].get("language", "en")[:2]
    hyphenate = language if source["style"].get("hyphenate") else ""
    environment.filters["inline"] = inline
    environment.filters["flow"] = lambda text, notes=None: inline(text, notes, hyphenate)
    environment.filters["spaced"] = spaced
    environment.globals.update(
        item_mark=specimen.item_mark,
        enumeration_text=specimen.enumeration_text,
        labels=specimen.LABELS[language],
        specimen_line=specimen.SPECIMEN[language],
        language=language,
        style=source["style"],
        document=source["document"],
        printed=source["document"]["printed"],
    )
    template = environment.get_template(f"{source['look']}.fodt.j2")
    return template.render(blocks=source["blocks"])


def _frozen(pdf: bytes) -> bytes:
    """The file without what differs from one conversion to the next, at the same length."""

    def same_length(match: re.Match[bytes]) -> bytes:
        return match.group(1) + b"0" * len(match.group(2)) + match.group(3)

    pdf = re.sub(
        rb"(/(?:Creation|Mod)Date\()([^)]*)(\))",
        lambda m: m.group(1) + STAMP.ljust(len(m.group(2)))[: len(m.group(2))] + m.group(3),
        pdf,
    )
    pdf = re.sub(rb"(/DocChecksum\s*/)([0-9A-F]+)()", same_length, pdf)
    trailer = pdf.rfind(b"/ID")
    tail = re.sub(rb"(<)([0-9A-F]{32})(>)", same_length, pdf[trailer:])
    return pdf[:trailer] + tail


def render(source: Source, out: Path) -> None:
    """Set a source with LibreOffice.

    Raises
    ------
    RuntimeError
        If the conversion fails or leaves no file.
    """
    with tempfile.TemporaryDirectory() as scratch:
        odt = Path(scratch) / f"{source['name']}.fodt"
        odt.write_text(flat_odt(source), encoding="utf-8")
        profile = (Path(scratch) / "profile").as_uri()
        run = subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={profile}",
                "--headless",
                "--convert-to",
                "pdf:writer_pdf_Export",
                "--outdir",
                scratch,
                str(odt),
            ],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        made = odt.with_suffix(".pdf")
        if run.returncode or not made.exists():
            raise RuntimeError(f"LibreOffice made no PDF of {source['name']}: {run.stderr.strip()}")
        out.write_bytes(_frozen(made.read_bytes()))
