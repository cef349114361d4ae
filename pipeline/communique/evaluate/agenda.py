"""Scoring the agenda: which entries were found, and are their fields right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.evaluate.cover import is_right
from communique.evaluate.gold import Gold, Item, answers, demanded
from communique.evaluate.matching import Pairs, given_rows, pair_up
from communique.evaluate.tally import Tally
from communique.evaluate.text import clock, letters, similarity, spaced, unlabelled

_SAME_TITLE = 0.8


def score_agenda(gold: Gold, rows: Sequence[Item], tally: Tally) -> None:
    """Judge the entries of one document."""
    entries = gold.agenda
    if entries is None:
        return
    pairs = pair_up(
        (-round(alike, 3), abs(g / max(1, len(entries)) - r / max(1, len(rows))), g, r)
        for g, entry in enumerate(entries)
        for r, row in enumerate(rows)
        if _same_time(entry, row) and (alike := _title_similarity(entry, row)) >= _SAME_TITLE
    )
    wanted = demanded(entries)
    optional = set(range(len(entries))) - set(wanted)
    given = given_rows(len(rows), pairs, optional)
    found = [place for place in wanted if place in pairs.row_of]
    tally.items("agenda", found=len(found), demanded=len(wanted), given=len(given))
    place_of_entry = {entry["entry"]: place for place, entry in enumerate(entries)}
    for place in wanted:
        entry = entries[place]
        if place not in pairs.row_of:
            when = f"{entry.get('date', '')} {answers(entry.get('start', ''))[0]}"
            tally.misses.append(f"agenda, missing: {when} {entry['title'][:70]!r}")
            continue
        row = rows[pairs.row_of[place]]
        verdicts = _fields(entry, row) | _parent(entry, row, rows, pairs, place_of_entry)
        if entry.get("page") and not gold.recognised:
            verdicts["page"] = (row.get("page") or "").strip() == str(entry["page"])
        for name, right in verdicts.items():
            tally.judge(f"agenda:{name}", right)
            if not right:
                tally.misses.append(
                    f"agenda, {entry['title'][:50]!r}: {name} {row.get(name)!r}, "
                    f"not {entry.get(name)!r}"
                )
    for place in given:
        if place not in pairs.gold_of:
            row = rows[place]
            when = f"{row.get('date')} {row.get('start')}"
            tally.misses.append(f"agenda, surplus: {when} {(row.get('title') or '')[:70]!r}")


def _same_time(entry: Item, row: Item) -> bool:
    dates = [entry.get("date", ""), *entry.get("date_any", [])]
    if entry.get("date") and (row.get("date") or "").strip() not in dates:
        return False
    starts = [clock(answer) for answer in answers(entry.get("start", ""))]
    return not any(starts) or clock(row.get("start") or "") in starts


def _title_similarity(entry: Item, row: Item) -> float:
    got = row.get("title") or ""
    wanted = [entry["title"], *entry.get("title_any", [])]
    return max(
        similarity(spaced(name), spaced(title))
        for given in wanted
        for name in (given, unlabelled(given))
        for title in (got, unlabelled(got))
    )


def _fields(entry: Item, row: Item) -> dict[str, bool]:
    """The fields that the gold entry speaks of, and whether each is right."""
    got = {name: row.get(name) or "" for name in ("end", "number", "action", "documents")}
    right = {"type": (row.get("type") or "") in [*(entry.get("type_any") or []), entry["type"]]}
    if "end" in entry:
        ends = answers(entry["end"])
        inherited = bool(entry.get("time_inherited")) and not ends[0]
        right["end"] = inherited or clock(got["end"]) in [clock(end) for end in ends]
    if "number" in entry:
        numbers = [letters(number) for number in answers(entry["number"])]
        right["number"] = letters(got["number"]) in numbers
    if "action_type" in entry:
        kinds = row.get("action_type") or ""
        right["action_type"] = is_right("action_type", entry["action_type"], kinds)
    if "action" in entry:
        right["action"] = _same_action(spaced(entry["action"]), spaced(got["action"]))
    if "documents" in entry:
        right["documents"] = _same_documents(entry["documents"], got["documents"])
    return right


def _same_action(wanted: str, got: str) -> bool:
    if not wanted or not got:
        return not wanted and not got
    held = wanted in got and len(got) < 1.3 * len(wanted)
    return held or similarity(wanted, got) >= 0.85


def _same_documents(wanted: Sequence[str], cell: str) -> bool:
    got = [part.strip() for part in cell.split(";") if part.strip()]
    each = len(got) == len(wanted) and all(
        any(similarity(letters(name), letters(part)) >= 0.8 for part in got) for name in wanted
    )
    if each or not got or not wanted:
        return each
    return similarity(letters("".join(wanted)), letters("".join(got))) >= 0.85


def _parent(
    entry: Item,
    row: Item,
    rows: Sequence[Item],
    pairs: Pairs,
    place_of_entry: Mapping[int, int],
) -> dict[str, bool]:
    if "parent" not in entry:
        return {}
    got = (row.get("parent") or "").strip()
    if entry["parent"] in ("", None):
        return {"parent": got == ""}
    parent = pairs.row_of.get(place_of_entry.get(entry["parent"], -1))
    if parent is None:
        return {"parent": False}
    number = str(rows[parent].get("entry", parent + 1)).strip()
    return {"parent": got == number}
