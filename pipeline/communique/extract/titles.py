"""The blocks of large type on a cover: title, meeting, motto."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from communique.extract.accents import with_accents
from communique.extract.bodies import is_body
from communique.extract.dates import find_dates
from communique.extract.folding import fold
from communique.extract.front_lines import FrontLine
from communique.extract.hyphenation import join_lines
from communique.extract.imprint import is_contact
from communique.extract.kind import named_kind
from communique.extract.language import language_of
from communique.extract.layout import Line
from communique.extract.meeting import names_meeting, read_meeting
from communique.extract.names import is_no_name
from communique.extract.places import find_place
from communique.extract.venues import is_detail, is_venue

#: Lines before a line among which its block may end.
_REACH = 4
_RUNS_ON = re.compile(
    r"(?:[:,&–-]|\b(?:and|for|of|the|on|in|to|with|a|an|by|from|et|de|du|des|la|le|les|pour|a|au|"
    r"aux|en|"
    r"sur|avec|par|dans|un|une))$"
)
_LABELLED = re.compile(
    r"^(?:[a-z0-9]{1,12} (?:leaders?|organi[sz]ers?|editors?)|organi[sz]ers?|editors?|presents?|"
    r"absents?|excuses?|present|apologies|in attendance|etaient presents|"
    r"(?:backup |acting |deputy )?chair(?:man|person|s)?|co-chairs?|president(?:e|s)?|moderators?|"
    r"speakers?|rapporteurs?|"
    r"supported by|"
    r"sponsors?|author|item|point|agenda item|for (?:information|discussion|decision|approval|"
    r"action)|"
    r"pour (?:information|examen|decision|action)|working language|langues? de travail|"
    r"postponed|cancelled|reporte|annule|draft|projet|version)\b(?:.{0,120}:|.{0,30}$)"
)
_TABLE_HEAD = re.compile(
    r"(?:(?:date|time|day|hours?|activity|activities|agenda item|item|session|topic|subject|title|"
    r"speakers?|presenters?|leads?|who|what|notes?|documents?|action|chair|room|duration|heures?|"
    r"horaires?|jour|activites?|sujets?|themes?|intervenants?|orateurs?|salle|duree|actions?|"
    r"and|et|of|[/&|:.#])\s*){1,8}"
)
_REGION = re.compile(
    r"\b(?:africa|afrique|europe|asia|asie|americas?|amerique|region|mena|pacific|pacifique|"
    r"caribbean|"
    r"caraibes|mediterranean|mediterranee)\b"
)
_SENTENCE = re.compile(
    r"\b(?:will (?:be|start|begin|open|take place|meet|end|close)|"
    r"are (?:expressed|expected|invited|requested)|is (?:submitted|circulated|"
    r"intended)|"
    r"please|can be|may be|has (?:been|received)|have been|sera|seront|est soumis|sont invites|"
    r"veuillez|"
    r"delegates are|this (?:document|note|paper|agenda|meeting))\b"
)


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """Lines of one look that stand together on a cover.

    ``weight`` ranks blocks by how much they stand out: type size in points
    with additions for bold type and for naming a meeting.
    """

    text: str
    lines: tuple[FrontLine, ...]
    order: int
    weight: float
    language: str

    @property
    def size(self) -> float:
        return self.lines[0].line.size

    @property
    def italic(self) -> bool:
        return self.lines[0].line.italic


def title_blocks(lines: Sequence[FrontLine], language: str = "") -> list[TitleBlock]:
    """Group a cover's title lines into blocks.

    Parameters
    ----------
    lines
        Lines of the front in reading order, those that are no title included.
    language
        The body's language; blocks in the other language of a two-language
        cover are left out where the cover has both.

    Returns
    -------
    list of TitleBlock
        In reading order, without project labels, persons and instructions.
    """
    groups: list[list[FrontLine]] = []
    ended: dict[int, list[FrontLine]] = {}  # the groups by the line that each ends with
    shown = [item for item in lines if not item.furniture]
    for place, item in enumerate(shown):
        above = _group_above(ended, shown[max(place - _REACH, 0) : place], item)
        last = above[-1] if above else None
        if item.label in ("date", "kind"):
            runs_on = last is not None and _RUNS_ON.search(_low(last.text).strip())
            if last is not None and (
                (runs_on and _goes_on(last, item)) or _one_display(last, item, lines)
            ):
                above.append(item)
                ended[id(item)] = above
        elif item.label == "title" and _may_be_title(item):
            if last is not None and _goes_on(last, item):
                above.append(item)
            else:
                completes = place > 0 and _completes(shown[place - 1], item)
                above = [shown[place - 1], item] if completes else [item]
                groups.append(above)
            ended[id(item)] = above
    blocks = [_block(group, order) for order, group in enumerate(groups)]
    blocks = [block for block in blocks if re.search(r"[^\W\d_]{3}", block.text)]
    blocks = [_in_language(block, language) for block in blocks if not _is_sentence(block.text)]
    spoken = {block.language for block in blocks}
    if language in ("en", "fr") and {"en", "fr"} <= spoken:
        other = "fr" if language == "en" else "en"
        blocks = [block for block in blocks if block.language != other]
    return blocks


def _completes(kind: FrontLine, item: FrontLine) -> bool:
    """Whether a title begins in the line of its kind: "Declaration / on Fair Access"."""
    return kind.label == "kind" and item.text[:1].islower() and _goes_on(kind, item)


def _is_sentence(text: str) -> bool:
    """Whether a line of a cover is a notice: "The session will begin at two o'clock."."""
    return text.endswith(".") and len(text.split()) >= 8 and bool(_SENTENCE.search(_low(text)))


def _in_language(block: TitleBlock, language: str) -> TitleBlock:
    """A title that one line gives in two languages, in the document's own."""
    parts = re.split(r"\s+[/|]\s+", block.text)
    if len(parts) != 2 or language not in ("en", "fr"):
        return block
    codes = [_language(part) for part in parts]
    own = [part for part, code in zip(parts, codes, strict=True) if code in ("", language)]
    if len(own) != 1 or not {"en", "fr"} - {language} <= set(codes):
        return block
    return replace(block, text=own[0], language=language)


def _group_above(
    ended: Mapping[int, list[FrontLine]], before: Sequence[FrontLine], item: FrontLine
) -> list[FrontLine]:
    """The block that a line may go on: the last one, or the last in its half of the page."""
    beside: list[FrontLine] = []
    for other in reversed(before):
        group = ended.get(id(other), [])
        level = not beside and abs(other.line.baseline - item.line.baseline) <= 2
        if group and group[-1] is other and (level or _overlap(other.line, item.line)):
            return group
        if _overlap(other.line, item.line):
            break
        beside.append(other)
    return []


def _overlap(one: Line, other: Line) -> bool:
    return min(one.box.x1, other.box.x1) > max(one.box.x0, other.box.x0)


def _may_be_title(item: FrontLine) -> bool:
    text = item.text
    if _TABLE_HEAD.fullmatch(_low(item.row.text)):
        return False
    return not (_LABELLED.match(_low(text)) or is_detail(text) or is_venue(text))


def best_title(blocks: Sequence[TitleBlock]) -> TitleBlock | None:
    """The block that stands out most, the first of equals."""
    titles = [block for block in blocks if not _SENTENCE.search(_low(block.text))] or list(blocks)
    return max(titles, key=lambda block: (block.weight, -block.order), default=None)


def dated_title(lines: Sequence[FrontLine], title: TitleBlock | None) -> TitleBlock | None:
    """A line that is title and date in one ("Council meeting of 4 June 2021").

    Only a line that no title outweighs, with words of its own beside the date.
    """
    for order, item in enumerate(lines):
        if item.label != "date" or item.furniture or find_place(item.text) is not None:
            continue
        rest = item.text
        for found in reversed(find_dates(rest)):
            rest = rest[: found.start] + rest[found.end :]
        words = [word for word in re.findall(r"[^\W\d_]+", rest) if len(word) > 3]
        block = _block([item], order)
        weighty = title is None or block.weight > title.weight
        if len(words) >= 2 and weighty and not re.match(r"(?:date|held|tenue?)\b", _low(rest)):
            return block
    return None


def meeting_block(blocks: Sequence[TitleBlock], title: TitleBlock | None) -> TitleBlock | None:
    """The block that names the meeting: the title if it does, else the weightiest that does."""
    own = read_meeting(title.text).name if title is not None else ""
    if own and not named_kind(own):
        return title
    naming = [
        block
        for block in blocks
        if len(block.text) <= 250
        and not _SENTENCE.search(_low(block.text))
        and read_meeting(block.text).name
    ]
    named = [block for block in naming if block is not title] or naming
    return max(named, key=lambda block: (block.weight, -block.order), default=None)


def motto_block(
    blocks: Sequence[TitleBlock],
    meeting: TitleBlock,
    lines: Sequence[FrontLine],
) -> str:
    """The block right behind the meeting's name that is neither name nor instruction."""
    stop = next((item.row.baseline for item in meeting.lines[-1:]), 0.0)
    dated = [
        item.line
        for item in lines
        if item.label == "date" and not item.furniture and item.row.baseline > stop
    ]
    bottom, size = meeting.lines[-1].line.box.bottom, meeting.size
    for block in blocks:
        if block.order <= meeting.order or block.lines[0].line.page != meeting.lines[0].line.page:
            continue
        if block.text.rstrip().endswith(":") or is_body(block.text) or is_list_of_names(block.text):
            continue
        text = block.text.strip(' .,;:–—-"“”«»')
        if _REGION.search(_low(text)) and len(text.split()) <= 5:
            continue
        if named_kind(text) and block.order > meeting.order:
            bottom, size = block.lines[-1].line.box.bottom, block.size
            continue
        near = block.lines[0].line.box.top - bottom
        plain = (
            not block.text.startswith(("(", "["))
            and 3 <= len(text.split()) <= 40
            and not _SENTENCE.search(_low(text))
            and not is_contact(text)
            and not find_dates(text)
            and text.count("(") == text.count(")")
            and not (names_meeting(text) and read_meeting(text).name and not block.italic)
        )
        first = block.lines[0]
        look = first.line.bold or first.line.italic or first.centred
        if any(
            line.baseline < first.row.baseline and not look and first.line.size < line.size + 1.5
            for line in dated
        ):
            return ""
        return text if plain and near <= 6 * max(block.size, size) else ""
    return ""


def _one_display(item: FrontLine, following: FrontLine, lines: Sequence[FrontLine]) -> bool:
    """Whether a word such as "Statement" ends a title set in display type."""
    others = [other.line.size for other in lines if other.line not in (item.line, following.line)]
    common = sorted(others)[len(others) // 2] if others else item.line.size
    one, other = item.line, following.line
    return (
        following.label == "kind"
        and one.size >= 1.5 * common
        and len(following.text.split()) == 1
        and one.text.isupper() == other.text.isupper()
        and abs(one.size - other.size) <= 0.3
        and one.bold == other.bold
        and one.italic == other.italic
        and 0 < other.baseline - one.baseline <= 1.75 * one.size
        and abs(one.box.x0 - other.box.x0) <= 6
    )


def is_list_of_names(text: str) -> bool:
    """Whether a line is the names of two or more persons ("Ada Byron and Alan Turing")."""
    parts = re.split(r",\s*(?:(?:and|et)\s+)?|\s+(?:and|et|&)\s+", text.strip(" .,;"))
    return len(parts) > 1 and all(
        2 <= len(words := part.split()) <= 4
        and all(word[:1].isupper() and not is_no_name(word) for word in words)
        for part in parts
    )


def _block(group: Sequence[FrontLine], order: int) -> TitleBlock:
    text = with_accents(join_lines([item.line for item in group], Counter()))
    first = group[0].line
    weight = first.size + (1.0 if first.bold else 0.0) + (2.0 if names_meeting(text) else 0.0)
    if len(text) > 250:
        weight -= 4
    return TitleBlock(text, tuple(group), order, weight, _language(text))


def _language(text: str) -> str:
    """A title's language; an acronym ("UN-GGIM") is no word of either."""
    words = text if text.isupper() else re.sub(r"\b[A-Z]{2,}\b", " ", text)
    return language_of(words, ("en", "fr"))


def _goes_on(item: FrontLine, following: FrontLine) -> bool:
    """Whether two title lines belong to one block: same look, close together."""
    one, other = item.line, following.line
    if one.page != other.page:
        return False
    gap = other.baseline - one.baseline
    size = max(one.size, 6.0)
    if gap <= 0.3 * size or gap > 2.6 * size:
        beside = abs(gap) <= 0.3 * size and 0 <= other.box.x0 - one.box.x1 <= 2.5 * size
        return beside and abs(one.size - other.size) <= 0.6
    if not _overlap(one, other):
        return False
    same = (
        abs(one.size - other.size) <= 0.6 and one.bold == other.bold and one.italic == other.italic
    )
    if not same:
        return (
            bool(_RUNS_ON.search(_low(one.text).strip()))
            and gap <= 1.6 * size
            and (abs(one.size - other.size) <= 0.6)
        )
    if not _RUNS_ON.search(_low(one.text).strip()) and (
        _other_language(one.text, other.text)
        or (named_kind(other.text) and not named_kind(one.text))
    ):
        return False
    acronym = len(one.texts) == 1 or len(other.texts) == 1
    capitals = acronym or one.text.isupper() == other.text.isupper()
    runs_on = bool(_RUNS_ON.search(_low(one.text).strip()))
    return gap <= (2.2 if runs_on else 1.75) * size and (capitals or runs_on)


def _other_language(text: str, following: str) -> bool:
    codes = {_language(text), _language(following)}
    return codes == {"en", "fr"}


def _low(text: str) -> str:
    return fold(" ".join(text.split())).replace("’", "'")
