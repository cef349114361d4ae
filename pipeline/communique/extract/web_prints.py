"""A web page's controls, as they come out when the page is printed to PDF.

"[Close window]", "Print this page | Send to a friend", "Haut de page": no
reader of the meeting's documents would quote them. A row is such furniture
only if all of it is controls and addresses, so that a sentence which speaks of
printing or closing stays text.
"""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"\s*(?:[\[\](){}|│·•»«<>›‹→←↑▲△^]|\s/\s|\s{3,})\s*")
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
    | (?:accept|manage|reject)\s+(?:all\s+)?cookies
    | fermer(?:\s+(?:la|cette))?\s+(?:fenêtre|page)
    | imprimer(?:\s+(?:la|cette|l['’]))?\s*(?:page|article|document)
    | version\s+imprimable | retour\s+en\s+haut
    | (?:retour\s+(?:en|au)\s+)?haut\s+de\s+(?:la\s+)?page
    | (?:aller|passer|accéder)\s+(?:directement\s+)?au\s+(?:contenu|menu)(?:\s+principal)?
    | (?:envoyer|partager|recommander)\s+(?:cette\s+page|cet\s+article|à\s+un\s+ami|sur\s+\w+)
        (?:\s+(?:à\s+un\s+ami|par\s+(?:e-?mail|courriel)))?
    | retour\s+à\s+(?:l['’]accueil|la\s+page\s+(?:d['’]accueil|précédente))
    | ajouter\s+(?:à\s+mon\s+agenda|aux\s+favoris)
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: Words that are controls only in the company of others, or between brackets.
_WORD = re.compile(
    r"close|print|share|e-?mail|top|back|home|next|previous|menu|search|login|log\s+in|sign\s+in"
    r"|contact(?:\s+us)?|fermer|imprimer|partager|haut|retour|accueil|suivant|précédent|connexion"
    r"|rechercher|facebook|twitter|linkedin|rss|site\s*map|privacy(?:\s+policy)?"
    r"|terms\s+(?:and|&)\s+conditions|plan\s+du\s+site|mentions\s+légales",
    re.IGNORECASE,
)
_MOST = 160  # characters; a longer row is text


def is_web_control(text: str) -> bool:
    """Tell whether a row is nothing but a web page's controls.

    Parameters
    ----------
    text
        One row of a page.

    Returns
    -------
    bool
        True if the row holds at least one control and, besides controls, only
        addresses. A single short word such as "Print" counts only between
        brackets or beside other controls.
    """
    if not text.strip() or len(text) > _MOST:
        return False
    parts = [part for part in _SEPARATOR.split(text.strip()) if part]
    controls = [bool(_CONTROL.fullmatch(part)) for part in parts]
    words = [bool(_WORD.fullmatch(part)) for part in parts]
    addresses = [bool(_ADDRESS.fullmatch(part)) for part in parts]
    if not all(map(any, zip(controls, words, addresses, strict=True))):
        return False
    if any(controls):
        return True
    bracketed = bool(re.fullmatch(r"\s*[\[<(].*[\])>]\s*", text))
    return sum(words) >= (1 if bracketed else 3)
