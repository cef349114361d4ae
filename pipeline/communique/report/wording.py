"""The words of the report in one language: two small tables, ``words/en.yaml`` and ``fr.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml
from markupsafe import Markup

from communique.plot.words import Words


class Wording:
    """Phrases, lists, names of codes, and figures as a language writes them.

    Parameters
    ----------
    language
        ``en`` or ``fr``.

    Raises
    ------
    CommuniqueError
        If there is no such language.
    """

    def __init__(self, language: str) -> None:
        self.figures = Words(language)
        self.language = language
        self._phrases = phrases(language)

    def __call__(self, key: str, **values: object) -> Markup:
        """A phrase, its blanks filled; what fills them is escaped unless it is markup."""
        phrase = self._phrases[key]
        if isinstance(phrase, Mapping):
            count = values.get("count", 0)
            # French counts nought as one
            one = count == 1 or (count == 0 and self.language == "fr")
            phrase = phrase["one" if one else "other"]
        # the phrases are our own; a narrow blank stands before a French sign
        return Markup(self._typeset(str(phrase))).format(**values)

    def raw(self, key: str) -> str | dict[str, str]:
        """A phrase with its blanks, for a script that fills them."""
        phrase = self._phrases[key]
        if isinstance(phrase, Mapping):
            return {str(form): self._typeset(str(text)) for form, text in phrase.items()}
        return self._typeset(str(phrase))

    def name(self, group: str, code: str) -> str:
        """What a code such as ``follow_up`` is called; the code where it has no name."""
        return str(self._phrases[group].get(code, code))

    def names(self, group: str) -> dict[str, str]:
        """What the codes of a group are called."""
        return {str(code): str(name) for code, name in self._phrases[group].items()}

    def reason(self, reason: str) -> str:
        """Why a document does not count."""
        for known, said in self._phrases["reasons"].items():
            if reason.startswith(known):
                return str(said) + reason.removeprefix(known)
        return reason

    def enumerate(self, items: Sequence[object]) -> Markup:
        """A list in a sentence: "a, b and c"."""
        texts = [Markup("{}").format(item) for item in items]
        if len(texts) < 2:
            return Markup("").join(texts)
        return Markup(" {} ").format(self("and")).join([Markup(", ").join(texts[:-1]), texts[-1]])

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
