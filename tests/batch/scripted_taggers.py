"""Taggers that fail, for runs whose workers take them along."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from communique.batch.cache import Cache
from communique.batch.themes import TaggerChoice, choose_tagger
from communique.tag import Judged, PassageText


@dataclass
class Scripted:
    """A tagger that comes to grief over passages that begin with certain words."""

    choice: TaggerChoice
    orders: dict[str, str]

    def judge(self, passages: Iterable[PassageText]) -> Iterator[Judged]:
        given = list(passages)
        for passage in given:
            for beginning, order in self.orders.items():
                if passage.text.startswith(beginning):
                    come_to_grief(order)
        yield from self.choice.tagger.judge(given)


def come_to_grief(order: str) -> None:
    match order:
        case "recursion":
            raise RecursionError
        case "memory":
            raise MemoryError
        case "crash":
            ctypes.string_at(0)
        case "hang":
            while True:
                pass


class ScriptedChoice(TaggerChoice):
    """A choice of a tagger that follows its script."""

    orders: dict[str, str]

    def at_its_place(self) -> TaggerChoice:
        """Itself: the script is nowhere but here."""
        return self

    @property
    def tagger(self) -> Any:
        """The tagger of the taxonomy, wrapped."""
        plain = TaggerChoice(**{name: vars(self)[name] for name in self.__dataclass_fields__})
        return Scripted(plain, vars(self)["orders"])


def follow(monkeypatch: pytest.MonkeyPatch, orders: dict[str, str]) -> None:
    """Have runs use a scripted tagger: by the beginnings of passages, what happens there."""

    def choose(
        name: str, taxonomy: Path | str | None, model: Path | str | None, cache: Cache | None
    ) -> TaggerChoice:
        usual = choose_tagger(name, taxonomy, model, cache)
        choice = ScriptedChoice(**{key: vars(usual)[key] for key in usual.__dataclass_fields__})
        vars(choice)["orders"] = orders
        return choice

    monkeypatch.setattr("communique.batch.folder.choose_tagger", choose)
