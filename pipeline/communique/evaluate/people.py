"""Scoring the people: who was found, and in which office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.evaluate.gold import Gold, Item, answers, demanded
from communique.evaluate.matching import given_rows, pair_up
from communique.evaluate.tally import Tally
from communique.evaluate.text import letters, name_similarity, name_words, similarity

_SAME_NAME = 0.85


def score_people(gold: Gold, rows: Sequence[Item], tally: Tally) -> None:
    """Judge the people of one document; a person in one role counts once."""
    people = gold.people
    if people is None:
        return
    once: dict[tuple[str, str], Item] = {}
    for row in rows:
        names = " ".join(sorted(name_words(_cell(row, "name"))))
        once.setdefault((names, letters(_cell(row, "role"))), row)
    given = list(once.values())
    pairs = pair_up(
        (-round(alike, 2), not _role(person, row), bool(person.get("optional")), g, r)
        for g, person in enumerate(people)
        for r, row in enumerate(given)
        if (alike := name_similarity(person["name"], _cell(row, "name"))) >= _SAME_NAME
    )
    wanted = demanded(people)
    counted = given_rows(len(given), pairs, set(range(len(people))) - set(wanted))
    found = [place for place in wanted if place in pairs.row_of]
    tally.items("people", found=len(found), demanded=len(wanted), given=len(counted))
    for place in wanted:
        person = people[place]
        if place not in pairs.row_of:
            role = answers(person["role"])[0]
            tally.misses.append(f"people, missing: {person['name']} ({role})")
            continue
        _judge(person, given[pairs.row_of[place]], tally)
    for place in counted:
        if place not in pairs.gold_of:
            row = given[place]
            tally.misses.append(f"people, surplus: {_cell(row, 'name')} ({_cell(row, 'role')})")


def _judge(person: Item, row: Item, tally: Tally) -> None:
    verdicts = {"role": _role(person, row)}
    if "organisation" in person:
        got = _cell(row, "organisation")
        verdicts["organisation"] = any(
            _same_body(answer, got) for answer in answers(person["organisation"])
        )
    if "country" in person:
        country = _cell(row, "country").strip().casefold()
        verdicts["country"] = any(
            answer == "*" or answer.casefold() == country for answer in answers(person["country"])
        )
    for name, right in verdicts.items():
        tally.judge(f"people:{name}", right)
        if not right:
            wanted = answers(person[name])[0]
            tally.misses.append(
                f"people, {person['name']}: {name} {_cell(row, name)!r}, not {wanted!r}"
            )


def _role(person: Item, row: Item) -> bool:
    role = letters(_cell(row, "role"))
    return any(answer == "*" or letters(answer) == role for answer in answers(person["role"]))


def _same_body(wanted: str, got: str) -> bool:
    if wanted == "*" or letters(wanted) == letters(got):
        return True
    return bool(wanted and got) and similarity(letters(wanted), letters(got)) >= 0.85


def _cell(row: Item, name: str) -> Any:
    return row.get(name) or ""
