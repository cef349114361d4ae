"""Gold passages in a file become a model in a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from communique.batch.taxonomies import read_taxonomy
from communique.errors import CommuniqueError
from communique.extract.roles import role_of
from communique.tag.encoder import ENCODER
from communique.tag.packaged import MANIFEST
from communique.train.model import Trained, train


def train_model(
    gold: Path,
    out: Path,
    *,
    taxonomy: Path | None = None,
    keep_encoder: bool = False,
    force: bool = False,
    tell: Callable[[str], None] = lambda line: None,
) -> Trained:
    """Train a model from gold passages.

    Parameters
    ----------
    gold
        The file of gold passages (JSON Lines).
    out
        The folder to write to.
    taxonomy
        A folder with a taxonomy of one's own instead of the packaged one.
    keep_encoder
        Keep the encoder that lies in ``out``, and fit all else anew.
    force
        Replace a model that lies in ``out``.
    tell
        Called with a line on each step.

    Raises
    ------
    CommuniqueError
        If the file, the taxonomy or the folder cannot be used, or PyTorch is missing.
    """
    themes = read_taxonomy(taxonomy)
    if out.exists() and not out.is_dir():
        raise CommuniqueError(f"{out} is a file", "give a folder")
    there = out.is_dir() and any(out.iterdir())
    if there and not (out / MANIFEST).is_file() and not keep_encoder:
        raise CommuniqueError(f"{out} holds other things than a model", "give a new folder")
    if there and not (force or keep_encoder):
        raise CommuniqueError(f"there is a model in {out} already", "add --force to replace it")
    if keep_encoder and not (out / f"{ENCODER}.onnx").is_file():
        raise CommuniqueError(f"there is no encoder to keep in {out}", "train without keeping")
    try:
        return train(gold, out, themes, role_of, keep_encoder=keep_encoder, tell=tell)
    except ImportError as error:
        raise CommuniqueError(
            f"training needs the package {error.name}",
            "install the extra: pip install 'communique[train]'",
        ) from error
    except OSError as error:
        raise CommuniqueError(f"{out} cannot be written ({error.strerror})") from error
