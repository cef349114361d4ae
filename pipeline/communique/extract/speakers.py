"""Lists of persons in one line: names with their affiliations, talks and who gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from communique.extract.affiliations import looks_like_affiliation, split_affiliation
from communique.extract.names import Evidence, Name, name_at
from communique.extract.offices import office_of_topic
from communique.extract.places import country_code

_DASH = re.compile(r"\s+-{1,3}\s*|\s*[–—―]\s*|\s*--\s*|\s-(?=[A-ZÀ-Þ])|\s?:\s+")

#: One of these is in every such sign: told at once where there is none.
_DASHES = re.compile(r"[-–—―:]")


#: What may stand before the first name of a list.
_LEAD = re.compile(
    r"(?:(?:with|avec|and|et|featuring) )?(?:the |le |la |l['’])?(?=[A-ZÀ-Þ])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """A person as found in a line; the affiliation is not yet taken apart."""

    name: Name
    role: str
    affiliation: str


_SEPARATOR = re.compile(
    r"\s*(?:,\s*(?:and|et)\b|;(?:\s*(?:and|et)\b)?|&|\s/\s|/(?=(?:Mr|Ms|Mrs|Dr|M\.|Mme|Prof))"
    r"|\b(?:and|et|und|with|avec)\b|,)\s*"
)
#: A sentence goes on behind a name (and the bracket behind it).
_VERB = re.compile(
    r"\s*(?:\([^()]{0,80}\)|,[^,.;()]{2,80},)?\s*(?:will|said|has|have|is|was|noted|thanked"
    r"|then|also|a|est|ont|qui|who"
    r"|[a-z]{3,}ed|gave|made|spoke|took)\s"
)


def list_of_people(text: str, role: str, *, led: bool) -> list[Found]:
    """People where a text is a list of names, each with or without an affiliation.

    ``led`` says that an office stands before it, so that a name's shape is enough.
    """
    return list(_listed(text.strip(), role, led))


@lru_cache(maxsize=256)  # the agenda, the passages and the entries ask it of the same lines
def _listed(text: str, role: str, led: bool) -> Sequence[Found]:
    lead = _LEAD.match(text)
    text = text[lead.end() :] if lead else text
    first = _first_name(text, led=led)
    if first is None:
        return _in_brackets(text, role) if led and "(" in text else []
    found: list[Found] = []
    current, begin = first, first.end
    for separator in _outside_brackets(text, first.end):
        if separator.start() < current.end:
            continue
        following = name_at(text, separator.end())
        between = text[begin : separator.start()].strip(" ,")
        if following is None or not _another(text, current, following, separator, between, led=led):
            continue
        found.append(Found(current, role, between))
        current, begin = following, following.end
    found.append(Found(current, role, text[begin:]))
    title = text[: first.start].strip(" ,")
    if title:
        found[0] = replace(found[0], affiliation=f"{_title(title)}, {found[0].affiliation}")
    found = _shared(found)
    if not led and not _sure(found, text, first):
        return []
    return found


def _first_name(text: str, *, led: bool) -> Name | None:
    name = name_at(text)
    if name is None and led:
        # "Minister Park Myung-jae", "OECD Secretary-General Angel Gurría".
        office = re.match(
            r"(?:[A-Z][\w-]+ ){0,3}(?:Minister|Secretary|Director|President|Commissioner"
            r"|Governor|Mayor|Senator)"
            r"(?:[ -]General)?,? (?=[A-ZÀ-Þ])",
            text,
        )
        name = name_at(text, office.end()) if office else None
    if name is None:
        return None
    if name.evidence == Evidence.HONORIFIC:
        return name
    behind = text[name.end :]
    clear = re.match(
        r"\s*(?:$|[,;(/&|–—]|-{1,2}\s|\s-\s|\b(?:and|et|from|de|of|du)\b|\.\s*$)", behind
    )
    if name.evidence == Evidence.NAME:
        return name if clear or (led and looks_like_affiliation(behind)) else None
    return name if clear and (led or _at_the_head(behind)) else None


def _at_the_head(behind: str) -> bool:
    """Whether an office and a body, or a body and a country, follow a bare name."""
    belongs = split_affiliation(behind) if re.match(r"\s*[,(]", behind) else None
    if belongs is None or len(behind.split()) > 25 or not looks_like_affiliation(behind):
        return False
    held = (belongs.position, belongs.organisation, belongs.country)
    return bool(belongs.position or belongs.country) and sum(map(bool, held)) >= 2


def _title(words: str) -> str:
    """An office before a name, with its body behind it: ``OECD Secretary-General``."""
    body, _, office = words.rpartition(" ")
    return f"{office}, {body}" if body.isupper() else words


def _in_brackets(text: str, role: str) -> list[Found]:
    """``Portugal (Maria Silva) and Spain (Juan Pérez)``: delegations and who speaks for them."""
    found: list[Found] = []
    for match in re.finditer(r"(?P<body>[^();,]{2,60}?)\s*\((?P<name>[^()]{4,60})\)", text):
        name = name_at(match["name"])
        body = re.sub(r"^\s*(?:and|et|&)\s+", "", match["body"]).strip()
        if name and name.evidence >= Evidence.NAME and not match["name"][name.end :].strip():
            found.append(Found(name, role, body if looks_like_affiliation(body) else ""))
    return found


def _another(
    text: str, current: Name, following: Name, separator: re.Match[str], between: str, *, led: bool
) -> bool:
    """Whether the name behind a separator is the next person, not a body's second half."""
    if following.evidence == Evidence.HONORIFIC:
        return True
    sign = separator.group().strip()
    behind = text[following.end : following.end + 40]
    if not re.match(r"\s*(?:$|[,;(/&.]|[–—-]|\b(?:and|et|from)\b)", behind):
        return False
    if following.evidence == Evidence.NAME:
        # "Ministry of Finance, Max Planck Institute" is cut at its words already.
        return sign != "," or not between or bool(re.search(r"\)$|\b[A-Z]{2,}$", between)) or led
    if sign == ",":
        return not between and led and _list_goes_on(text, following.end)
    return not between or sign == ";" or bool(led and country_code(_last_part(between)))


def _last_part(text: str) -> str:
    return text.rpartition(",")[2].strip(" ().")


def _list_goes_on(text: str, position: int) -> bool:
    """Whether a third name follows: two capitalised pairs may be a name and a body."""
    separator = _SEPARATOR.match(text, position)
    following = name_at(text, separator.end()) if separator else None
    return following is not None


def _outside_brackets(text: str, start: int) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    depth, at = 0, start
    for match in _SEPARATOR.finditer(text, start):
        depth += text.count("(", at, match.start()) - text.count(")", at, match.start())
        at = match.start()
        if depth <= 0:
            found.append(match)
    return found


def _shared(found: list[Found]) -> list[Found]:
    """``A / B, UN ESCAP``: what stands behind the last name holds for those without."""
    if len(found) < 2 or len(found) > 3:
        return found
    last = found[-1].affiliation
    if last.lstrip().startswith("("):
        return found
    return [one if one.affiliation.strip(" ,") else replace(one, affiliation=last) for one in found]


def _sure(found: list[Found], text: str, first: Name) -> bool:
    """Whether a line without an office in front is about people at all."""
    if first.evidence == Evidence.HONORIFIC:
        return _VERB.match(text[first.end :]) is None
    tail = found[0].affiliation.strip(" ,;")
    if not tail:
        return len(found) > 1 and len(text.split()) <= 8 * len(found)
    return looks_like_affiliation(tail) and len(tail.split()) <= 30


def behind_dash(line: str, entry_type: str, *, timed: bool) -> list[Found]:
    """``Overview of the project - Ann Lee & Bo Berg, MPI (15 min)``: a talk and its speakers."""
    for match in _DASH.finditer(line) if _DASHES.search(line) else ():
        topic, tail = line[: match.start()].strip(), line[match.end() :].strip()
        if len(topic) < 3 or not tail:
            continue
        name = name_at(tail)
        if name is None:
            continue
        role = office_of_topic(topic)
        if role == "speaker" and entry_type in ("opening", "closing"):
            role = entry_type
        found = list_of_people(tail, role, led=timed or name.evidence >= Evidence.NAME)
        whole = tail[name.end :].strip(" .,;)")
        sound = not whole or len(found) > 1 or looks_like_affiliation(whole)
        if found and sound and (timed or name.evidence >= Evidence.NAME):
            return found
    return []
