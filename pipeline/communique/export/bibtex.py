r"""References as a BibTeX file (``.bib``), in UTF-8, for BibTeX and biblatex.

Each document is a ``@techreport``, the type that both know: ``year`` and ``month`` are those
of its issue, ``note`` names the meeting, and biblatex and reference managers also read
``eventtitle``, ``eventdate``, ``venue`` and ``language``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.export.references import Reference

# fmt: off
_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)
# fmt: on
_LANGUAGES = {"en": "english", "fr": "french"}
# Names of characters rather than characters behind a backslash: BibTeX counts braces
# without regard to backslashes.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "#": r"\#",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
    }
)


def bibtex_text(references: Iterable[Reference]) -> str:
    """The text of a ``.bib`` file, an entry for each reference in the order given."""
    return "\n".join(map(_entry, references))


def escaped(text: str) -> str:
    """The text as LaTeX prints it, whatever characters it has; braces stay balanced."""
    return text.translate(_ESCAPES)


def _entry(reference: Reference) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(reference))
    return f"@techreport{{{reference.key},\n{fields}}}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    # two braces: an organisation is no person with a family name, and titles keep their capitals
    yield "author", f"{{{{{escaped(reference.author)}}}}}"
    yield "title", f"{{{{{escaped(reference.title)}}}}}"
    yield "institution", f"{{{{{escaped(reference.publisher)}}}}}"
    if reference.genre:
        yield "type", f"{{{escaped(reference.genre)}}}"
    if reference.number:
        yield "number", f"{{{escaped(reference.number)}}}"
    if reference.issued:
        yield "year", f"{{{reference.issued[0]}}}"
    if len(reference.issued) > 1:
        yield "month", _NAMES[reference.issued[1] - 1][:3].lower()  # a name that BibTeX knows
    if meeting := _meeting(reference):
        yield "note", f"{{{escaped(meeting)}}}"
    if reference.meeting:
        yield "eventtitle", f"{{{escaped(reference.meeting)}}}"
    if reference.start:
        last = f"/{reference.end.isoformat()}" if reference.end else ""
        yield "eventdate", f"{{{reference.start.isoformat()}{last}}}"
    if reference.city:
        yield "venue", f"{{{escaped(reference.city)}}}"
    known = [_LANGUAGES[code] for code in reference.languages if code in _LANGUAGES]
    if known:
        yield "language", f"{{{' and '.join(known)}}}"
        yield "langid", f"{{{known[0]}}}"


def _meeting(reference: Reference) -> str:
    """Where and when the meeting was: "Meeting in Paris, 26-27 March 2001"."""
    place = f" in {reference.city}" if reference.city else ""
    days = _days(reference)
    if not place and not days:
        return ""
    return (
        f"Meeting{place}, {days}" if place and days else f"Meeting{place}{days and f' of {days}'}"
    )


def _days(reference: Reference) -> str:
    start, end = reference.start, reference.end
    if start is None:
        return ""
    last = end or start
    whole = f"{last.day} {_NAMES[last.month - 1]} {last.year}"
    if end is None:
        return whole
    if start.year != end.year:
        return f"{start.day} {_NAMES[start.month - 1]} {start.year}--{whole}"
    if start.month != end.month:
        return f"{start.day} {_NAMES[start.month - 1]}--{whole}"
    return f"{start.day}--{whole}"
