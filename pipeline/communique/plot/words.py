"""What charts say, in English and French, and how they write figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from communique.errors import CommuniqueError

_WORDS: Mapping[str, tuple[str, str]] = {
    "change": ("Change, in percentage points", "Évolution, en points de pourcentage"),
    "change of": (
        "Share of {now} less that of {before}; lines are 95% intervals, filled dots are "
        "changes that chance does not explain",
        "Part de {now} moins celle de {before} ; les traits sont des intervalles à 95 %, les "
        "points pleins des évolutions que le hasard n’explique pas",
    ),
    "diversity": (
        "How many themes share the attention",
        "Combien de thèmes se partagent l’attention",
    ),
    "diversity of": (
        "Effective number of themes; the band is the 95% interval",
        "Nombre effectif de thèmes ; la bande est l’intervalle à 95 %",
    ),
    "effective": ("Themes", "Thèmes"),
    "expected": ("Expected by chance", "Attendus par hasard"),
    "fell": ("fell", "recul"),
    "heatmap": ("What each year put first", "Les priorités de chaque année"),
    "heatmap of": (
        "Share of the role-weighted passages that carry the theme, in per cent",
        "Part des passages, pondérés par leur rôle, qui portent le thème, en pour cent",
    ),
    "interval": ("95% interval", "Intervalle à 95 %"),
    "lift": (
        "Times as often together as chance would have them",
        "Fois plus souvent ensemble que par hasard",
    ),
    "lines": ("Priorities over the years", "Les priorités au fil des années"),
    "lines of": (
        "Share of the role-weighted passages; bands are 95% intervals",
        "Part des passages pondérés par leur rôle ; les bandes sont des intervalles à 95 %",
    ),
    "movers": ("What rose and what fell", "Ce qui monte et ce qui recule"),
    "p": ("p-value, adjusted", "Valeur p ajustée"),
    "pairs": ("Themes that come together", "Les thèmes qui vont ensemble"),
    "pairs of": (
        "Pairs in at least {fewest} passages; lines are 95% intervals",
        "Paires présentes dans au moins {fewest} passages ; les traits sont des intervalles à 95 %",
    ),
    "pair": ("Themes", "Thèmes"),
    "passages": ("Passages", "Passages"),
    "period": ("Year", "Année"),
    "rank": ("Rank", "Rang"),
    "rank of": (
        "1 is the largest share; in brackets the ranks that the data allow in the last year",
        "1 est la plus grande part ; entre parenthèses, les rangs compatibles avec les données "
        "la dernière année",
    ),
    "ranks": ("Ranks over the years", "Les rangs au fil des années"),
    "rose": ("rose", "progression"),
    "share": ("Share", "Part"),
    "theme": ("Theme", "Thème"),
}
LANGUAGES = ("en", "fr")
#: What is said of years, said of periods; the longer first.
_OF_PERIODS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (("year", "period"), ("Year", "Period")),
    "fr": (
        ("l’année", "la période"),
        ("d’année", "de période"),
        ("année", "période"),
        ("Année", "Période"),
    ),
}


def are_years(periods: Iterable[object]) -> bool:
    """Whether all periods are years, and none of them several years."""
    names = map(str, periods)
    return all(len(name) == 4 and name.isascii() and name.isdigit() for name in names)


def of_periods(phrase: str, language: str) -> str:
    """What a phrase says of years, said of periods.

    Examples
    --------
    >>> of_periods("les passages de l’année", "fr")
    'les passages de la période'
    """
    for year, period in _OF_PERIODS[language]:
        phrase = phrase.replace(year, period)
    return phrase


class Words:
    """The words and figures of one language.

    Parameters
    ----------
    language
        ``en`` or ``fr``.
    periods
        The periods that are spoken of; they are called years where they are years.

    Raises
    ------
    CommuniqueError
        If there is no such language.
    """

    def __init__(self, language: str, periods: Iterable[object] = ()) -> None:
        if language not in LANGUAGES:
            raise CommuniqueError(
                f"there are no words in the language {language!r}", "choose en or fr"
            )
        self.language = language
        self._place = LANGUAGES.index(language)
        self._of_years = are_years(periods)

    def __call__(self, key: str, **values: object) -> str:
        """A phrase, its blanks filled."""
        phrase = _WORDS[key][self._place]
        return (phrase if self._of_years else of_periods(phrase, self.language)).format(**values)

    def number(self, value: float, digits: int = 1) -> str:
        """A number with the language's decimal sign; a dash where there is none."""
        if pd.isna(value):
            return "–"
        text = f"{value:.{digits}f}".replace("-", "−")
        return text.replace(".", ",") if self.language == "fr" else text

    def percent(self, share: float, digits: int = 0) -> str:
        """A share as per cent: ``13%``, ``13 %``."""
        if pd.isna(share):
            return "–"
        return self.number(share * 100, digits) + self.percent_sign

    @property
    def percent_sign(self) -> str:
        """The sign after a number, with the narrow blank that French puts before it."""
        return "\u202f%" if self.language == "fr" else "%"

    def percents(self, low: float, high: float) -> str:
        """The ends of an interval of shares: ``3–29%``."""
        if pd.isna(low) or pd.isna(high):
            return "–"
        return f"{self.number(low * 100, 0)}–{self.percent(high)}"

    def points(self, change: float, digits: int = 0) -> str:
        """A change of a share in points, with its sign: ``+8``, ``−3``."""
        if pd.isna(change):
            return "–"
        text = self.number(change * 100, digits)
        zero = not text.strip("−0.,")
        return text.lstrip("−") if zero else text if text[0] == "−" else f"+{text}"
