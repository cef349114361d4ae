"""What the reviews of one or several coders come to, passage by passage, and their weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError
from communique.review.columns import text_print
from communique.review.sheet import Review, Reviews

if TYPE_CHECKING:
    import pandas as pd

#: The columns of :func:`review_table`.
COLUMNS = ("passage", "theme", "human", "probability")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What all coders together say of a passage.

    ``human`` is by theme the part of the coders who find it, 0 to 1, of those who were
    asked. ``role`` is what most say, empty where nobody does or they are even.
    """

    passage: str
    human: Mapping[str, float]
    role: str
    coders: int
    stratum: str
    drawn: int
    sampled: int
    probability: float | None
    text_print: str

    def decided(self, theme: str) -> bool | None:
        """Whether most coders find the theme; ``None`` where they are even or were not asked."""
        part = self.human.get(theme, 0.5)
        return None if part == 0.5 else part > 0.5


def known(reviews: Reviews, texts: Mapping[str, str]) -> Reviews:
    """The reviews of passages that a dataset has and that still read as they did.

    Parameters
    ----------
    reviews
        What was read from the sheets.
    texts
        The text of each passage of the dataset, by id.

    Raises
    ------
    CommuniqueError
        If no review is left.
    """
    strange = {r.passage for r in reviews.reviews if r.passage not in texts}
    changed = {
        r.passage
        for r in reviews.reviews
        if r.passage in texts and r.text_print and r.text_print != text_print(texts[r.passage])
    }
    kept = tuple(r for r in reviews.reviews if r.passage not in strange | changed)
    if not kept:
        raise CommuniqueError(
            "no reviewed passage is in the dataset as it was reviewed",
            "give the dataset that the sample was drawn from",
        )
    notes = [
        f"{_passages(len(group))} {what}, first {min(group)}: left out"
        for group, what in (
            (strange, "of the sheets not in the dataset"),
            (changed, "that no longer read as they were reviewed"),
        )
        if group
    ]
    return Reviews(kept, (*reviews.notes, *notes))


def verdicts(reviews: Iterable[Review]) -> tuple[Verdict, ...]:
    """One verdict a passage, by id.

    Raises
    ------
    CommuniqueError
        If two sheets disagree about how a passage was drawn.
    """
    by_passage: dict[str, list[Review]] = {}
    for review in reviews:
        by_passage.setdefault(review.passage, []).append(review)
    return tuple(_verdict(by_passage[passage]) for passage in sorted(by_passage))


def _verdict(reviews: Sequence[Review]) -> Verdict:
    first = reviews[0]
    design = [(r.stratum, r.drawn, r.sampled, r.probability) for r in reviews]
    for review, other in zip(reviews, design, strict=True):
        if other != design[0]:
            raise CommuniqueError(
                f"{first.place} and {review.place} tell differently how the passage "
                f"{first.passage!r} was drawn",
                "give sheets of one sample, their last columns as they were",
            )
    asked = Counter(theme for review in reviews for theme in review.asked)
    yes = Counter(theme for review in reviews for theme in review.themes)
    roles = Counter(review.role for review in reviews if review.role).most_common(2)
    even = len(roles) == 2 and roles[0][1] == roles[1][1]
    return Verdict(
        passage=first.passage,
        human={theme: yes[theme] / count for theme, count in sorted(asked.items())},
        role=roles[0][0] if roles and not even else "",
        coders=len(reviews),
        stratum=first.stratum,
        drawn=first.drawn,
        sampled=first.sampled,
        probability=first.probability,
        text_print=next((r.text_print for r in reviews if r.text_print), ""),
    )


def adjusted(found: Sequence[Verdict]) -> tuple[tuple[Verdict, ...], tuple[str, ...]]:
    r"""The verdicts with probabilities that allow for what was drawn and not reviewed.

    The passages of a stratum that were reviewed stand for those that were not: their
    probability becomes :math:`\pi_i r_h / n_h` with r of n reviewed (weighting-class
    adjustment; Särndal, Swensson & Wretman 1992, §15.6). That is right if what was left
    out within a stratum was left out by chance.

    Returns
    -------
    tuple
        The verdicts, and a note where passages or whole strata are missing.

    Raises
    ------
    CommuniqueError
        If a probability is missing, or more passages of a stratum come back than were drawn.
    """
    for one in found:
        if one.probability is None:
            raise CommuniqueError(
                f"the sheet does not say how probable it was to draw the passage {one.passage!r}",
                "restore the column probability from the sheet as it was",
            )
    back = Counter(one.stratum for one in found)
    drawn: dict[str, int] = {}
    for one in found:
        if (
            drawn.setdefault(one.stratum, one.drawn) != one.drawn
            or 0 < one.drawn < back[one.stratum]
        ):
            raise CommuniqueError(
                f"the column drawn cannot be right for the stratum {one.stratum!r}: it says "
                f"{one.drawn} at {one.passage!r}, and {back[one.stratum]} came back",
                "restore it from the sheet as it was",
            )
    made = tuple(
        replace(one, probability=(one.probability or 0.0) * back[one.stratum] / one.drawn)
        if one.drawn
        else one
        for one in found
    )
    sampled = max((one.sampled for one in found), default=0)
    if sampled <= len(found):
        return made, ()
    inside = sum(count - back[name] for name, count in drawn.items() if count)
    note = (
        f"{len(found)} of the {sampled} passages that were drawn are reviewed; "
        "those of a stratum stand for the missing ones of it"
    )
    if beyond := sampled - len(found) - inside:
        note += f", but for {_passages(beyond)} of strata without any"
    return made, (note,)


def review_table(found: Iterable[Verdict]) -> pd.DataFrame:
    """The verdicts as the table that a correction of shares takes.

    Returns
    -------
    pandas.DataFrame
        ``passage``, ``theme``, ``human`` (0 to 1) and ``probability``, one row per
        passage and theme that somebody was asked for, those without the theme too.
    """
    rows: list[tuple[Any, ...]] = [
        (one.passage, theme, part, one.probability)
        for one in found
        for theme, part in one.human.items()
    ]
    import pandas as pd  # noqa: PLC0415 - a run that reviews nothing need not load it

    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {"passage": "str", "theme": "str", "human": "float64", "probability": "float64"}
    )


def _passages(count: int) -> str:
    return "1 passage" if count == 1 else f"{count} passages"
