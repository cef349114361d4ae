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
    rows = [
        [
            *[passage.role == role for role in ROLES],
            *[passage.kind == kind for kind in KINDS],
            length,
            float(bool(_QUESTION.search(passage.text[-40:]))),
            float("?" in passage.text[:20_000]),
            float(passage.text[:1].islower()),
            float(bool(_DIGITS.match(passage.text[:12]))),
            float(bool(passage.section)),
        ]
        for passage, length in zip(passages, lengths.tolist(), strict=True)
    ]
    return np.column_stack([shares, np.array(rows, dtype=np.float64)]).astype(np.float32)


def likeliest_roles(columns: Floats, model: Mapping[str, Any]) -> list[str]:
    """The most probable role of each row of :func:`role_columns`."""
    logits = columns @ np.array(model["weights"]).T + np.array(model["bias"])
    return [ROLES[place] for place in logits.argmax(axis=1)]
