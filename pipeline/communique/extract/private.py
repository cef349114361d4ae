"""Personal data of contact persons: telephone numbers and e-mail addresses, kept out of tables."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.extract.cues import cues, holds_any
from communique.extract.folding import lower_for_search
from communique.extract.word_count import word_count

_MAIL = re.compile(r"[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_LABELLED = re.compile(
    r"(?:\b(?:tel|tél|telephone|téléphone|phone|fax|télécopie|mobile|portable|ph)\b[.:\s]{0,4}"
    r"(?:n[o°][.:]?\s?)?)(?:\+?[\d(][\d\s().\-/]{5,24}\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w/(])(?:\+\s?\d{1,3}|\(\+?\d{1,3}[-\s]\d{1,3}\)|\(\+\d{1,3}\)|00\s?\d{1,3})"
    r"[\s.\-()/]{0,3}\d[\d\s.\-()/]{5,18}\d"
)
_NATIONAL = re.compile(r"(?<![\w.,/(-])(?:0\d(?:[ .-]?\d{2}){4}|\d{2}(?:[ .]\d{2}){3,4})(?![\w/])")
#: The digits that every telephone number ends with.
_LONG_NUMBER = re.compile(r"[\d(][\d\s().\-/]{5,24}\d")
#: A zero for each byte that may belong to one, and so many as the shortest has.
_NUMBER_SIGNS = bytes(
    0x30 if code > 127 or re.fullmatch(r"[\d\s().\-/]", chr(code)) else 0x20 for code in range(256)
)
_SHORTEST_NUMBER = b"0" * 7
_LABEL = re.compile(
    r"\b(?:e-?mails?|courriels?|mél|tel|tél|fax|telephone|téléphone|phone)\b\s*[.:]*\s*(?=[,;.)]|$)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:for (?:further|more|any|additional) (?:information|details|questions|queries)"
    r"|pour (?:de )?(?:tout(?:e)?s?|plus|plus amples?) (?:d[’'])?"
    r"(?:informations?|renseignements?|précisions?)"
    r"|contact(?:s| persons?| points?)?\s*[:–-]|please contact|veuillez contacter|s[’']adresser à"
    r"|personnes? à contacter|à contacter\s*:|contact\b.{0,60}@)",
    re.IGNORECASE,
)
#: What every wording of the expression above holds.
_CONTACT_CUES = cues(
    "information|details|question|queries|renseignement|précision|contact|adresser"
)


@lru_cache(maxsize=512)  # the agenda, its people and the passages ask it of the same texts
def redacted(text: str) -> str:
    """The text without telephone numbers and e-mail addresses (``[…]`` stands for each)."""
    hidden = _MAIL.sub("[…]", text) if "@" in text else text
    if not _may_hold_number(hidden) or not _LONG_NUMBER.search(hidden):
        return hidden
    hidden = _LABELLED.sub("[…]", hidden)
    hidden = _NUMBER.sub("[…]", hidden)
    return _NATIONAL.sub("[…]", hidden)


def _may_hold_number(text: str) -> bool:
    """Whether so many signs of a number stand in a row in a text that it may be a long one."""
    signs = text.encode("utf-8", "surrogatepass").translate(_NUMBER_SIGNS)
    return _SHORTEST_NUMBER in signs


def has_private(text: str) -> bool:
    """Whether a text holds a telephone number or an e-mail address."""
    return redacted(text) != text


def is_contact_line(text: str) -> bool:
    """Whether a text names whom to call or write to: page furniture, not substance."""
    private = has_private(text)
    if private and len(_LABEL.sub("", redacted(text)).replace("[…]", "").split()) <= 12:
        return True
    return (
        (private or word_count(text) <= 30)
        and holds_any(lower_for_search(text[:160]), _CONTACT_CUES)
        and _CONTACT.search(text[:160]) is not None
    )
