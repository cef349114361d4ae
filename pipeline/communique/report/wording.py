"""The words of the report in one language: two small tables, ``words/en.yaml`` and ``fr.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml
from markupsafe import Markup

from communique.plot.words import Words, are_years, of_periods

#: Phrases that speak of the years of documents, whatever the periods are.
_OF_DOCUMENTS = frozenset({"year", "nothing", "reasons"})


class Wording:
    """Phrases, lists, names of codes, and figures as a language writes them.

    Parameters
    ----------
    language
        ``en`` or ``fr``.
    periods
        The periods that are compared; they are called years where they are years.

    Raises
    ------
    CommuniqueError
        If there is no such language.
    """

    def __init__(self, language: str, periods: Iterable[object] = ()) -> None:
        self.figures = Words(language)
        self.language = language
        self._phrases = phrases(language)
        self._of_years = are_years(periods)

    def __call__(self, key: str, **values: object) -> Markup:
        """A phrase, its blanks filled; what fills them is escaped unless it is markup."""
        phrase = self._phrases[key]
        if isinstance(phrase, Mapping):
            count = values.get("count", 0)
            # French counts nought as one
            one = count == 1 or (count == 0 and self.language == "fr")
            phrase = phrase["one" if one else "other"]
        # the phrases are our own; a narrow blank stands before a French sign
        return Markup(self._said(key, phrase)).format(**values)

    def raw(self, key: str) -> str | dict[str, str]:
        """A phrase with its blanks, for a script that fills them."""
        phrase = self._phrases[key]
        if isinstance(phrase, Mapping):
            return {str(form): self._said(key, text) for form, text in phrase.items()}
        return self._said(key, phrase)

    def name(self, group: str, code: str) -> str:
        """What a code such as ``follow_up`` is called; the code where it has no name."""
        return str(self._phrases[group].get(code, code))

    def names(self, group: str) -> dict[str, str]:
        """What the codes of a group are called."""
        return {str(code): str(name) for code, name in self._phrases[group].items()}

    def reason(self, reason: str) -> str:
        """Why a document does not count."""
        for known, said in self._phrases["reasons"].items():
            blanks = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>\\w[\\w-]*)", re.escape(known))
            if match := re.match(blanks, reason):
                told = {key: self.name("kinds", word) for key, word in match.groupdict().items()}
                return str(said).format(**told) + reason[match.end() :]
        return reason

    def enumerate(self, items: Sequence[object]) -> Markup:
        """A list in a sentence: "a, b and c"."""
        texts = [Markup("{}").format(item) for item in items]
        if len(texts) < 2:
            return Markup("").join(texts)
        return Markup(" {} ").format(self("and")).join([Markup(", ").join(texts[:-1]), texts[-1]])

    def _said(self, key: str, phrase: object) -> str:
        said = str(phrase)
        if not self._of_years and key not in _OF_DOCUMENTS:
            said = of_periods(said, self.language)
        return self._typeset(said)

    def _typeset(self, phrase: str) -> str:
        if self.language != "fr":
            return phrase
        for sign in ("%", ";", "?", "!"):
            phrase = phrase.replace(f" {sign}", f"\u202f{sign}")
        return phrase.replace(" :", "\u00a0:")


@cache
def phrases(language: str) -> dict[str, Any]:
    """All phrases of a language by key."""
    folder = resources.files("communique.report").joinpath("words")
    found: dict[str, Any] = yaml.safe_load(
        folder.joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    )
    return found
