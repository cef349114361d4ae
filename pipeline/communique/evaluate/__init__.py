"""How well a dataset was read, measured on gold records."""

from communique.evaluate.extraction import Extraction, evaluate_extraction

__all__ = ["Extraction", "evaluate_extraction"]
