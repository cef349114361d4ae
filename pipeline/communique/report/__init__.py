"""A dataset as one HTML page to show to others: figures, and the passages behind them.

>>> import communique
>>> data = communique.load("dataset")  # doctest: +SKIP
>>> html = communique.report.render(data, language="fr")  # doctest: +SKIP
"""

from communique.report.page import render

__all__ = ["render"]
