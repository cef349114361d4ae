"""The extract stage: a PDF file becomes a record (`communique.records.Document`)."""

from communique.extract.document import read

__all__ = ["read"]
