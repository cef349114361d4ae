"""What a report's sentences say about the meeting: who came, who hosted, where and when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from communique.extract import sentences
from communique.extract.cues import cues, found_at, holds_any, holds_digit, telling
from communique.extract.dates import FoundDate, find_dates
from communique.extract.flows import Flow
from communique.extract.folding import fold, fold_in_place
from communique.extract.furniture import CleanPage
from communique.extract.hyphenation import vocabulary
from communique.extract.meeting import names_meeting
from communique.extract.paragraphs import paragraphs
from communique.extract.places import Place, find_countries, find_place, find_places
from communique.extract.regions import page_regions
from communique.extract.sentences import ReadParagraph

_PEOPLE = (
    r"(?:participants?|delegates?|representatives?|officials?|attendees?|experts?|researchers?|"
    r"scientists?|leaders|people|"
    r"persons|"
    r"policy[- ]?makers|practitioners|e-leaders|cios|guests|delegues?|representants?|responsables|"
    r"personnes|fonctionnaires|decideurs|specialistes|dirigeants)"
)
_SORT = (
    r"(?:high-level|high-ranking|senior|top|government|governmental|public|sector|service|ict|"
    r"digital|"
    r"e-government|national|registered|invited|foreign|central|local|leading|distinguished|"
    r"different|"
    r"online|on-line|remote|civil|country|leaders|ministers|experts|hauts?|grands?|principaux|"
    r"invites|inscrits|en ligne|and|"
    r"other)"
)
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_EN_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_FR_TENS = ("vingt", "trente", "quarante", "cinquante", "soixante")
_FR_UNITS = """
un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept
dix-huit dix-neuf
"""


def _number_words() -> dict[str, int]:
    """Numbers from ten to two hundred as English and French write them."""
    words = {"ten": 10, "twelve": 12, "fifteen": 15, "a hundred": 100, "one hundred": 100}
    words |= {"two hundred": 200, "cent": 100, "deux cents": 200, "une centaine de": 100}
    for ten, tens in enumerate(_EN_TENS, 2):
        words[tens] = ten * 10
        words |= {f"{tens}-{unit}": ten * 10 + one for one, unit in enumerate(_EN_UNITS, 1)}
    units = _FR_UNITS.split()
    for ten, tens in enumerate(_FR_TENS, 2):
        words[tens] = ten * 10
        words[f"une {tens}aine de"] = ten * 10
        for one, unit in enumerate(units[: 19 if tens == "soixante" else 9], 1):
            words[f"{tens}-{unit}"] = ten * 10 + one
            words[f"{tens} et {unit}"] = ten * 10 + one
            words[f"{tens}-et-{unit}"] = ten * 10 + one
    words |= {"quatre-vingt": 80, "quatre-vingts": 80}
    words |= {f"quatre-vingt-{unit}": 80 + one for one, unit in enumerate(units, 1)}
    hundreds = {"one hundred and ": 100, "cent ": 100, "cent-": 100}
    small = [(word, value) for word, value in words.items() if value < 100]
    words |= {lead + word: base + value for lead, base in hundreds.items() for word, value in small}
    return words


_NUMBERS = _number_words()
_COUNT = re.compile(
    rf"(?<![\w.,-])(?P<number>\d{{1,3}}(?:[ ,.]\d{{3}})?|\d{{4,5}}|"
    rf"{'|'.join(sorted(_NUMBERS, key=lambda word: (-len(word), word)))})\s+"
    rf"(?:{_SORT},?\s+){{0,4}}{_PEOPLE}\b"
)
#: Where such a number can begin, and elsewhere: the expression above fails slowly.
_NUMBER_BEGINS = re.compile("|".join([r"\d", *sorted({word[:3] for word in _NUMBERS})]))
_CAME = re.compile(
    r"\b(?:gathered|gathering|attended|attending|brought together|took part|took place|was held|"
    r"participated|"
    r"(?<!had )(?<!have )met\b|"
    r"convened|"
    r"drew (?=[\w-]+ (?:\w+ )?participants)|"
    r"joined|welcomed|delivered by|assembled|in attendance|were present|came|spent|travelled|"
    r"invited by|"
    r"(?:se sont|s'est|s'etaient|etaient) (?:retrouve|reuni)|reuni|rassembl|ont participe|"
    r"ont pris part|"
    r"ont assiste|etaient presents|venus|s'est tenue?|a eu lieu|participants a (?:cette|la|ce)|"
    r"participants (?:in|at|to) "
    r"(?:the|this))"
)
_HOST = re.compile(
    r"\b(?:(?:co-?)?(?:hosted|organi[sz]ed)(?: and (?:co-?)?(?:hosted|organi[sz]ed))?"
    r"(?:,)?(?: jointly| together)? (?:by|with|in (?:co-?operation|collaboration|"
    r"partnership) with)|"
    r"(?:at|on|upon) the (?:kind )?invitation of|invited by|(?:kindly )?hosted by|hosts?\s*:|"
    r"thanked (?P<thanked>.{3,80}?) for hosting|"
    r"(?:co-?)?organisee?s?(?: conjointement)? (?:par|avec|en (?:cooperation|collaboration|"
    r"partenariat) "
    r"avec)|accueillie?s? par|a l'invitation d(?:e |u |es )|hote\s*:)\s*"
)
#: Of which some stands in every sentence that counts people who came.
_PEOPLE_WORDS = telling(
    "participant participants delegate delegates representative representatives official officials "
    "attendee attendees expert experts researcher researchers scientist scientists leaders people "
    "persons policy policymakers practitioners cios guests delegue delegues representant "
    "representants responsables personnes fonctionnaires decideurs specialistes dirigeants"
)
#: What every such sentence holds, too.
_CAME_CUES = cues(
    "gather|attend|brought together|took p|was held|participated|met|convened|drew |joined|"
    "welcomed|delivered by|assembled|were present|came|spent|travelled|invited by|retrouve|reuni|"
    "rassembl|ont p|ont assiste|etaient presents|venus|s'est tenu|a eu lieu|participants a |"
    "participants in |participants at |participants to "
)
_NUMBER_CUES = cues(
    "ten|twel|twen|thirt|trent|fifteen|hundred|cent|forty|fifty|sixty|seventy|eighty|ninety|vingt|"
    "quarant|cinquant|soixant"
)
#: Of which some stands in every sentence that names hosts.
_HOST_WORDS = telling(
    "hosted cohosted organised coorganised organized coorganized invitation invited host hosts "
    "thanked organise coorganise organises coorganises organisee coorganisee organisees "
    "coorganisees accueilli accueillis accueillie accueillies hote"
)
_HOST_CUES = cues("host|organise|organized|invitation|invited|accueilli|hote")
#: Another meeting than this one: the next, an earlier one, one that is proposed.
_ELSEWHERE = re.compile(
    r"\b(?:(?:next|previous|earlier|last|future|following|prochaine?|precedente?|derniere?) "
    r"(?:meeting|session|symposium|seminar|conference|forum|workshop|event|year|reunion|seance|"
    r"seminaire|colloque|conference|atelier|annee)s?\b|"
    r"(?:reunion|session|seance|seminaire|colloque|conference|atelier) (?:prochaine?|precedente?|"
    r"suivante?|derniere?)\b|propos(?:es?|ed|als?|ent|a|er?|itions?)\b|offer(?:s|ed)? to\b|"
    r"plan(?:s|ned)? to\b|will (?:also )?host\b|accueillera\b|a offert d'accueillir)"
)
_THANKS = re.compile(r"\b(?:thank|grateful|gratitude|remerci|reconnaissant)")
#: Sentences in which a text says who its hosts are; further on it speaks of others.
_FIRST = 25
_MEAL = re.compile(
    r"\b(?:lunch|dinner|cocktails?|reception|drinks?|breakfast|buffet|coffee|dejeuner|diner|vin "
    r"d'honneur|pause|visit|visite|side event)\b"
)
_HOST_END = re.compile(
    r"(?:[.;:()]|,?\s+(?:with the|avec (?:le|l'|la)) (?:support|assistance|help|participation|aid|"
    r"sponsorship|soutien|concours|appui|aide|participation)|"
    r",\s+(?:takes?|which|where|ou|dont|and (?:is|are))\b|"
    r",\s+(?:and (?:was|took|brought|attended)|in\b|on\b|the\b|which|who|with|from|a |"
    r"le |la |qui|"
    r"en\b)|\s(?:and (?:was|took|brought|attended|by)|in the (?:framework|context|margins)|"
    r"in (?=[A-Z])|"
    r"on (?=\d|the\b)|at (?=the|[A-Z])|under|from|who|which|took|will|was|were|is|to|as|"
    r"for (?:the|its|a)\b|qui|les? \d|du \d|a (?=[A-Z])|à|dans|sur|pour|s'est|a (?:eu|reuni))\b)"
)
_FRENCH_HOST = re.compile(
    r"(?:le |la |les |l')?(?:gouvernement|ministere|autorites?|ville|mairie|secretariat|agence|"
    r"direction|"
    r"presidence|chancellerie|administration|service|commission)"
)
_LINK_WORDS = "of the for and de du des la le les et & on in to d l di da von der und with avec"
_OFFICE_WORDS = """
government governments authorities ministry ministries agency city office presidency state
department chancellery council parliament university national federal municipality prime
"""
_LINKS = frozenset(_LINK_WORDS.split())
_OFFICES = frozenset(_OFFICE_WORDS.split())
_THE_OECD = re.compile(
    r"^(?:(?:the )?(?:oecd|ocde|l'ocde)(?: secretariat| (?:[a-z-]+ ){0,3}(?:directorate|division|"
    r"unit|centre|department)\b.*| (?:directorate|division|centre|department)\b.*)?|"
    r"(?:direction|secretariat|division|centre)\b.* de l'ocde|"
    r"(?:public governance|environment|education|statistics|economics|trade) "
    r"(?:and territorial development )?(?:directorate|department)|"
    r"(?:the |le )?(?:secretariat|working group|"
    r"working party|committee|chair|comite|groupe de travail|host(?: country)?))$"
)
_ARTICLE = re.compile(r"(?:the|le|la|les|l[’'])\s*(?=\S)|l[’']", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:took place|takes place|will take place|was held|were held|is held|will be held|"
    r"to be held|held|"
    r"met\b|gathered|convened|hosted|organi[sz]ed|assembled|s'est tenue?|se tiendra|s'est reuni|"
    r"se sont "
    r"reunis|a eu lieu|aura lieu|tenue?|reunis?|accueilli|organisee?)"
)
_EVENT_CUES = cues(
    "place|held|met|gathered|convened|host|organise|organized|assembled|tenu|tiendra|reuni|lieu|accueilli"
)
#: "The meeting (Lisbon, 3-4 May 2010) …"
_IN_BRACKETS = re.compile(
    r"\b(?:meeting|workshop|seminar|symposium|conference|forum|session|reunion|seminaire|atelier|"
    r"colloque)\s*\(([^()]{6,80})\)"
)
#: Sentences in which a text says where and when its meeting was.
_INTRODUCING = 60
#: Characters of running text that are read for such sentences.
_ENOUGH = 16_000


@dataclass(frozen=True, slots=True)
class Event:
    """Where and when running text says that the meeting took place."""

    dates: tuple[FoundDate, ...] = ()
    place: Place | None = None


def read_paragraphs(pages: Sequence[CleanPage], limit: int = _ENOUGH) -> list[str]:
    """The pages' paragraphs in reading order, up to ``limit`` characters."""
    known = vocabulary(tuple(pages))
    texts: list[str] = []
    size = 0
    for page in pages:
        flows: list[Flow] = []
        for region in page_regions(page):
            cells = () if isinstance(region, Flow) else region.cells
            flows += [region] if isinstance(region, Flow) else []
            flows += [flow for cell in cells for flow in cell.flows]
        for flow in flows:
            texts += [paragraph.text(known)[:limit] for paragraph in paragraphs(flow)]
        size += sum(len(row.text) for row in page.rows)
        if size > limit:
            break
    return texts


def count_participants(texts: Sequence[str]) -> int | None:
    """Number of people who a report says came to the meeting.

    Parameters
    ----------
    texts
        Paragraphs.

    Returns
    -------
    int or None
        The first number said of people in a sentence about gathering or
        attending; ``None`` where there is none.
    """
    for paragraph in sentences.read(texts):
        if not paragraph.lacks(_PEOPLE_WORDS) and _may_count(paragraph.low):
            for _, low in paragraph.sentences:
                number = _participants_in(low) if _may_count(low) else None
                if number is not None:
                    return number
    return None


def _may_count(low: str) -> bool:
    """Whether a folded text says of a number that it came, which counting people needs."""
    return (holds_digit(low) or holds_any(low, _NUMBER_CUES)) and holds_any(low, _CAME_CUES)


def _participants_in(low: str) -> int | None:
    """The number of people who came by a sentence of folded text."""
    counted = list(_counted(low))
    if not counted:
        return None  # as in most sentences
    verbs = [verb.start() for verb in _CAME.finditer(low)]
    for match in counted:
        number = _number(match.group("number"))
        if not any(abs(at - match.end()) <= 160 for at in verbs):
            continue
        if number is not None and 3 <= number <= 20_000:
            return number
    return None


def _counted(low: str) -> Iterator[re.Match[str]]:
    """The numbers of people that a folded text gives."""
    return found_at(_COUNT, low, [begin.start() for begin in _NUMBER_BEGINS.finditer(low)])


def find_hosts(texts: Sequence[str], limit: int = 3) -> tuple[str, ...]:
    """Hosts as printed, without article; the OECD itself is no host.

    Parameters
    ----------
    texts
        Lines of a cover or paragraphs.
    limit
        At most so many.

    Returns
    -------
    tuple of str
        From the first sentence that names hosts.
    """
    for place, sentence, low in sentences.sentences_of(texts, _may_host, _FIRST):
        hosts = _hosts_in(sentence, low, limit) if _may_name_hosts(place, low) else ()
        if hosts:
            return hosts
    return ()


def _may_host(paragraph: ReadParagraph) -> bool:
    return not paragraph.lacks(_HOST_WORDS)


def _may_name_hosts(place: int, low: str) -> bool:
    """Whether a sentence of folded text, by its place in the text, may name this one's hosts."""
    return (
        holds_any(low, _HOST_CUES)
        and (place < _FIRST or _THANKS.search(low) is not None)
        and not _ELSEWHERE.search(low)
    )


def _hosts_in(sentence: str, low: str, limit: int) -> tuple[str, ...]:
    if len(sentence) > 160 and not (names_meeting(sentence) or _EVENT.search(low)):
        return ()
    for match in _HOST.finditer(low):
        if _MEAL.search(low[max(0, match.start() - 40) : match.start()]):
            continue
        printed = match.group("thanked") and sentence[slice(*match.span("thanked"))]
        if not printed:
            printed = _host_phrase(sentence[match.end() : match.end() + 200])
        hosts = tuple(host for part in _split_hosts(printed) if (host := _clean_host(part)))
        if hosts:
            return hosts[:limit]
    return ()


def find_event(texts: Sequence[str]) -> Event:
    """Place and dates that the first sentences on the meeting itself give."""
    dates: tuple[FoundDate, ...] = ()
    place: Place | None = None
    for sentence, low in _introducing(texts, _may_introduce):
        named = _named_day(sentence, low) if not dates else None
        if named is not None:
            found, inside = named
            dates, place = (found,), place or find_place(inside)
            continue
        event = _event_in(low)
        if event is None:
            continue
        near = _days_near(sentence, event)
        if near and not dates:
            dates = (near[0],)
        places = [item for item in find_places(sentence) if _led_by_in(low, item)]
        if not places and (stated := find_place(sentence[event.end() : event.end() + 120])):
            places = [stated] if stated.country_printed and stated.city else []
        if places and place is None and (near or not dates):
            place = places[0]
        if dates and place:
            break
    return Event(dates, place)


def event_dates(texts: Sequence[str]) -> tuple[FoundDate, ...]:
    """The dates that `find_event` finds, without looking for the place."""
    for sentence, low in _introducing(texts, _may_date):
        if not holds_digit(low):
            continue  # no date, as in most sentences
        named = _named_day(sentence, low)
        if named is not None:
            return (named[0],)
        event = _event_in(low)
        near = _days_near(sentence, event) if event is not None else []
        if near:
            return (near[0],)
    return ()


def _introducing(
    texts: Sequence[str], tells: Callable[[ReadParagraph], bool]
) -> Iterator[tuple[str, str]]:
    """The first sentences of a text, of those paragraphs that may tell of the meeting."""
    for place, sentence, low in sentences.sentences_of(texts, tells, _INTRODUCING):
        if place >= _INTRODUCING:
            break
        yield sentence, low


def _may_introduce(paragraph: ReadParagraph) -> bool:
    return "(" in paragraph.low or holds_any(paragraph.low, _EVENT_CUES)


def _may_date(paragraph: ReadParagraph) -> bool:
    return holds_digit(paragraph.low) and _may_introduce(paragraph)


def _named_day(sentence: str, low: str) -> tuple[FoundDate, str] | None:
    """The day that stands in brackets behind a meeting's name, and all that they hold."""
    named = _IN_BRACKETS.search(low) if "(" in low else None
    if named is None:
        return None
    inside = sentence[slice(*named.span(1))]
    days = _days(inside)
    return (days[0], inside) if days else None


def _event_in(low: str) -> re.Match[str] | None:
    return _EVENT.search(low) if holds_any(low, _EVENT_CUES) else None


def _days_near(sentence: str, event: re.Match[str]) -> list[FoundDate]:
    return [item for item in _days(sentence) if abs(item.start - event.end()) <= 160]


def _days(text: str) -> list[FoundDate]:
    return [item for item in find_dates(text) if item.first.day is not None]


def _led_by_in(low: str, place: Place) -> bool:
    return place.country_printed or bool(re.search(r"\b(?:in|at|a|to)\s+$", low[: place.start]))


def _number(word: str) -> int | None:
    digits = re.sub(r"(?<=\d)[ ,.](?=\d)", "", word)
    if digits.isdecimal():
        value = int(digits)
        return None if 1900 <= value <= 2099 else value
    return _NUMBERS.get(word)


def _host_phrase(text: str) -> str:
    """The name that a text begins with, up to the first word that cannot be part of it."""
    end = _HOST_END.search(_same_case(text))
    phrase = text[: end.start()] if end else text
    if _FRENCH_HOST.match(fold_in_place(phrase).replace("’", "'")):
        return phrase
    kept = 0
    for word in re.finditer(r"\S+", phrase):
        bare = word.group().strip(",;'’\"“”()").casefold()
        if word.group()[0].isupper() or bare in _LINKS or bare in _OFFICES:
            kept = word.end() if bare not in _LINKS else kept
        else:
            break
    return phrase[:kept]


def _split_hosts(text: str) -> list[str]:
    """Several hosts in one phrase: ``A and the B``, ``A; B``."""
    parts = re.split(
        r"\s*;\s*|,?\s+(?:and|et)\s+(?:with |avec |by |par )?(?=the |le |la |les |l[’'])|"
        r"\s+(?:together with|jointly with|with|conjointement avec|avec)\s+",
        text,
    )
    return [
        piece
        for part in parts
        for piece in re.split(r",?\s+(?:and|et)\s+(?=(?:OECD|OCDE)\b)", part)
    ]


def _clean_host(text: str) -> str:
    host = " ".join(text.split()).strip(" ,.;:-–—•")
    host = _ARTICLE.sub("", host, count=1) if _ARTICLE.match(host) else host
    low = fold(host).replace("’", "'")
    named = any(char.isupper() for char in host) or bool(find_countries(host))
    if not named or len(host) < 3 or len(host) > 120 or _THE_OECD.match(low) or find_dates(host):
        return ""
    return host


def _same_case(text: str) -> str:
    """Accents and apostrophes folded, capitals kept."""
    return "".join(
        folded.upper() if char.isupper() else folded
        for char, folded in zip(text, fold_in_place(text).replace("’", "'"), strict=True)
    )
