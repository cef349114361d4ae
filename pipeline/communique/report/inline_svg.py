"""A drawn chart made fit for a page: no script, no link, no clashing name, no needless byte."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markupsafe import Markup

from communique.errors import CommuniqueError

_SVG = "http://www.w3.org/2000/svg"
#: What a chart is made of; anything else is not let in.
_ELEMENTS = frozenset(
    ("svg", "g", "path", "rect", "line", "circle", "text", "tspan", "title", "desc")
) | frozenset(("defs", "clipPath", "linearGradient", "stop"))
_DROPPED = re.compile(r"aria-.*|role|class|pointer-events|font-family|version|style|on.*")
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_REFERENCE = re.compile(r"url\(#([^)]*)\)")
_IDLE = {"stroke-miterlimit": "10", "opacity": "1", "stroke-opacity": "1", "fill-opacity": "1"}


def inline_svg(drawn: str, name: str, title: str, description: str) -> Markup:
    """The drawing as an element of a page, with a title and a description for who cannot see it.

    Parameters
    ----------
    drawn
        An SVG file's text.
    name
        Sets the ids of this drawing apart from those of others on the page.
    title, description
        Its texts, plain.

    Raises
    ------
    CommuniqueError
        If it holds anything that a chart is not made of.
    """
    root = ElementTree.fromstring(drawn)
    _clean(root, name)
    width, height = root.get("width", "0"), root.get("height", "0")
    root.attrib.pop("height", None)  # the page scales a drawing that is too wide for it
    root.set("viewBox", f"0 0 {width} {height}")
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-description")
    texts = []
    for tag, text in (("title", title), ("desc", description)):
        element = ElementTree.Element(f"{{{_SVG}}}{tag}")
        suffix = "title" if tag == "title" else "description"
        element.set("id", f"{name}-{suffix}")
        element.text = text
        texts.append(element)
    root[:0] = texts
    # prefixes are global to ElementTree, so the namespace is taken off by hand
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _clean(root: ElementTree.Element, name: str) -> None:
    for parent in root.iter():
        if parent.tag.removeprefix(f"{{{_SVG}}}") not in _ELEMENTS:
            raise CommuniqueError(f"a chart cannot hold the element {parent.tag!r}")
        for child in list(parent):
            if _nothing(child):
                parent.remove(child)
    for element in root.iter():
        kept: dict[str, str] = {}
        for key, value in element.attrib.items():
            if _DROPPED.fullmatch(key) or key.startswith("{") or _IDLE.get(key) == value:
                continue
            short = _LONG.sub(_rounded, value)
            kept[key] = _REFERENCE.sub(rf"url(#{name}-\1)", short)
        if "id" in kept:
            kept["id"] = f"{name}-{kept['id']}"
        element.attrib.clear()
        element.attrib.update(kept)


def _nothing(element: ElementTree.Element) -> bool:
    """Whether an element draws nothing: hidden, a path without extent, an empty group."""
    if element.get("display") == "none":
        return True
    path = element.get("d")
    if path is not None and re.fullmatch(r"M0,0h[\d.]+v[\d.]+h-?[\d.]+Z|", path):
        return element.get("stroke") is None and element.get("fill") is None
    return False


def _rounded(number: re.Match[str]) -> str:
    short = f"{float(number.group()):.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short
