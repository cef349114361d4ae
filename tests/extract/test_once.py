"""A property that is worked out once."""

from __future__ import annotations

from communique.extract.once import once


class Asked:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    @once
    def answer(self) -> int:
        """What is asked."""
        self.times += 1
        return 42


def test_it_is_worked_out_once_for_each_object() -> None:
    one, other = Asked(), Asked()
    assert (one.answer, one.answer, other.answer) == (42, 42, 42)
    assert (one.times, other.times) == (1, 1)
    assert vars(one)["answer"] == 42
