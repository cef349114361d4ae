"""A web page's controls, as they come out when the page is printed to PDF.

"[Close window]", "Print this page | Send to a friend", "Haut de page", the path
"Home › Forum › Programme", the browser's own stamp of date, address and page:
no reader of the meeting's documents would quote them. A row is such furniture
only if all of it is controls and addresses, so that a sentence which speaks of
printing or closing stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from communique.extract.cues import holds_any
from communique.extract.folding import SMALL_LETTERS, lower_for_search

_SEPARATOR = re.compile(
    r"\s*(?:[\[\](){}|│·•»«<>›‹→←↑↓▲△▴▼▽▾▸►☆★♡♥✓✕×+^\uf000-\uf8ff]|\s/\s|\s{3,})\s*"
)
_ADDRESS = re.compile(
    r"(?:https?|file)://\S+|(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+){0,4}\.[a-z]{2,6}(?:/\S*)?", re.I
)
#: Controls that no document says in any other sense when they stand alone on a row.
_CONTROL = re.compile(
    r"""
      close(?:\s+(?:this|the))?\s+(?:window|page|popup|tab)
    | (?:click\s+(?:here\s+)?to\s+)?print(?:\s+(?:this|the))?\s+(?:page|article|document|window)
    | print(?:er)?[\s-]+(?:friendly|version)(?:\s+(?:page|version))?
    | (?:send|e-?mail|share|tweet|bookmark|save)\s+(?:this(?:\s+(?:page|article|link))?
        |(?:this\s+)?(?:page\s+)?(?:to|with)\s+a?\s*(?:friend|colleague|facebook|twitter|linkedin))
    | share\s+on\s+\w+
    | (?:back\s+to\s+)?(?:the\s+)?top\s+of\s+(?:the\s+)?page | back\s+to\s+(?:the\s+)?top
    | (?:skip|jump|go)\s+to\s+(?:the\s+)?(?:main\s+)?(?:content|navigation|menu|search)
    | (?:go\s+)?back\s+to\s+(?:the\s+)?(?:home\s*page|previous\s+page|search\s+results)
    | (?:add|save)\s+to\s+(?:my\s+)?(?:calendar|favou?rites|bookmarks)
    | (?:accept|manage|reject)\s+(?:all\s+)?cookies | cookie\s+(?:settings|preferences)
    | (?:accept|reject|refuse)\s+all | (?:only\s+necessary|necessary\s+only)(?:\s+cookies)?
    | (?:we\s+use|(?:this|our)\s+(?:web)?site\s+uses)\s+cookies\b.{0,120}
    | (?:show|read|see|view|load)\s+(?:more|less|details|profile) | view\s+(?:all|full)\s+\w+
    | filter\s+by\s+\w+(?:\s+\w+)? | clear\s+(?:all\s+)?filters
    | (?:stay\s+(?:informed|tuned|connected)\W+)?(?:subscribe|sign\s+up)\s+(?:to|for)\s+
        (?:our|the)\s+newsletter | download\s+(?:as\s+|the\s+)?pdf | register\s+now
    | fermer(?:\s+(?:la|cette))?\s+(?:fenêtre|page)
    | imprimer(?:\s+(?:la|cette|l['’]))?\s*(?:page|article|document)
    | version\s+imprimable | retour\s+en\s+haut
    | (?:retour\s+(?:en|au)\s+)?haut\s+de\s+(?:la\s+)?page
    | (?:aller|passer|accéder)\s+(?:directement\s+)?au\s+(?:contenu|menu)(?:\s+principal)?
    | (?:envoyer|partager|recommander)\s+(?:cette\s+page|cet\s+article|à\s+un\s+ami|sur\s+\w+)
        (?:\s+(?:à\s+un\s+ami|par\s+(?:e-?mail|courriel)))?
    | retour\s+à\s+(?:l['’]accueil|la\s+page\s+(?:d['’]accueil|précédente))
    | ajouter\s+(?:à\s+mon\s+agenda|au\s+calendrier|aux\s+favoris)
    | (?:afficher|voir)\s+(?:plus|moins|le\s+détail|les\s+détails) | lire\s+la\s+suite
    | filtrer\s+par\s+\w+(?:\s+\w+)? | (?:tout\s+(?:accepter|refuser)|(?:accepter|refuser)\s+tout)
    | (?:ce\s+site\s+utilise|nous\s+utilisons)\s+des\s+cookies\b.{0,120}
    | (?:s['’]abonner|abonnez-vous)\s+à\s+(?:la|notre)\s+(?:newsletter|lettre)
    | télécharger\s+(?:le\s+|en\s+)?pdf
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: Words that are controls only in the company of others, or between brackets.
_WORD = re.compile(
    r"close|print|share|e-?mail|top|back|home|next|previous|menu|search|login|log\s+in|sign\s+in"
    r"|save|pdf|x|subscribe|s['’]abonner|se\s+connecter|enregistrer"
    r"|accessibility(?:\s+statement)?|accessibilité"
    r"|contact(?:\s+us)?|nous\s+contacter|fermer|imprimer|partager|haut|retour|accueil|suivant|précédent|connexion"
    r"|rechercher|facebook|twitter|linkedin|rss|site\s*map|privacy(?:\s+policy)?"
    r"|terms\s+(?:and|&)\s+conditions|plan\s+du\s+site|mentions\s+légales",
    re.IGNORECASE,
)
#: Names of a site's parts and of its choices: furniture only in a row with real controls.
_PLACE = re.compile(
    r"about(?:\s+us)?|programme?|agenda|speakers?|venue|press|news(?:room)?|events?|topics|data"
    r"|publications|partners|sponsors|register|registration|practical\s+information|faqs?|media"
    r"|à\s+propos|intervenants|lieu|presse|actualités|événements|partenaires|inscription"
    r"|all\s+(?:days|sessions|formats|topics)|tous\s+les\s+jours|day\s+\d|jour\s+\d|en|fr"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim)[a-zé]{0,6}\.?,?\s+\d{1,2}"
    r"(?:\s+[a-zéû]{3,9}\.?)?",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"(?:home|accueil|you\s+are\s+here\W{1,3}(?:home\b)?|vous\s+êtes\s+ici\W{1,3}(?:accueil\b)?)"
    r"(?:\s*[›»>→]\s*[^›»>→.;:?!]{2,60}){1,5}",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?:,?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?)?", re.I
)
_SHEET = re.compile(r"(?:page\s+)?\d{1,3}\s*(?:/|of|sur|de)\s*\d{1,3}", re.IGNORECASE)
_MOST = 160  # characters; a longer row is text
#: The signs that part a row into pieces, and more; white space may, too.
_SIGNS = r"\[\](){}|│·•»«<>›‹→←↑↓▲△▴▼▽▾▸►☆★♡♥✓✕×+^\uf000-\uf8ff/"
_SIGN = re.compile(rf"[{_SIGNS}]")
#: A row without any of these, and without white space but plain blanks.
_ONE_PIECE = re.compile(
    rf"[^{_SIGNS}\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*"
)
_WHITE_SPACE = re.compile(r"\s")
_FIRST = re.compile(r"\s*([^\W\d_]+)")
#: The words that a control, a word that may be one, or a path begins with.
_BEGINNINGS = """
abonnez accept accepter accessibilité accessibility accueil accéder add afficher ajouter aller
back bookmark clear click close connexion contact cookie download e email enregistrer envoyer
facebook fermer filter filtrer go haut home imprimer jump linkedin lire load log login manage
mentions menu necessary next only partager passer pdf plan previous print printer privacy
précédent read recommander rechercher refuse refuser register reject retour rss s save se search
see send share show sign site sitemap skip stay subscribe suivant terms top tout tweet twitter
télécharger version view voir vous you x
"""
_FIRST_WORDS = frozenset(_BEGINNINGS.split())
#: Those that much other text begins with, too.
_FIRST_OF_TWO = frozenset({"the", "this", "our", "we", "ce", "nous"})
_FIRST_TWO = re.compile(
    r"\s*(?:the\s+top|(?:this|our)\s+(?:web)?site|we\s+use|ce\s+site|nous\s+(?:utilisons|contacter))",
    re.IGNORECASE,
)

#: Words of which every control, menu or path holds one; those with accents without what
#: stands before or behind the accented letter.
_NEEDED = """
abonner abonnez accept accepter accessibilit accessibility accueil add afficher ajouter back
bookmark close connecter connexion contact contacter contenu conditions cookie cookies dent email
enregistrer envoyer facebook fermer filter filters filtrer friendly go haut here home ici
imprimable imprimer jump linkedin lire load log login mail map mentions menu necessary newsletter
next partager pdf previous print printer privacy read rechercher recommander refuse refuser
register reject retour rss save search see send share show sign site sitemap skip subscribe
suivant top tweet twitter view voir x
"""
_NEEDED_WORDS = frozenset(_NEEDED.encode().split())
#: Letters that are found for an i, a k or an s where case does not matter.
_ODD_LETTERS = ("\u0130", "\u0131", "\u017f", "\u212a")


def may_hold_control(text: str) -> bool:
    """Whether a word stands in a row that no control does without, which few rows hold.

    However the row's pieces are parted, it is no web control where this says no.
    """
    words = text.encode("utf-8", "surrogatepass").translate(SMALL_LETTERS).split()
    if not _NEEDED_WORDS.isdisjoint(words):
        return True
    return not text.isascii() and holds_any(text, _ODD_LETTERS)


def is_web_control(text: str) -> bool:
    """Tell whether a row is nothing but a web page's controls.

    Parameters
    ----------
    text
        One row of a page; three spaces or a sign such as "|" part its pieces.

    Returns
    -------
    bool
        True if the row holds at least one control and, besides controls, only
        addresses. A single short word such as "Print" counts only between
        brackets or beside other controls, a name such as "Venue" or a day only
        beside controls that are not such names themselves.
    """
    if len(text) > _MOST:
        return False
    if "  " not in text and _ONE_PIECE.fullmatch(text):
        return _may_begin_control(text) and _CONTROL.fullmatch(text.strip()) is not None
    plain = text if text.isprintable() else _WHITE_SPACE.sub(" ", text)
    pieces = [piece for part in _SIGN.split(plain) for piece in part.split("  ")]
    return any(map(_may_begin_control, pieces)) and _is_web_control(text)


def _may_begin_control(piece: str) -> bool:
    """Whether a piece of a row begins as a control does, which hardly any text does."""
    word = piece.partition(" ")[0]
    if not word.isalpha():
        first = _FIRST.match(piece)
        if first is None:
            return False
        word = first.group(1)
    low = word.lower() if word.isascii() else lower_for_search(word)
    if low in _FIRST_WORDS:
        return True
    return low in _FIRST_OF_TWO and _FIRST_TWO.match(piece) is not None


@lru_cache(maxsize=256)
def _is_web_control(text: str) -> bool:
    if _PATH.fullmatch(text.strip()):
        return True
    parts = [part for part in _SEPARATOR.split(text.strip()) if part]
    controls = sum(bool(_CONTROL.fullmatch(part)) for part in parts)
    words = [part for part in parts if _WORD.fullmatch(part) and not _CONTROL.fullmatch(part)]
    rest = [
        part
        for part in parts
        if part not in words and not _CONTROL.fullmatch(part) and not _ADDRESS.fullmatch(part)
    ]
    if rest:
        return _is_menu(parts, rest, controls + len(words))
    bracketed = bool(re.fullmatch(r"\s*[\[<(].*[\])>]\s*", text))
    return controls > 0 or len(words) >= (1 if bracketed else 3)


def _is_menu(parts: Sequence[str], rest: Sequence[str], controls: int) -> bool:
    """Whether the rest of a row with controls is the names of a site's parts, or its days.

    The site's own name may stand before them.
    """
    named = [part for part in rest if _PLACE.fullmatch(part)]
    others = [part for part in rest if part not in named]
    return (
        controls >= 1
        and controls + len(named) >= 4
        and (not others or (others == [parts[0]] and len(others[0].split()) <= 4))
    )


def is_print_stamp(pieces: Sequence[str], *, top: bool) -> bool:
    """Tell whether the outermost row of a page is what a browser adds in printing.

    Parameters
    ----------
    pieces
        What the row holds, parted by white space.
    top
        Whether it is the page's first row (else its last).

    Returns
    -------
    bool
        At the top: a date with a time before the page's title. At either end:
        an address with a page of pages, a date or both, and nothing else.
    """
    texts = [piece.strip() for piece in pieces]
    if top and len(texts) <= 2 and _STAMP.fullmatch(texts[0]) and ":" in texts[0]:
        return True
    extra = [text for text in texts if not re.fullmatch(r"(?:https?|file)://\S+", text)]
    return len(extra) < len(texts) and all(
        _STAMP.fullmatch(text) or _SHEET.fullmatch(text) for text in extra
    )
