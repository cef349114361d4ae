"""Records and tables to CSV and a data package, and back to frames."""

from communique.export.compared import with_comparison
from communique.export.load import Dataset, load

__all__ = ["Dataset", "load", "with_comparison"]
