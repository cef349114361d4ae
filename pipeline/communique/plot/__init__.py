"""Tables to charts: functions that take a table and return an Altair chart.

>>> import communique
>>> data = communique.load("dataset")  # doctest: +SKIP
>>> communique.plot.heatmap(data.priorities)  # doctest: +SKIP
>>> communique.plot.save(communique.plot.movers(data.priorities), "movers.svg")  # doctest: +SKIP

A chart holds its data and shows itself in a notebook. Theme ids become names where a
mapping ``names`` gives them; ``language="fr"`` makes titles and figures French.
"""

from communique.plot.changes import movers
from communique.plot.cooccurrence import pairs
from communique.plot.diversity import diversity
from communique.plot.places import rank_chart
from communique.plot.saving import save
from communique.plot.shares import heatmap, lines

__all__ = ["diversity", "heatmap", "lines", "movers", "pairs", "rank_chart", "save"]
