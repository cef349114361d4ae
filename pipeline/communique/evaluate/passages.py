"""Scoring the passages: found whole, neither merged nor split, clean and in their place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.evaluate.gold import Gold, Item, answers, demanded
from communique.evaluate.matching import Pairs, given_rows, pair_up
from communique.evaluate.tally import Tally
from communique.evaluate.text import compact, letters, place_of, words

_PAGE_NUMBER = re.compile(r"\W*(?:page)?\d{1,3}(?:(?:/|of)\d{1,3})?\W*")
_DIGITS = re.compile(r"\d")
_ELLIPSIS = " … "


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A gold passage in the form that it is sought in: its beginning and its end."""

    item: Item
    head: str
    tail: str
    parts: int
    whole: str

    @classmethod
    def of(cls, item: Item) -> _Wanted:
        parts = item["text"].split(_ELLIPSIS)
        whole = compact(item.get("full") or item["text"])
        return cls(item, compact(parts[0]), compact(parts[-1]), len(parts), whole)

    @property
    def full(self) -> int:
        """Characters of the full text, 0 where the record has the ends alone."""
        return len(compact(self.item.get("full") or ""))

    def stands_in(self, text: str, *, loose: bool) -> bool:
        forms = [(self.head, self.tail, text)]
        if self.item.get("footnote_mark"):  # the mark's digits may be kept or dropped
            forms.append(
                (_DIGITS.sub("", self.head), _DIGITS.sub("", self.tail), _DIGITS.sub("", text))
            )
        for head, tail, hay in forms:
            at = place_of(hay, head, loose=loose)
            after = at if loose else at + len(head)
            if at >= 0 and (self.parts == 1 or place_of(hay, tail, after, loose=loose) >= 0):
                return True
        return False


def score_passages(gold: Gold, rows: Sequence[Item], tally: Tally) -> None:
    """Judge the passages of one document."""
    texts = [compact(row.get("text") or "") for row in rows]
    _count_leaks(gold, rows, texts, tally)
    if gold.passages is None:
        return
    loose = gold.recognised
    sought = [_Wanted.of(item) for item in gold.passages]
    holders: dict[int, list[int]] = defaultdict(list)
    for g, wanted in enumerate(sought):
        for r, text in enumerate(texts):
            if wanted.stands_in(text, loose=loose):
                holders[g].append(r)
    pairs = pair_up(_costs(sought, rows, texts, holders))
    merged = _merged(sought, texts, holders, pairs)
    places = demanded(gold.passages)
    optional = set(range(len(sought))) - set(places)
    given = given_rows(len(rows), pairs, optional)
    whole = [place for place in places if place in pairs.row_of and place not in merged]
    tally.items("passages", found=len(whole), demanded=len(places), given=len(given))
    tally.counts["passages/merged"] += len(merged)
    tally.counts["paragraphs/demanded"] += sum(
        gold.passages[place].get("kind") != "entry" for place in places
    )
    tally.counts["crossing/demanded"] += sum(bool(gold.passages[p].get("mid")) for p in places)
    for place in places:
        if place in whole:
            row = pairs.row_of[place]
            _judge(sought[place], rows[row], texts[row], tally, loose=loose)
            continue
        cut = any(sought[place].head in text for text in texts)
        how = "merged" if place in merged else "split or cut" if cut else "not found"
        tally.counts["passages/split"] += how == "split or cut"
        item = sought[place].item
        tally.misses.append(f"passage, {how} (page {item['page']}): {item['text'][:80]!r}")
    for place in given:
        if place not in pairs.gold_of:
            row_item = rows[place]
            tally.misses.append(
                f"passage, surplus (page {row_item.get('page')}): "
                f"{(row_item.get('text') or '')[:80]!r}"
            )


def _count_leaks(gold: Gold, rows: Sequence[Item], texts: Sequence[str], tally: Tally) -> None:
    furniture = [(line, compact(line)) for line in gold.furniture if compact(line)]
    cote = compact(answers(gold.cover.get("cote", ""))[0])
    for row, text in zip(rows, texts, strict=True):
        tally.counts["passages/seen"] += 1
        if _PAGE_NUMBER.fullmatch(text):
            what = "a page number"
        elif cote and text == cote:
            what = "the cote"
        else:
            what = next((line for line, form in furniture if form in text), "")
        if what:
            tally.counts["leaks"] += 1
            start = (row.get("text") or "")[:70]
            tally.misses.append(
                f"passage, furniture (page {row.get('page')}): {what!r} in {start!r}"
            )


def _costs(
    sought: Sequence[_Wanted],
    rows: Sequence[Item],
    texts: Sequence[str],
    holders: Mapping[int, Sequence[int]],
) -> Iterator[tuple[int, int, int, int]]:
    """What each pairing costs: surplus text, pages away, another agenda entry."""
    for g, places in holders.items():
        item = sought[g].item
        for r in places:
            try:
                away = abs(int(rows[r].get("page") or 0) - int(item["page"]))
            except (TypeError, ValueError):
                away = 9
            entry = letters(rows[r].get("entry") or "")
            astray = item.get("kind") == "entry" and entry != str(item.get("entry", ""))
            length = abs(len(texts[r]) - len(sought[g].whole))
            yield (length + 15 * min(away, 5) + astray, abs(g - r), g, r)


def _merged(
    sought: Sequence[_Wanted],
    texts: Sequence[str],
    holders: Mapping[int, Sequence[int]],
    pairs: Pairs,
) -> set[int]:
    """Gold passages that share a row with another, or whose row holds far too much."""
    merged: set[int] = set()
    for g, places in holders.items():
        if g in pairs.row_of or sought[g].item.get("optional"):
            continue
        for r in places:
            other = pairs.gold_of.get(r)
            if other is None or sought[other].item.get("optional"):
                continue
            if len(texts[r]) >= sought[other].full + 0.8 * sought[g].full:
                merged |= {g, other}
    for g, r in pairs.row_of.items():
        item = sought[g].item
        most = 1.3 * max(item.get("span", 0), len(sought[g].whole)) + 120
        if not item.get("optional") and len(texts[r]) > most:
            merged.add(g)
    return merged


def _judge(wanted: _Wanted, row: Item, text: str, tally: Tally, *, loose: bool) -> None:
    item = wanted.item
    page = (row.get("page") or "").strip()
    tally.judge("passage:page", page == str(item["page"]))
    if page != str(item["page"]):
        tally.misses.append(f"passage, page {page}, not {item['page']}: {item['text'][:70]!r}")
    roles = [*(item.get("role_any") or []), item["role"]]
    role = row.get("role") or ""
    tally.judge("passage:role", role in roles or "*" in roles)
    if role not in roles and "*" not in roles:
        tally.misses.append(f"passage, role {role!r}, not {item['role']!r}: {item['text'][:70]!r}")
    if item.get("kind") != "entry":
        number = letters(row.get("number") or "")
        tally.judge("passage:number", number == letters(item.get("number", "")))
    if item.get("mid"):
        joined = place_of(text, compact(item["mid"]), loose=loose) >= 0
        tally.judge("passage:joined", joined)
    if item.get("full"):
        expected = words(item["full"])
        tally.counts["words/demanded"] += sum(expected.values())
        tally.counts["words/found"] += sum((expected & words(row.get("text") or "")).values())
