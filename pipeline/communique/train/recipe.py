"""How an encoder is trained, and on what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an encoder is fine-tuned; chosen by grouped validation (see the model card).

    Attributes
    ----------
    epochs, rate
        Of the encoder that learns from readers: rounds over the passages, learning rate.
    pupil_epochs, pupil_rate
        Of the smaller one that learns from it; a round is twice as many texts.
    passages
        Of one step.
    decay, warm_up
        Weight decay of matrices; the share of steps in which the rate rises.
    roles
        How much an error in a role counts beside one in a theme.
    seed
        Of all lots.
    """

    epochs: int = 8
    rate: float = 2e-4
    pupil_epochs: int = 4
    pupil_rate: float = 3e-4
    passages: int = 32
    decay: float = 0.01
    warm_up: float = 0.1
    roles: float = 0.6
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Targets:
    """What to learn, as shares of the readers who said so.

    Attributes
    ----------
    themes
        Passages × themes, from 0 to 1.
    roles
        Passages × roles, rows summing to 1.
    """

    themes: Floats
    roles: Floats
