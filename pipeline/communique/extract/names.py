"""Names of persons: where one stands in a text, how sure that is, and its usual spelling."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files

from communique.extract.cues import found_at
from communique.extract.places import country_code


class Evidence(IntEnum):
    """How much speaks for a name being a person's."""

    SHAPE = 1
    """Two to five capitalised words, none of which names an office, body or thing."""
    NAME = 2
    """A known given name among them, or the family name in capitals."""
    HONORIFIC = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name at ``text[start:end]``, honorific included in the span.

    ``text`` is the name in usual spelling (``Ryoji Fukui``), ``honorific`` without
    full stops (``Mr``, ``Mme``, ``Prof Dr``).
    """

    text: str
    honorific: str
    start: int
    end: int
    evidence: Evidence


_TITLE = (
    r"(?:H\.?[ ]?E\.?|S\.?[ ]?E\.?|Rt\.? Hon\.?|(?:The )?Hon(?:ou?rable|\.)?|Mr|Mrs|Ms|Miss|Mx"
    r"|MM|M|Mme|Mmes|Mlle"
    r"|Messrs|Monsieur|Madame|Dr|Prof(?:essor|esseur|\.?ssa)?|Pr|Ing|Sir|Dame|Lord|Lady"
    r"|Amb(?:assador|assadeur|assadrice)?"
    r"|Sheikha?|Sr|Sra|Herr|Frau|Gen|General|Judge|Senator)"
)
_HONORIFIC = re.compile(
    rf"(?<![\w.])(?P<all>{_TITLE}(?:\.[ ]?|[ ]|(?<=[a-z])(?=\.))(?:(?:{_TITLE})(?:\.[ ]?"
    rf"|[ ])){{0,2}})"
    r"(?:l[ea] (?:[\w'’-]+ ){1,2}?(?=[A-ZÀ-Þ]))?(?=[^\W\d_])"
)
#: What every title begins with, found faster than a title with all that belongs to it.
_TITLE_BEGINS = re.compile(
    r"H\.?[ ]?E|S\.?[ ]?E|Rt|The Hon|Hon|M[rsxM. ]|Mi|Mme|Ml|Mes|Mon|Mad|Dr|Pr|Ing|Si|Dam|Lor|Lad"
    r"|Amb|She|Sr|Her|Fra|Gen|Jud|Sen"
)
#: Titles that are common words as well.
_ALSO_WORDS = re.compile(r"(?:Gen|General|Judge|Senator|Lord|Lady|Sir|Dame|M)\b")
_TOKEN = re.compile(r"(?:[^\W\d_]\.-?){1,3}|[^\W\d_](?:[^\W\d_]|['’´`\-‐](?=[^\W\d_]))*")
_GAP = re.compile(r"[ \u00a0]{1,2}|(?<=\.)(?=[^\W\d_])")


def _two_capitals(capital: str, letter: str) -> re.Pattern[str]:
    """Two words that begin with capitals, with nothing but particles or a title's words between.

    As much there is of every name.
    """
    return re.compile(
        rf"{capital}(?:{letter}|['’´`‐.-])*(?:[ \u00a0]{{1,2}}|(?<=[.-]))"
        rf"(?:l[ea] (?:[\w'’-]+ ){{1,2}}|(?:{letter}{{1,5}}[ \u00a0]{{1,2}}){{0,5}}){capital}"
    )


_TWO_CAPITALS = _two_capitals(r"[^\W\d_a-zß-öø-ÿ]", r"[^\W\d_]")
#: The same where all letters are ASCII, among which a class tells capitals much faster.
_TWO_PLAIN_CAPITALS = _two_capitals("[A-Z]", "[A-Za-z]")
_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "da", "das", "do", "dos", "du", "des", "del", "della", "di"}
    | {"d'", "la", "le", "las", "los", "lo", "el", "al", "bin", "bint", "ibn", "ben", "ter", "ten"}
    | {"te", "zu", "zum", "zur", "af", "av", "y", "dal", "dalla"}
)
#: "San Francisco": what begins so is a place although a given name ends it.
_PLACE_STARTS = frozenset(
    {"san", "santa", "santo", "sao", "saint", "st", "sainte", "los", "las", "new", "port", "el"}
)


@cache
def _words(name: str) -> frozenset[str]:
    text = files("communique.extract.gazetteer").joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def load_names() -> None:
    """Read the gazetteers of names now rather than when a text first needs them."""
    for name in ("given_names.txt", "no_names.txt", "surnames.txt"):
        _words(name)


def is_given_name(word: str) -> bool:
    """Whether a word (or the first half of ``Jean-Pierre``) is a known given name."""
    parts = re.split(r"[-‐]", _fold(word))
    known = _words("given_names.txt")
    return _fold(word).replace("-", "") in known or (bool(parts[0]) and parts[0] in known)


@lru_cache(maxsize=4096)
def is_no_name(word: str) -> bool:
    """Whether a word belongs to offices, bodies, titles of papers or places."""
    folded = _fold(word).strip(".")
    known = _words("no_names.txt")
    if folded in known or folded.removesuffix("s") in known:
        return True
    parts = re.split(r"[-‐]", folded)
    return len(parts) > 1 and parts[0] in known and parts[0] not in _words("surnames.txt")


def honorific_at(text: str, position: int = 0) -> re.Match[str] | None:
    """The honorific that stands at a position before a word, if any."""
    match = _HONORIFIC.match(text, position)
    if match is None or not text[match.end()].isupper():
        return None
    return match


def find_honorifics(text: str) -> list[int]:
    """Positions of all honorifics in a text."""
    places = (begun.start() for begun in _TITLE_BEGINS.finditer(text))
    honorifics = found_at(_HONORIFIC, text, places)
    return [match.start() for match in honorifics if text[match.end()].isupper()]


@lru_cache(maxsize=256)  # lines are asked together, and each once more
def may_hold_name(text: str) -> bool:
    """Whether `name_at` may find a name anywhere in a text; ``False`` is certain."""
    two_capitals = _TWO_PLAIN_CAPITALS if text.isascii() else _TWO_CAPITALS
    return two_capitals.search(text) is not None


@lru_cache(maxsize=512)  # lines are searched for names by one rule after another
def name_at(text: str, position: int = 0) -> Name | None:
    """The person's name that begins at a position, with the evidence for it.

    Parameters
    ----------
    text
        One line.
    position
        Where the name or its honorific begins; blanks are skipped.

    Returns
    -------
    Name | None
        ``None`` for bodies, places, titles and lower-case text. One word is a
        name only behind an honorific.
    """
    while position < len(text) and text[position] in " \t\u00a0":
        position += 1
    if not text[position : position + 1].isupper():
        return None  # names and honorifics begin with a capital
    honorific = honorific_at(text, position)
    if honorific and _ALSO_WORDS.match(honorific["all"]):
        word = _TOKEN.match(text, honorific.end())
        if word and is_no_name(word.group()):
            return None  # "General Assembly"
    begin = honorific.end() if honorific else position
    tokens = _tokens(text, begin)
    if honorific is None and len(tokens) < 2:
        return None
    tokens, cut = _cut_at_common_words(text, tokens, titled=honorific is not None)
    while tokens and _fold(tokens[-1].group()) in _PARTICLES:
        tokens.pop()
    full = [t for t in tokens if not _is_initial(t.group()) and _fold(t.group()) not in _PARTICLES]
    if not full or len(full) > 5:
        return None
    words = [token.group() for token in tokens]
    whole = text[tokens[0].start() : tokens[-1].end()]
    if honorific:
        title = re.sub(r"\.(?!\w\.)", " ", honorific["all"]).replace(".", "")
        title = " ".join(title.split())
        return Name(normal_name(words), title, position, tokens[-1].end(), Evidence.HONORIFIC)
    if len(tokens) < 2 or country_code(whole) or (len(full) < 2 and not _is_initial(words[0])):
        return None
    evidence = _evidence(words)
    if cut and evidence < Evidence.NAME:
        return None
    if len(full) > 4 and evidence < Evidence.NAME:
        return None
    return Name(normal_name(words), "", position, tokens[-1].end(), evidence)


def normal_name(words: list[str]) -> str:
    """A name in usual spelling: capitals lowered, particles kept (``FUKUI`` → ``Fukui``)."""
    shouting = sum(w.isupper() for w in words if len(w) > 1) == len(
        [w for w in words if len(w) > 1]
    )
    return " ".join(_cased(word, i, len(words), shouting) for i, word in enumerate(words))


def _cased(word: str, place: int, count: int, shouting: bool) -> str:
    if _is_initial(word) or not any(c.isupper() for c in word[1:]):
        return word
    if word.isupper():
        folded = _fold(word)
        if folded in _PARTICLES and 0 < place < count - 1:
            return word.lower()
        consonants = not re.search(r"[aeiouy]", folded)
        if len(word) <= 2 and consonants and place < count - 1 and not shouting:
            return word
        word = "".join(
            part.capitalize() if part not in "-‐'’" else part
            for part in re.split(r"([-‐'’])", word)
        )
        return re.sub(r"^Mc(\w)", lambda m: "Mc" + m[1].upper(), word)
    # "McDONALD", "O'NEILL", "DeVRIES": capitals behind a prefix in small letters.
    return re.sub(r"(?<=[a-z])([A-ZÀ-Þ])([A-ZÀ-Þ]+)", lambda m: m[1] + m[2].lower(), word)


def _tokens(text: str, position: int) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    while len(found) < 7:
        match = _TOKEN.match(text, position)
        if match is None:
            break
        word = match.group()
        behind = text[match.end() : match.end() + 1]
        if behind.isdigit() or behind == "_":
            break
        small = not word[0].isupper()
        if small and (not found or _fold(word) not in _PARTICLES):
            break
        found.append(match)
        gap = _GAP.match(text, match.end())
        if gap is None:
            break
        position = gap.end()
    return found


def _cut_at_common_words(
    text: str, tokens: list[re.Match[str]], *, titled: bool
) -> tuple[list[re.Match[str]], bool]:
    for i, token in enumerate(tokens):
        word = token.group()
        if _is_initial(word) or _fold(word) in _PARTICLES or not is_no_name(word):
            continue
        if titled and not any(_fold(t.group()) not in _PARTICLES for t in tokens[:i]):
            continue
        surname = _fold(word) in _words("surnames.txt")
        last = i == len(tokens) - 1
        if i and last and surname and (titled or is_given_name(tokens[0].group())):
            continue
        if word.isupper() and i and last and not titled and is_given_name(tokens[0].group()):
            continue
        return tokens[:i], True
    return tokens, False


def _evidence(words: list[str]) -> Evidence:
    names = [word for word in words if _fold(word) not in _PARTICLES]
    first, last = names[0], names[-1]
    if _is_initial(first):
        return Evidence.NAME if len(names[-1]) > 2 else Evidence.SHAPE
    if is_given_name(first) and len(names) > 1:
        return Evidence.NAME
    if len(names) > 2 and _is_initial(names[1]):
        return Evidence.NAME
    if is_given_name(last) and _fold(first) not in _PLACE_STARTS:
        return Evidence.NAME
    loud = [word for word in names if word.isupper() and len(word) > 3]
    if loud and len(loud) < len(names) and (last in loud or first in loud):
        vowels = all(re.search(r"[aeiouy]", _fold(word)) for word in loud)
        return Evidence.NAME if vowels else Evidence.SHAPE
    return Evidence.SHAPE


def _is_initial(word: str) -> bool:
    return "." in word or len(word) == 1


def _fold(word: str) -> str:
    return word.lower() if word.isascii() else _folded(word)


@lru_cache(maxsize=2048)
def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower().replace("’", "'").replace("ø", "o"))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.replace("ł", "l").replace("æ", "ae").replace("ß", "ss").replace("đ", "d")
