"""What is asked of an object again and again, worked out at the first time of asking."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

_Value = TypeVar("_Value")


class once(Generic[_Value]):  # noqa: N801 - a decorator, as `property` is
    """A property that is worked out once and then kept as an attribute of the object.

    ``functools.cached_property`` does so under a lock, which takes longer than most of what
    is asked of a line of text, and by way of ``__dict__``: from then on reading any attribute
    of the object, kept or not, takes six times as long.
    """

    def __init__(self, work: Callable[[Any], _Value]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, owner: Any, kind: type | None = None) -> _Value:
        value: _Value = self._work(owner)
        setattr(owner, self._name, value)  # owners are not frozen, which would take twice as long
        return value

    if TYPE_CHECKING:  # what is known beforehand may be kept without asking

        def __set__(self, owner: Any, value: _Value) -> None: ...
