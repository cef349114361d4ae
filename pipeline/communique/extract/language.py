"""The language of a text, told by its function words and its script.

Documents here are English or French; other languages are told apart so that
they are not taken for one of the two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from operator import itemgetter

from communique.extract.folding import SMALL_LETTERS, beyond_ascii, fold
from communique.extract.word_count import word_count

_ENGLISH = """
a an the of and to in is are was were be been for on with as by that this these those which from
at an it its their they we our you your will would should could can may has have had not but or
if into than more most also between through who what how when where during while each such other
there here no so about over after before under both any all some it's does do did shall
"""
_FRENCH = """
on le la les un une des du de et en est sont a au aux ce cet cette ces qui que quoi dont ou pour
par sur avec dans ne pas plus il elle ils elles nous vous se sa son ses leur leurs entre comme
mais si ainsi afin lors etre ont ete sera seront peut peuvent doit doivent tout tous toute
toutes meme aussi sans sous vers chez donc cela notamment y quel quelle quels quelles selon l d
qu n s c j m
"""
_GERMAN = """
der die das und ist sind war waren ein eine einer eines einem einen den dem des zu zur zum mit
von vom fur auf im nicht auch als bei nach wird werden wurde wie sich es sie wir aus an dass
oder durch uber
"""
_SPANISH = """
el los las una unos unas y es son del al que en con por para se su sus como mas pero no lo este
esta estos estas entre ha han fue ser sobre tambien desde hasta cuando muy o
"""
_ITALIAN = """
il lo gli i una di del della dei delle nel nella e sono che con per non si su come piu ma anche
alla al dal dalla questo questa essere ha hanno tra o ed
"""
_PORTUGUESE = """
o os as um uma do da dos das no na nos nas e sao que com por para nao se ao aos pela pelo mais
como mas foi ser tambem este esta entre seu sua em
"""
_DUTCH = """
de het een en van in op te dat die is zijn was met voor niet aan er ook als bij door naar om uit
wordt worden over deze dit tot heeft hebben maar of
"""
_WORDS = {
    "en": frozenset(_ENGLISH.split()),
    "fr": frozenset(_FRENCH.split()),
    "de": frozenset(_GERMAN.split()),
    "es": frozenset(_SPANISH.split()),
    "it": frozenset(_ITALIAN.split()),
    "pt": frozenset(_PORTUGUESE.split()),
    "nl": frozenset(_DUTCH.split()),
}
_ENGLISH_HEADINGS = """
meeting agenda session opening closing remarks lunch break coffee welcome chair speaker summary
report draft july october january february march june august november december monday tuesday
wednesday thursday friday day group discussion government governments countries
"""
_FRENCH_HEADINGS = """
reunion ordre jour seance ouverture cloture remarques dejeuner pause cafe accueil president
presidente intervenant synthese rapport projet juillet octobre janvier fevrier mars juin aout
novembre decembre lundi mardi mercredi jeudi vendredi journee groupe debat gouvernement
gouvernements pays
"""
#: Words of headings and agendas, which hold few function words.
_TELLING = {
    "en": frozenset(_ENGLISH_HEADINGS.split()),
    "fr": frozenset(_FRENCH_HEADINGS.split()),
}
_CODES = tuple(_WORDS)
#: Bits of a sum that each language takes, so that all fit into a machine's own number.
_LANE = 9
_MASK = (1 << _LANE) - 1
#: So many words weigh no more than a language's bits can hold.
_PORTION = _MASK // 2
_SHIFT = {code: _LANE * place for place, code in enumerate(_WORDS)}
#: What each word says for each language, two or one: all languages in one number, so that
#: one sum weighs a text for all of them.
_WEIGHTS = {
    word: sum(
        (2 if word in _WORDS[code] else 1) << _SHIFT[code]
        for code in _WORDS
        if word in _WORDS[code] or word in _TELLING.get(code, ())
    )
    for word in frozenset().union(*_WORDS.values(), *_TELLING.values())
}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
#: A character of any of these scripts.
_OTHER_SCRIPT = re.compile("|".join(script.pattern for _, script in _SCRIPTS))
#: What is not in the usual alphabets and marks of print, whose letters fold to letters alone.
_RARE = re.compile(r"[^\x00-\u0131\u0134-\u02af\u0391-\u03a1\u03b1-\u03c9\u2010-\u2027\u20ac]")
_LETTERS = re.compile(r"[^\W\d_]+")
#: Marks that stand in texts of plain letters.
_MARKS = frozenset("’‘“”–—…•«»·€\u00a0")
#: A second language counts when it holds this share of a body's words.
BILINGUAL_SHARE = 0.3
#: No text is judged by more than this many characters.
_ENOUGH = 20_000


def language_of(text: str, among: Sequence[str] = ()) -> str:
    """ISO 639-1 code of a text's language.

    Parameters
    ----------
    text
        Any length; short headings are judged by telling words.
    among
        Codes to choose from, where only these can be (default: all known).

    Returns
    -------
    str
        ``en``, ``fr``, another code, or empty where nothing speaks for one.
    """
    return _language(text[:_ENOUGH], tuple(among))


@lru_cache(maxsize=512)
def _language(sample: str, among: tuple[str, ...]) -> str:
    others = beyond_ascii(sample)
    words = _folded_words(sample, others)
    if not words:
        return ""
    if others and _OTHER_SCRIPT.search(others):
        total = sum(map(len, _LETTERS.findall(sample)))
        for code, script in _SCRIPTS:
            if len(script.findall(sample)) * 2 > total:
                return code
    codes = among or _CODES
    scores = _scores(words, codes)
    most = max(scores)
    return codes[scores.index(most)] if most and scores.count(most) == 1 else ""


def body_languages(texts: Iterable[str]) -> tuple[str, ...]:
    """Languages of a document's body.

    Parameters
    ----------
    texts
        Paragraphs of the body, without cover and furniture.

    Returns
    -------
    tuple of str
        One code as a rule; two, alphabetically, where the second holds at
        least `BILINGUAL_SHARE` of the words; none where there is no text.
    """
    words: Counter[str] = Counter()
    longest = sorted(((word_count(text), text) for text in texts), key=itemgetter(0), reverse=True)
    left = sum(count for count, _ in longest)
    most = BILINGUAL_SHARE * left  # with as many words to come, nothing is settled
    for count, text in longest:
        if left < most and _is_settled(words, left):
            break
        code = language_of(text)
        left -= count
        if code:
            words[code] += count
    if not words:
        return ()
    ranked = sorted(words.items(), key=lambda item: (-item[1], item[0]))
    total = sum(words.values())
    official = [code for code, count in ranked if count >= BILINGUAL_SHARE * total]
    if len(official) > 1 and {"en", "fr"} <= set(official):
        return ("en", "fr")
    return (ranked[0][0],)


def _is_settled(words: Counter[str], left: int) -> bool:
    """Whether so many more words, of whatever languages, would not change what a body is in."""
    first, second = sorted((0, 0, *words.values()))[:-3:-1]
    if first - second <= left:
        return False
    official = min(words["en"], words["fr"])
    return official + left + 1 < BILINGUAL_SHARE * (words.total() + left)


def _folded_words(sample: str, others: str) -> list[str]:
    """Words of a text, folded: at once where folding parts and joins no words.

    ``others`` are its characters beyond ASCII.
    """
    if others:
        if _RARE.search(others) is not None:
            return [fold(word) for word in _LETTERS.findall(sample)]
        for char in set(others):
            sample = sample.replace(char, " " if char in _MARKS else fold(char))
        if not sample.isascii():
            return _LETTERS.findall(sample.lower())
    return sample.encode("ascii").translate(SMALL_LETTERS).decode("ascii").split()


def _scores(words: Sequence[str], codes: tuple[str, ...]) -> list[int]:
    """Weight of each language: function words twice, telling words once."""
    if len(words) > _PORTION:
        portions = (words[at : at + _PORTION] for at in range(0, len(words), _PORTION))
        return [sum(told) for told in zip(*(_scores(one, codes) for one in portions), strict=True)]
    both = sum(map(_WEIGHTS.get, words, repeat(0)))
    return [both >> shift & _MASK for shift in _shifts(codes)]


@lru_cache(maxsize=16)
def _shifts(codes: tuple[str, ...]) -> tuple[int, ...]:
    """Where languages have their bits; one that is not known has those that are never set."""
    return tuple(_SHIFT.get(code, _LANE * len(_WORDS)) for code in codes)
