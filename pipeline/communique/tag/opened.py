"""Frozen records that are filled in while they are still open.

A frozen dataclass sets each of its fields by way of ``object.__setattr__``, which takes six times
as long as to set it. Here a record is made open, and closed by becoming what it is made for:

>>> from communique.records import Tag
>>> Open = opened(Tag)
>>> tag = Open()
>>> tag.theme = "openness"
>>> tag.__class__ = Tag
>>> tag.theme
'openness'
"""

from __future__ import annotations

from typing import Any


def opened(record: type[Any]) -> type[Any]:
    """The class of a frozen record's open form, which has no field yet and takes any."""
    still = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    return type(f"_Open{record.__name__}", (record,), {"__slots__": (), **still})
