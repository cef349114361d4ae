"""A trained model as files: JSON, NumPy arrays and ONNX graphs, each with its hash."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError
from communique.tag.taxonomy import Folder, as_folder

if TYPE_CHECKING:
    import numpy.typing as npt

FORMAT = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model's folder with what its manifest says.

    Attributes
    ----------
    folder
        Where the files lie.
    version
        The model's version.
    themes, roles
        What its outputs are, in their order.
    gold
        Fingerprint of the passages that it was trained on.
    settings
        Everything else that the manifest says.
    """

    folder: Folder
    version: str
    themes: tuple[str, ...]
    roles: tuple[str, ...]
    gold: str
    settings: dict[str, Any]

    def arrays(self, name: str) -> dict[str, npt.NDArray[Any]]:
        """The arrays of ``NAME.npz``; pickled ones are refused."""
        import numpy as np  # noqa: PLC0415 - what a run does again needs no model

        content = self.folder.joinpath(f"{name}.npz").read_bytes()
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            return dict(file)


def packaged_model() -> Folder:
    """The model that comes with the package."""
    return resources.files("communique_models").joinpath("themes")


def open_model(folder: Folder | str | None = None) -> ModelFiles:
    """Open a model and check that every file is the one that training wrote.

    Parameters
    ----------
    folder
        By default the packaged model.

    Raises
    ------
    CommuniqueError
        If there is no model, a file was changed or is missing, or the format is another.
    """
    place: Folder = packaged_model() if folder is None else as_folder(folder)
    try:
        manifest = json.loads(place.joinpath(MANIFEST).read_text(encoding="utf-8"))
        found = ModelFiles(
            folder=place,
            version=str(manifest["version"]),
            themes=tuple(map(str, manifest["themes"])),
            roles=tuple(map(str, manifest["roles"])),
            gold=str(manifest["gold"]["fingerprint"]),
            settings=manifest,
        )
        if manifest["format"] != FORMAT:
            raise CommuniqueError(
                f"the model in {place} has format {manifest['format']}, not {FORMAT}",
                "train it again with this version",
            )
        for name, expected in manifest["files"].items():
            content = place.joinpath(Path(name).name).read_bytes()
            if hashlib.sha256(content).hexdigest() != expected:
                raise CommuniqueError(
                    f"{name} in {place} is not the file that training wrote",
                    "install or train the model again",
                )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommuniqueError(
            f"there is no model in {place} ({error})", "make one with: communique train"
        ) from error
    return found
