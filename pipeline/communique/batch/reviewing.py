"""What people said of passages, put in the place of what the tagger says in a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError
from communique.identity import content_hash
from communique.review.reviewed import applies, reviewed_tags
from communique.review.sheet import read_reviews
from communique.review.verdicts import Verdict, verdicts
from communique.tag import Judged, PassageText


@dataclass
class Reviewing:
    """The verdicts of some sheets, and the passages that they have met so far."""

    verdicts: Mapping[str, Verdict]
    themes: Sequence[str]
    sheets: tuple[Mapping[str, str], ...] = ()
    applied: set[str] = field(default_factory=set)

    @property
    def settling(self) -> Callable[[PassageText, Judged], Judged] | None:
        """What settles judgements; ``None`` where there is no verdict."""
        return self.settle if self.verdicts else None

    def settle(self, passage: PassageText, judged: Judged) -> Judged:
        """The judgement with the tags and scores that people decided on."""
        verdict = self.verdicts.get(passage.passage)
        if verdict is None or not applies(verdict, passage.text):
            return judged
        self.applied.add(passage.passage)
        decided = {theme: verdict.decided(theme) for theme in self.themes}
        sure = {theme: float(there) for theme, there in decided.items() if there is not None}
        return replace(
            judged,
            tags=reviewed_tags(judged.tags, self.verdicts, [passage], self.themes),
            scores={theme: sure.get(theme, score) for theme, score in judged.scores.items()},
        )

    def record(self) -> dict[str, Any]:
        """What the record of a run says of the review; nothing where there was none.

        Raises
        ------
        CommuniqueError
            If no verdict has met its passage.
        """
        if not self.verdicts:
            return {}
        if not self.applied:
            raise CommuniqueError(
                "no passage of the review sheets is in these documents as it was reviewed",
                "give sheets of a sample of the same documents",
            )
        counts = {"passages": len(self.applied), "missing": len(self.verdicts) - len(self.applied)}
        return {"review": {"sheets": [dict(sheet) for sheet in self.sheets], **counts}}


def read_verdicts(sheets: Sequence[Path | str], themes: Sequence[str]) -> Reviewing:
    """The verdicts in review sheets; none without sheets.

    Raises
    ------
    CommuniqueError
        If a sheet cannot be read or understood.
    """
    if not sheets:
        return Reviewing({}, themes)
    paths = [Path(sheet) for sheet in sheets]
    found = verdicts(read_reviews(paths, themes).reviews)
    return Reviewing(
        {one.passage: one for one in found},
        themes,
        tuple({"file": path.name, "sha256": content_hash(path)} for path in paths),
    )
