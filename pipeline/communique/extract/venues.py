"""Lines of a cover that say how to get there: rooms, streets, dial-in details."""

from __future__ import annotations

import re

from communique.extract.folding import fold

_ROOM = re.compile(
    r"\b(?:(?:conference|convention|congress|meeting) (?:hall|cent(?:re|er)|rooms?)|"
    r"(?:international )?conference cent(?:re|er)|centre (?:de conferences|des congres|"
    r"de conference|international de conferences)|rooms?|salles?|floor|etage|building|batiment|"
    r"hotel|palace|palais|palazzo|chateau|auditorium|amphitheatre|amphi|plaza|piazza|"
    r"(?:town|city) hall|hotel de ville|headquarters|siege de|campus|metro|tramway|corridor|"
    r"universite|university|universita[td]?|museum|musee|ballroom|villa|maison de|haus)\b"
)
_STREET = re.compile(
    r"\b\d{1,4}[a-z]?,? (?:bis |ter )?(?:rue|avenue|av\.|boulevard|bd|place|quai|chemin|allee|"
    r"cours|square)\b|\b(?:rue|avenue|boulevard|quai|chemin|allee|via|viale|piazza|calle|rua|"
    r"praca) (?:d[eu]s? |de la |du |della |l')?[a-z]|\b[a-z]+(?:strasse|gade|gatan|straat|laan|"
    r"plein|platz|plads|pladsen|vej)\b|"
    r"\b(?:street|road|square|avenue|lane|drive|boulevard)\b(?:,|$| \d)|\b\d{4,6} [a-z]+$"
)
_DETAILS = re.compile(
    r"(?:(?:connection|dial[- ]in|login|access|registration|practical|joining) (?:details?|"
    r"information|instructions?|link)|informations? (?:pratiques?|de connexion)|"
    r"(?:zoom|webex|teams|connection|meeting) (?:link|id)|meeting id|passcode|password|link|lien|"
    r"venue|lieu|location|place|time|times|date|dates|heures?|horaires?|room|salle|format|"
    r"language|languages|langues?|address|adresse|dress code|website|site web)\b"
    r"(?: details?| information| link)?\s*(?::|$)"
)
_LINK = re.compile(r"\bhttps?://|\bwww\.")
_CONFERENCE_CENTRE = re.compile(r"\bcentre (?:international )?de conferences?|\bcentre des congres")
_EVENT = re.compile(
    r"\b(?:meetings?|symposium|forum|seminar|workshop|summit|session|reunion|colloque|seminaire|"
    r"atelier|sommet|journees?|rencontres?|ministerial|conference(?! (?:hall|cent|room)))\b"
)


def is_venue(text: str) -> bool:
    """Whether a line of a cover is an address, a building or a room.

    Parameters
    ----------
    text
        The line; a name of a meeting that happens to hold such a word ("Forum
        on the Future of the University") is no venue.
    """
    low = _low(text)
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    if len(words) > 16:
        return False
    bare = _CONFERENCE_CENTRE.sub(" ", low) if "centre" in low else low
    if _EVENT.search(bare):
        return False  # as most titles of meetings
    plain = sum(word[0].islower() for word in words)
    return bool(_STREET.search(low) or (plain * 2 <= len(words) and _ROOM.search(low)))


def is_detail(text: str) -> bool:
    """Whether a line labels practical details ("Connection details: …", "Time")."""
    low = _low(text)
    if _DETAILS.match(low):
        return True
    return ("://" in low or "www." in low) and _LINK.search(low) is not None


def _low(text: str) -> str:
    return fold(" ".join(text.split())).replace("’", "'").strip(" –—-•")
