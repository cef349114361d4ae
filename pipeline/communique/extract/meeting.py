"""The name of a meeting, told apart from its number, year, motto and document.

"Draft agenda of the 4th OECD Symposium on E-Government 2004: Making change
happen" holds a kind of document, an edition, a name, a year and a motto.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from communique.extract.cues import telling, words_of
from communique.extract.dates import find_dates
from communique.extract.folding import fold, fold_in_place
from communique.extract.kind import named_kind
from communique.extract.places import find_places

_NOUN = re.compile(
    r"\b(?:meetings?|symposium|symposia|conference|forum|seminar|workshop|summit|assembly|"
    r"session(?! (?:\d|[a-h]\b|[ivx]+\b))|"
    r"round ?-?table|ministerial|colloquium|congress|convention of|e-leaders \d{4}|retreat|"
    r"plenary|dialogue|policy dialogue|expert day|webinar|consultation|"
    r"reunions?|colloque|seminaire|atelier|sommet|assemblee|table ronde|rencontres?|journees?|"
    r"congres|"
    r"pleniere|dialogue)\b"
)
#: Of which some stands in every name that the expression above finds.
_NOUN_WORDS = telling(
    "meeting meetings symposium symposia conference forum seminar workshop summit assembly session "
    "round roundtable ministerial colloquium congress convention leaders retreat plenary dialogue "
    "expert webinar consultation reunion reunions colloque seminaire atelier sommet assemblee "
    "table rencontre rencontres journee journees congres pleniere"
)
_ORDINAL_WORDS = (
    "first|inaugural|premier|premiere|1er|1ere|1re",
    "second|deuxieme|seconde",
    "third|troisieme",
    "fourth|quatrieme",
    "fifth|cinquieme",
    "sixth|sixieme",
    "seventh|septieme",
    "eighth|huitieme",
    "ninth|neuvieme",
    "tenth|dixieme",
    "eleventh|onzieme",
    "twelfth|douzieme",
    "thirteenth|treizieme",
    "fourteenth|quatorzieme",
    "fifteenth|quinzieme",
    "sixteenth|seizieme",
    "seventeenth|dix-septieme",
    "eighteenth|dix-huitieme",
    "nineteenth|dix-neuvieme",
    "twentieth|vingtieme",
)
_ORDINAL_OF = {word: i for i, words in enumerate(_ORDINAL_WORDS, 1) for word in words.split("|")}
_TENS = (
    (20, "twenty|vingt"),
    (30, "thirty|trente"),
    (40, "forty|quarante"),
    (50, "fifty|cinquante"),
    (60, "sixty|soixante"),
    (70, "seventy|"),
    (80, "eighty|quatre-vingt"),
    (90, "ninety|"),
)


def _compound_ordinals() -> dict[str, int]:
    """Ordinals from 20 to 99 as words: ``twenty-third``, ``vingt et unième``."""
    found: dict[str, int] = {}
    french = {1: "unieme"} | {
        i: words.split("|")[1] for i, words in enumerate(_ORDINAL_WORDS[1:19], 2)
    }
    for ten, words in _TENS:
        english, tens = words.split("|")
        found[f"{english.removesuffix('y')}ieth"] = ten
        for unit in range(1, 10):
            found[f"{english}-{_ORDINAL_WORDS[unit - 1].split('|')[0]}"] = ten + unit
        if tens:
            found[f"{tens.removesuffix('e')}ieme"] = ten
            for unit in range(1, 20 if ten in (60, 80) else 10):
                found[f"{tens}-{french[unit]}"] = ten + unit
                found[f"{tens} et {french[unit]}"] = ten + unit
                found[f"{tens}-et-{french[unit]}"] = ten + unit
    return found


_ORDINAL_OF |= _compound_ordinals()
_ORDINAL = re.compile(
    r"\b(?:(?P<number>\d{1,3})\s?(?:st|nd|rd|th|er|re|ere|eme|e|nde)(?![a-z])"
    rf"|(?P<word>{'|'.join(sorted(_ORDINAL_OF, key=lambda word: (-len(word), word)))})"
    r"|(?P<roman>[ivx]{1,6})(?:th|nd|rd|st|e|eme)?(?= \w))\b"
)
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_YEAR = re.compile(r"[\s,]*[(\[]?\b(?:19|20)\d\d\b[)\]]?")
_QUOTED = re.compile(r"[“\"«„‘]\s*([^“”\"«»„]{4,200}?)\s*[”\"»“]")
_OPENING_QUOTE = re.compile(r"[“\"«„‘]")
_LEAD = re.compile(
    r"(?:(?:draft|final|revised|provisional|annotated|preliminary|projet d(?:e |'))\s*)*"
    r"(?:summary (?:records?|report|note)|summary|minutes|records?|agenda|annotated agenda|"
    r"programme|program|"
    r"report|highlights|points saillants|faits (?:saillants|marquants)|temps forts|"
    r"principales conclusions|proceedings|outcomes?|conclusions|main conclusions|key messages|"
    r"communique|"
    r"issues paper|background (?:paper|note)|discussion paper|list of participants|"
    r"comptes?[ -]rendus?(?: succinct| analytique| sommaire| revise| de synthese)*|proces-verbal|"
    r"ordre du jour(?: provisoire| annote| revise)*|rapport(?: de synthese)?|synthese|actes|"
    r"conclusions|"
    r"liste des participants|resume)"
    r"(?: \(.{1,20}\))?\s+(?:of|for|from|on|to|de|du|des|pour|d'|a)\s+(?:the |la |le |l'|les )?"
)
_OCCASION = re.compile(
    r"(?:issued|adopted|agreed|prepared|presented|submitted|endorsed|published|adopte|publie|"
    r"prepare|"
    r"presente|etabli)e?s?\b.{0,40}\b(?:of|at|for|by|to|de|a|pour|par|lors de) (?:the |la |l')"
)
_BARE = re.compile(
    r"(?:about (?:the |this )?|a propos de (?:la )?)?(?:annual |extraordinary |"
    r"special )?(?:meeting|session|seminar|conference|plenary|reunion|"
    r"seance|workshop)(?: annuelle| extraordinaire| pleniere)?"
)
_ONLINE_END = re.compile(
    r",?\s+(?:held )?(?:en ligne|online|on-line|virtual(?:ly)?|par visioconf[eé]rence|"
    r"(?:by|via) (?:videoconference|Zoom))\W*$",
    re.IGNORECASE,
)
#: What is itself online: "services en ligne" say nothing of where the meeting is.
_GOES_ONLINE = re.compile(
    r"\b(?:services?|administrations?|government|governance|procedures?|demarches|formalites|"
    r"paiements?|payments?|formations?|training|learning|participation|consultations?|commerce|"
    r"securite|safety|contents?|contenus?|plateformes?|platforms?|rights|droits|children|enfants|"
    r"declarations?|voting|vote|publics|publiques|guichets?|portail|information|and|et)$"
)
_SESSION = (
    r"(?:(?:annual|joint|plenary|ordinary|special) )?(?:meeting|session|reunion|seance|plenary)"
)
#: A number right before "meeting" or "session" that has lost its letters.
_PLAIN = re.compile(rf"(?<![\w.,/(-])(\d{{1,3}}) (?={_SESSION}\b(?! \d))")
_NUMBERED_BODY = re.compile(
    r"(?:\bno\.?|n[o°]\.?|\b(?:group|groupe|party|wp|wg|gt|day|jour|level|phase|part|item|point|"
    r"session|article|the|of|de|in|en|and|et|to|over|for))\s*$"
)
_TORN_BEHIND = re.compile(
    r"(?<![\w.,/-])(\d{1,3}) (st|nd|rd|th|e|ème|eme|er|re)(?= (?:[^\W\d_]+ ){0,4}"
    r"(?:meeting|session|r[ée]union|s[ée]ance|symposium|forum|conference|s[ée]minaire))",
    re.IGNORECASE,
)
_TORN_BEFORE = re.compile(
    rf"(?<![\w.,/’'-])(st|nd|rd|th|e|ème|eme) (\d{{1,3}})(?= {_SESSION}\b)", re.IGNORECASE
)
_KIND_AT_END = re.compile(
    r"[\s,:–—-]+(?:draft |annotated |final )?(?:agenda|programme|program|minutes|report|highlights|"
    r"summary|ordre du jour|compte[ -]rendu)\s*$",
    re.IGNORECASE,
)
#: The organisation's name in front of a numbered session of one of its bodies.
_OWN = re.compile(
    r"^(?:OECD|OCDE)[\s:–-]+(?=(?:session|meeting|s[ée]ance|r[ée]union) (?:of|du|de))",
    re.IGNORECASE,
)
#: No title is longer, in characters.
_LONGEST = 600
_ARTICLE = re.compile(r"(?:the|la|le|les|l'|a)\s+|l'")
_DASH = re.compile(r"\s+[–—-]{1,2}\s+|\s*[•|│]\s*|\s+[–—]|[–—]\s+")
_MOTTO_LEAD = re.compile(
    r"(?:^|\b)(?:titled|entitled|under the (?:theme|title|motto)(?: of)?|on the theme(?: of)?|"
    r"theme\s*:|intitulee?s?|sur le theme(?: de)?|ayant pour theme|consacree? a)\s*:?\s*"
)


@dataclass(frozen=True, slots=True)
class MeetingName:
    """A meeting's name in its parts; empty where the text does not say.

    ``name`` is without edition, year, place, date and kind of document,
    ``edition`` a plain number, ``motto`` what stands in quotation marks or
    behind a colon.
    """

    name: str = ""
    edition: str = ""
    motto: str = ""


@lru_cache(maxsize=128)  # a title is asked whether it names one wherever it may stand for it
def names_meeting(text: str) -> bool:
    """Whether a title names a meeting (symposium, session, réunion …)."""
    return not _NOUN_WORDS.isdisjoint(words_of(text)) and _NOUN.search(_low(text)) is not None


@lru_cache(maxsize=32)  # a title is taken apart to be chosen, and again to be read
def read_meeting(title: str) -> MeetingName:
    """Take a title apart.

    Parameters
    ----------
    title
        A title in one line.

    Returns
    -------
    MeetingName
        With an empty name where the title names no meeting.
    """
    text = mended(" ".join(title[:_LONGEST].split()))
    motto = ""
    quoted = _QUOTED.search(text)
    if quoted and names_meeting(text[: quoted.start()] + " " + text[quoted.end() :]):
        motto = quoted.group(1)
        before, after = text[: quoted.start()], text[quoted.end() :]
        before = _cut_lead_in(before)
        text = f"{before} {after}".strip(" ,:-–—")
    head, colon, tail = text.partition(":")
    if colon:
        if names_meeting(head):
            text = head
            motto = motto or _motto(tail)
        elif names_meeting(tail):
            text = tail if named_kind(head) else f"{head} –{tail}"
    name = ""
    for part in _DASH.split(text):
        if name:
            motto = motto or _motto(part)
        elif names_meeting(part) and not _only_kind(part):
            name = part
    name = _without_lead(_without_place_and_date(name))
    name, edition = _without_edition(name)
    names = names_meeting(name)
    name = _KIND_AT_END.sub("", _YEAR.sub("", name))
    name = _OWN.sub("", name) if edition else name
    name = _strip_article(" ".join(name.split()).strip(" ,.;:-–—'\"“”«»"))
    if not name or not names:
        return MeetingName("", edition, motto)
    return MeetingName(name[0].upper() + name[1:], edition, motto.strip(' .,;:"“”«»'))


def mended(text: str) -> str:
    """A title whose raised ordinals stand on their numbers again (``4 e``, ``th 128``)."""
    text = _TORN_BEHIND.sub(r"\1\2", text)
    return _TORN_BEFORE.sub(r"\2\1", text)


def is_bare(name: str) -> bool:
    """Whether a meeting's name does not say whose or what meeting it is."""
    return bool(_BARE.fullmatch(_low(name).strip()))


def without_place_and_date(title: str) -> str:
    """A title without the place and the date that it ends with."""
    if len(title) > _LONGEST or not names_meeting(title):
        return title
    return _without_place_and_date(title)


def motto_in_sentence(text: str) -> str:
    """A motto that running text gives in quotation marks ("titled “…”")."""
    if _OPENING_QUOTE.search(text) is None:
        return ""
    for lead in _MOTTO_LEAD.finditer(fold_in_place(text).replace("’", "'")):
        quoted = _QUOTED.match(text, lead.end())
        if quoted:
            return quoted.group(1).strip(" .,;:")
    return ""


def edition_in_sentence(text: str, name: str) -> str:
    """The ordinal that running text puts before a meeting's own name; empty where none does."""
    low, own = _low(" ".join(text[:_LONGEST].split())), _low(name)
    core = " ".join(re.findall(r"[\w-]+", own))
    if len(core.split()) < 2:
        return ""
    flat = " ".join(re.findall(r"[\w-]+", low))
    if f" {core}" not in flat:
        return ""
    for match in _ORDINAL.finditer(flat):
        if flat[match.end() :].startswith(f" {core}") and not match.group("roman"):
            return str(_value(match, flat) or "")
    return ""


def quoted_end(text: str) -> int:
    """Where a motto in quotation marks begins that a meeting's name ends with; 0 if none does."""
    for quoted in _QUOTED.finditer(text):
        rest = text[quoted.end() :].strip(" .,;:")
        if not rest and names_meeting(text[: quoted.start()]):
            return quoted.start()
    return 0


def quoted_motto(text: str) -> str:
    """What a line puts in quotation marks, if the line is that and little more."""
    quoted = _QUOTED.search(text)
    if quoted is None or len(quoted.group()) < 0.8 * len(text.strip()):
        return ""
    return quoted.group(1).strip(" .,;:")


def _motto(text: str) -> str:
    text = text.strip(' .,;:–—-"“”«»')
    if len(text) < 4 or named_kind(text) or find_dates(text) or not re.search(r"[^\W\d_]{3}", text):
        return ""
    places = find_places(text)
    if places and places[0].end - places[0].start >= len(text) - 3:
        return ""
    return text


def _only_kind(text: str) -> bool:
    low = _low(text).strip()
    return bool(named_kind(text)) and len(low.split()) <= 3 and not _ORDINAL.search(low)


def _without_lead(text: str) -> str:
    low = fold_in_place(text).replace("’", "'")
    lead = _LEAD.match(low) or _OCCASION.match(low)
    return text[lead.end() :] if lead and names_meeting(text[lead.end() :]) else text


def _without_place_and_date(text: str) -> str:
    """The text up to a date or a place set off by a comma at its end."""
    cut = len(text)
    for found in find_dates(text):
        if found.first.day is not None and names_meeting(text[: found.start]):
            cut = min(cut, found.start)
    text = text[:cut].rstrip(" ,(–-")
    online = _ONLINE_END.search(text)
    if online is not None:
        before = text[: online.start()]
        own = online.group().startswith(",")
        if own or not _GOES_ONLINE.search(fold_in_place(before)):
            text = before
    text = re.sub(
        r"\s+(?:held|to be held|qui s'est tenue|tenue)\b.*$", "", text, flags=re.IGNORECASE
    )
    for place in find_places(text):
        before = text[: place.start].rstrip()
        if place.end >= len(text.rstrip(" .)")) and names_meeting(before) and before[-1:] in ",(":
            text = before.rstrip(" ,(")
            break
    return re.sub(
        r"\s+(?:on|in|le|du|from|les|de|of|at|to)$", "", text.rstrip(" ,("), flags=re.IGNORECASE
    )


def _without_edition(text: str) -> tuple[str, str]:
    """A name without its ordinal, and the ordinal as a number."""
    low = fold_in_place(text).replace("’", "'")
    for match in _ORDINAL.finditer(low):
        following = low[match.end() :]
        noun = _NOUN.search(following)
        if noun is None or len(following[: noun.start()].split()) > 6:
            continue
        number = _value(match, text)
        if not number:
            continue
        rest = f"{text[: match.start()].rstrip()} {text[match.end() :].lstrip()}".strip()
        rest = re.sub(r"^(?:annual|annuelle?)\s(?=$)", "", rest)
        return rest, str(number)
    plain = _plain_edition(low)
    if plain is not None:
        rest = f"{text[: plain.start()].rstrip()} {text[plain.end() :].lstrip()}".strip()
        return rest, str(int(plain.group(1)))
    return text, ""


def _plain_edition(low: str) -> re.Match[str] | None:
    """A number that has lost its ordinal's letters: "4 session of the …"."""
    return next(
        (
            match
            for match in _PLAIN.finditer(low)
            if not _NUMBERED_BODY.search(low[: match.start()])
        ),
        None,
    )


def _value(match: re.Match[str], text: str) -> int:
    if match.group("number"):
        return int(match.group("number"))
    if match.group("word"):
        return _ORDINAL_OF[match.group("word")]
    roman = match.group("roman")
    printed = text[match.start("roman") : match.end("roman")]
    if not printed.isupper() or not _ROMAN.fullmatch(roman):
        return 0
    values = {"i": 1, "v": 5, "x": 10}
    numbers = [values[char] for char in roman]
    return sum(
        -one if one < following else one
        for one, following in zip(numbers, [*numbers[1:], 0], strict=True)
    )


def _cut_lead_in(text: str) -> str:
    lead = _MOTTO_LEAD.search(fold_in_place(text).replace("’", "'"))
    return text[: lead.start()] if lead and lead.end() >= len(text.rstrip()) else text


def _strip_article(text: str) -> str:
    match = _ARTICLE.match(fold_in_place(text).replace("’", "'"))
    return text[match.end() :] if match else text


def _low(text: str) -> str:
    return fold(text).replace("’", "'")
