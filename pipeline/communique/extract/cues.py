"""Words without which a longer rule cannot hold: a cheap look before a dear one."""

from __future__ import annotations


def cues(words: str) -> tuple[str, ...]:
    """Words, or parts of words, written with bars between them."""
    return tuple(words.split("|"))


def holds_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of some words, or parts of words, stands in a text.

    Looking for a few fixed strings takes a small part of the time of an expression that is
    tried at every letter. The text is folded or in small letters as the words are.
    """
    for word in words:  # noqa: SIM110 - `any` over a generator or a map would take twice as long
        if word in text:
            return True
    return False
