"""Which role a passage has, from the encoder's reading and what wording and layout told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from communique.records import KINDS, ROLES
from communique.tag.passage_text import PassageText

Floats = npt.NDArray[np.float32]


class RoleOf(Protocol):
    """Tells a role by wording, as ``communique.extract.roles.role_of`` does."""

    def __call__(self, text: str, *, kind: str, section: tuple[str, ...], language: str) -> str: ...


_ROLE_PLACES = {role: place for place, role in enumerate(ROLES)}
_KIND_PLACES = {kind: place for place, kind in enumerate(KINDS)}
_QUESTION = re.compile(r"\?[\s\"”»)]*$")
_DIGITS = re.compile(r"\A\s*(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s", re.IGNORECASE)


def role_columns(passages: Sequence[PassageText], readings: Floats) -> Floats:
    """What a role is told from.

    Parameters
    ----------
    passages
        With the role that rules gave, where they did.
    readings
        Passages × roles: the encoders' mean log-odds.

    Returns
    -------
    array
        Passages × columns: the readings (log-shares), the rules' role and the document's
        kind as indicators, length, question mark, number, heading.
    """
    shares = readings - np.log(np.exp(readings).sum(axis=1, keepdims=True))
    lengths = np.log1p([passage.text.count(" ") for passage in passages]) / 4
    roles = np.array([_ROLE_PLACES.get(passage.role, -1) for passage in passages])
    kinds = np.array([_KIND_PLACES.get(passage.kind, -1) for passage in passages])
    signs = [_signs(passage) for passage in passages]
    told = [
        shares,
        roles[:, None] == np.arange(len(ROLES)),
        kinds[:, None] == np.arange(len(KINDS)),
        lengths,
        np.array(signs, dtype=np.float64),
    ]
    return np.column_stack(told).astype(np.float32)


def _signs(passage: PassageText) -> tuple[bool, ...]:
    """Whether it ends in a question, asks one, begins small or numbered, stands under a heading."""
    text, begin = passage.text, passage.text[:12]
    asked = "?" in text
    return (
        asked and _QUESTION.search(text[-40:]) is not None,
        asked and "?" in text[:20_000],
        begin[:1].islower(),
        ("." in begin or ")" in begin) and _DIGITS.match(begin) is not None,
        bool(passage.section),
    )


def likeliest_roles(columns: Floats, model: Mapping[str, Any]) -> list[str]:
    """The most probable role of each row of :func:`role_columns`."""
    logits = columns @ np.asarray(model["weights"]).T + np.asarray(model["bias"])
    return [ROLES[place] for place in logits.argmax(axis=1)]
