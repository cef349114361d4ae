"""Where a meeting is: cities and countries, printed in English or in French.

Cities come out under their English name and countries as ISO 3166-1 alpha-3
codes (with ``XKX`` for Kosovo). The names are two tables in the `gazetteer`
folder: all states, their capitals, and cities where such meetings are held.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from communique.extract.cues import cues, holds_any, places_of, telling, words_of
from communique.extract.dates import find_dates
from communique.extract.folding import fold, fold_in_place, folds_one_for_one, without_signs

_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"[\s,(–—-]*(?:[A-Z][\w ]{1,16}\b[\s,(]*)?")
_NO_PLACE_AFTER = re.compile(
    r"[\s’'s-]*(?:Accord|Agreement|Agenda|Business|Call|Charter|Charte|Club|Commitment|"
    r"Communiqu[eé]|"
    r"Consensus|Convention|D[eé]claration|Framework|Initiative|Institute|Principles|Process|"
    r"Protocol|"
    r"Roadmap|School|Statement|Street|Time|time|Treaty|Trait[eé]|Universit|[Uu]niversit)"
)
_ORGANISATION = re.compile(
    r"\b(?:minist|depart|agenc|office|direct|universit|institut|council|conseil|secret|head\b|chef|"
    r"government|gouvernement|authorit|autorit|commission|committee|comite|bank|banque|bureau|"
    r"president|"
    r"chair|officer|responsable|delegat|embass|ambass|school|ecole|centre|center|board|service)"
)
_ONLINE = re.compile(
    r"\b(?:(?:virtual|online|on-line|hybrid) (?:meeting|event|session)|reunion (?:virtuelle|"
    r"en ligne)|"
    r"online|on-line|virtual(?:ly)?|webinar|webinaire|zoom|video-?\s?conference|teleconference|"
    r"en ligne|virtuel(?:le)?|(?:en |par )?visio-?conference|a distance|held remotely)\b"
)
_AT_THE_OECD = re.compile(
    r"\b(?:chateau de la muette|la muette|(?:oecd|ocde)\W{1,3}(?:conference cent(?:re|er)|"
    r"headquarters|"
    r"centre de conferences)|(?:siege|centre de conferences) de l.ocde|rue andre.pascal)\b"
)
#: What each of the two expressions above cannot do without.
_ONLINE_CUES = cues("line|ligne|virtu|hybrid|webina|zoom|conference|distance|remotely")
_PREMISES_CUES = cues("muette|oecd|ocde|pascal")
#: Of which some stands in whatever these two find.
_PREMISES_WORDS = telling(
    "virtual virtually online line hybrid webinar webinaire zoom video videoconference "
    "teleconference ligne virtuel virtuelle visio visioconference distance remotely "
    "muette oecd ocde siege conferences rue"
)
_UNKNOWN_CITY = re.compile(
    r"(?:\A|[,;:(•·|–—-]\s*|\b(?:in|at|à)\s+)"
    r"((?:[A-ZÀ-Ý][\w’'-]+[ ]){0,2}[A-ZÀ-Ý][\w’'-]+)\s*[,(]\s*\Z"
)
_STATES = re.compile(
    r"[\s,]+(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|"
    r"Georgia|"
    r"Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|"
    r"Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|"
    r"New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|"
    r"Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    r"West Virginia|Wisconsin|Wyoming|Alberta|British Columbia|Manitoba|New Brunswick|Nova Scotia|"
    r"Ontario|Quebec|Québec|Saskatchewan|New South Wales|Queensland|Tasmania|[A-Z]{2})[\s,]*\Z"
)
#: Signs that part what stands beside them.
_APART = frozenset(";:()\n|•")
_ARTICLE = re.compile(r"^(?:the|le|la|les|l)\b[\s’']*")


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the names it is printed under."""

    code: str
    english: tuple[str, ...]
    french: tuple[str, ...]
    adjectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundCountry:
    """A country named at ``text[start:end]``, perhaps by its adjective ("Belgian")."""

    start: int
    end: int
    code: str
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place at ``text[start:end]``.

    Attributes
    ----------
    city
        English name, empty where only a country or no place at all is named.
    country
        Alpha-3 code, empty where unknown.
    online
        Whether the text says that people met at a distance.
    country_printed
        Whether the country stands in the text beside the city.
    """

    start: int
    end: int
    city: str = ""
    country: str = ""
    online: bool = False
    country_printed: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    code: str
    city: str = ""
    adjective: bool = False
    needs_country: bool = False


@dataclass(frozen=True, slots=True)
class _Index:
    """Entries by first word, and the longest word of each: texts without these name none."""

    rows: dict[str, list[tuple[tuple[str, ...], _Entry]]]
    telling: frozenset[str]


def load_places() -> None:
    """Read the gazetteers of places now rather than when a text first needs them."""
    _place_words()


def country_code(name: str) -> str:
    """Alpha-3 code of a country's name, code or adjective.

    Parameters
    ----------
    name
        In English or French, with or without article; any case.

    Returns
    -------
    str
        Empty where the text is no country's name.
    """
    if name.strip().upper() in _countries() and name.strip().isupper():
        return name.strip()
    words = _words(_ARTICLE.sub("", fold(name.strip()), count=1)) or _words(fold(name))
    if not words:
        return ""
    for key, entry in _country_index().rows.get(words[0], []):
        if key == words:
            return entry.code
    return ""


def country_name(code: str, language: str = "en") -> str:
    """Usual name of a country; empty for an unknown code.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-3.
    language
        ``en`` or ``fr``.
    """
    country = _countries().get(code)
    if country is None:
        return ""
    return (country.french if language == "fr" else country.english)[0]


def find_countries(text: str) -> list[FoundCountry]:
    """Find the countries that a text names, by name or adjective, in order."""
    return list(_found_countries(text))


@lru_cache(maxsize=1024)
def _found_countries(text: str) -> tuple[FoundCountry, ...]:
    found: list[FoundCountry] = []
    for start, end, entry in _scan(text, _country_index()):
        printed = text[start:end]
        if entry.name.isupper() and not printed.replace(".", "").isupper():
            continue
        if not printed[0].isupper() and not (entry.adjective and entry.name.islower()):
            continue
        found.append(FoundCountry(start, end, entry.code, entry.adjective))
    return tuple(found)


def find_places(text: str) -> list[Place]:
    """Find the cities that a text names, each with the country beside it.

    A city whose name is also another word or a country ("Nice", "Luxembourg")
    counts only where a country follows or nothing but a date is beside it.
    """
    places: list[Place] = []
    countries = [item for item in find_countries(text) if not item.adjective]
    for start, end, entry in _scan(text, _city_index()):
        if not text[start].isupper() or _NO_PLACE_AFTER.match(text, end):
            continue
        beside = _beside(text, end, countries)
        alone = not _without_dates(f"{text[:start]} {text[end:]}".strip()).strip(" ,.")
        if beside is None and entry.needs_country and not alone:
            continue
        if beside is None:
            places.append(Place(start, end, entry.city, entry.code))
            continue
        city = entry.city
        if beside.code != entry.code:
            city = text[start:end] if entry.needs_country else entry.city
        places.append(Place(start, beside.end, city, beside.code, country_printed=True))
    return places


def find_place(text: str) -> Place | None:
    """Read the place out of a line of a cover or a sentence.

    Parameters
    ----------
    text
        A line such as ``14-15 July 2004, Seoul, Korea``, a venue, a sentence.

    Returns
    -------
    Place or None
        A city with its country printed beside it before any other city; then
        an unknown city in front of a country; the OECD's own premises; a
        country that stands alone; a meeting online (with no city).
    """
    if not _may_name_place(text):
        return None
    places = find_places(text)
    if places:
        return next((place for place in places if place.country_printed), places[0])
    folded, _, _ = _folded_words(text)
    online = _ONLINE.search(folded) if holds_any(folded, _ONLINE_CUES) else None
    countries = [item for item in find_countries(text) if not item.adjective]
    if countries and len(text) <= 120 and not _ORGANISATION.search(folded):
        country = countries[0]
        lead = text[: country.start]
        without_state = _STATES.sub(", ", lead)
        before = _UNKNOWN_CITY.search(_without_dates(without_state))
        placed = bool(find_dates(lead)) or without_state != lead
        if (
            before is not None
            and (placed or " " not in before.group(1))
            and find_countries(before.group(1)) == []
        ):
            start = text.find(before.group(1))
            city = before.group(1) if not before.group(1).isupper() else before.group(1).title()
            return Place(start, country.end, city, country.code, country_printed=True)
    premises = _AT_THE_OECD.search(folded) if holds_any(folded, _PREMISES_CUES) else None
    if premises is not None:
        return Place(premises.start(), premises.end(), "Paris", "FRA")
    if countries and not online:
        country = countries[0]
        rest = _without_dates(text[: country.start] + text[country.end :])
        if not _WORD.search(rest):
            return Place(country.start, country.end, "", country.code, country_printed=True)
    if online is not None:
        return Place(online.start(), online.end(), online=True)
    return None


def _may_name_place(text: str) -> bool:
    """Whether a text holds a word of a place's name or of meetings online, as few lines do."""
    if not _place_words().isdisjoint(words_of(text)):
        return True
    return not folds_one_for_one(text)  # else its words may be others than those that are folded


def _without_dates(text: str) -> str:
    for found in reversed(find_dates(text)):
        text = text[: found.start].rstrip(" ,") + text[found.end :].lstrip(" ,")
    return text.lstrip(" ,")


def _beside(text: str, end: int, countries: list[FoundCountry]) -> FoundCountry | None:
    """The country that follows a city's name with at most a state's letters between."""
    for country in countries:
        if country.start >= end:
            near = _BETWEEN.fullmatch(text, end, country.start)
            return country if near and text[end : country.start].strip(" \n") else None
    return None


def _scan(text: str, index: _Index) -> list[tuple[int, int, _Entry]]:
    """Longest names of an index in a text, from left to right."""
    folded, spaced, words = _folded_words(text)
    if index.telling.isdisjoint(words):
        return []
    # The blank before a word stands where the word does in the text.
    begun = [
        (at, word) for word in index.rows.keys() & words for at in places_of(spaced, (f" {word} ",))
    ]
    found: list[tuple[int, int, _Entry]] = []
    free = 0
    for at, word in sorted(begun):
        if at < free:
            continue
        for key, entry in index.rows[word]:
            end = _end_of(key, folded, spaced, at)
            if end:
                found.append((at, end, entry))
                free = end
                break
    return found


@lru_cache(maxsize=64)  # one text is searched for countries and for cities in turn
def _folded_words(text: str) -> tuple[str, str, frozenset[str]]:
    """A folded text, the same with blanks for all signs and at both ends, and its words."""
    folded = fold_in_place(text)
    spaced = f" {without_signs(folded)} "
    return folded, spaced, frozenset(spaced.split())


def _end_of(key: Sequence[str], folded: str, spaced: str, at: int) -> int:
    """Where a name ends that stands at some place with little between its words, or 0."""
    end = at + len(key[0])
    for word in key[1:]:
        begin = end + 1 if spaced[end + 2 : end + 3] != " " else end + 2
        if not spaced.startswith(f" {word} ", begin) or not _APART.isdisjoint(folded[end:begin]):
            return 0
        end = begin + len(word)
    return end


def _words(folded: str) -> tuple[str, ...]:
    return tuple(without_signs(folded).split())


def _table(name: str) -> list[dict[str, str]]:
    file = resources.files("communique.extract.gazetteer").joinpath(name)
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8")), delimiter="\t"))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("|") if name)


@cache
def _countries() -> dict[str, Country]:
    return {
        row["code"]: Country(
            row["code"], _split(row["english"]), _split(row["french"]), _split(row["adjectives"])
        )
        for row in _table("countries.tsv")
    }


@cache
def _country_index() -> _Index:
    entries = [
        _Entry(name, country.code, adjective=adjective)
        for country in _countries().values()
        for names, adjective in (
            (country.english + country.french, False),
            (country.adjectives + tuple(f"{name}s" for name in country.adjectives), True),
        )
        for name in names
    ]
    return _indexed(entries)


@cache
def _city_index() -> _Index:
    entries = [
        _Entry(name, row["country"], row["city"], needs_country=bool(row["needs_country"]))
        for row in _table("cities.tsv")
        for name in (row["city"], *_split(row["other_names"]))
        if not (row["needs_country"] and row["city"] == "Mexico City" and name == row["city"])
    ]
    return _indexed(entries)


@cache
def _place_words() -> frozenset[bytes]:
    """What is told by `words_of` of each name of a place and of the OECD's premises."""
    names = _country_index().telling | _city_index().telling
    return _PREMISES_WORDS.union(max(words_of(name), key=len) for name in names)


def _indexed(entries: list[_Entry]) -> _Index:
    """Entries by first word, longest names first; the first of equal names counts."""
    index: dict[str, list[tuple[tuple[str, ...], _Entry]]] = {}
    for entry in entries:
        key = _words(fold_in_place(entry.name))
        rows = index.setdefault(key[0], [])
        if all(other != key for other, _ in rows):
            rows.append((key, entry))
    for rows in index.values():
        rows.sort(key=lambda row: -len(row[0]))
    telling = frozenset(max(key, key=len) for rows in index.values() for key, _ in rows)
    return _Index(index, telling)
