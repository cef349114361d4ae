"""A folder to a dataset: find the files, read each apart from the others, write all or nothing."""

from communique.batch.folder import run
from communique.batch.isolate import Limits

__all__ = ["Limits", "run"]
