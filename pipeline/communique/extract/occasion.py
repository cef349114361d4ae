"""When and where the meeting is: cover first, then the next page, then running text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.extract.attendance import event_dates, find_event
from communique.extract.date_grammar import PartialDate
from communique.extract.dates import FoundDate, find_dates
from communique.extract.days import day_heading, place_day
from communique.extract.front_lines import FrontLine
from communique.extract.layout import Line
from communique.extract.places import Place, find_place


def meeting_dates(
    lines: Sequence[FrontLine],
    repeated: Sequence[FrontLine],
    text: Sequence[str],
    body: Sequence[Line],
    years: Sequence[int],
) -> tuple[PartialDate, PartialDate] | None:
    """First and last day of the meeting, with its year where that can be known."""
    labelled = [item for item in lines if item.label == "date" and not item.furniture]
    titled = [
        item for item in lines if item.label in ("title", "kind", "host") and not item.furniture
    ]
    for witness in (labelled, titled, repeated):
        found = [one for item in witness for one in find_dates(item.text)]
        if not found and witness is titled:
            found = find_dates(" ".join(item.text for item in titled))
        best = _best_date(found)
        if best is not None:
            return _with_year(best, years)
    event = event_dates(text)
    if event:
        return _with_year(event[0], years)
    months = [one for item in (*labelled, *titled) for one in find_dates(item.text)]
    headed = _headed_days(body, years)
    if headed is not None:
        return headed
    running = [one for item in lines if item.furniture for one in find_dates(item.text)]
    if (
        ranged := next((one for one in running if one.is_range and one.first.day), None)
    ) is not None:
        return _with_year(ranged, years)
    return (months[0].first, months[0].last) if months else None


def _best_date(found: Sequence[FoundDate]) -> FoundDate | None:
    """The fullest date: with a year before without, a range before a day."""
    days = [item for item in found if item.first.day is not None]
    if not days:
        return None
    full = [item for item in days if item.last.year is not None] or days
    ranges = [item for item in full if item.is_range]
    if ranges:
        return ranges[0]
    first, last = full[0], full[-1]
    begin, end = first.first.date, last.last.date
    if begin and end and 0 < (end - begin).days <= 6:
        return FoundDate(first.start, last.end, first.first, last.last)
    return first


def _with_year(found: FoundDate, years: Sequence[int]) -> tuple[PartialDate, PartialDate]:
    """A date's two ends, with the year that title, issue date or cote speak for."""
    first, last = found.first, found.last
    if last.year is not None or not years:
        return first, last
    fitting = [
        year
        for base in years
        for year in (base, base + 1, base - 1)
        if first.weekday is not None
        and (day := _in_year(first, year)) is not None
        and day.weekday() == first.weekday
    ]
    year = fitting[0] if fitting else years[0]
    late = first.month is not None and last.month is not None and first.month > last.month
    return (
        PartialDate(year, first.month, first.day, first.weekday),
        PartialDate(year + 1 if late else year, last.month, last.day, last.weekday),
    )


def _in_year(partial: PartialDate, year: int) -> date | None:
    return PartialDate(year, partial.month, partial.day).date


def _headed_days(
    rows: Sequence[Line], years: Sequence[int]
) -> tuple[PartialDate, PartialDate] | None:
    """First and last of the days that an agenda's headings name."""
    days: list[date] = []
    for row in rows:
        if len(row.text) > 120:
            continue
        heading = day_heading(row.text)
        if heading is None or heading.printed.day is None or heading.printed.weekday is None:
            continue
        printed = heading.printed
        if printed.year is None and printed.month is not None and years:
            found = FoundDate(0, 0, printed, printed)
            printed = _with_year(found, years)[0]
        day, _ = place_day(printed, None, None)
        if day is not None:
            days.append(day)
    if not days or (max(days) - min(days)).days > 14:
        return None
    first, last = min(days), max(days)
    return (
        PartialDate(first.year, first.month, first.day),
        PartialDate(last.year, last.month, last.day),
    )


def as_issue(
    when: tuple[PartialDate, PartialDate], lines: Sequence[FrontLine]
) -> tuple[str, tuple[PartialDate, PartialDate] | None]:
    """A lone date on a paper that names no meeting is the paper's own."""
    first, last = when
    placed = any(find_place(item.text) for item in lines if item.label == "date")
    if (first.month, first.day) != (last.month, last.day) or placed:
        return "", when
    return first.iso, None


def iso_span(when: tuple[PartialDate, PartialDate] | None) -> tuple[str, str]:
    """ISO days; a month alone is no day."""
    if when is None:
        return "", ""
    first, last = when[0].date, when[1].date
    if first is None or last is None or last < first:
        return (first.isoformat(), "") if first else ("", "")
    return first.isoformat(), last.isoformat()


def meeting_place(
    lines: Sequence[FrontLine], repeated: Sequence[FrontLine], text: Sequence[str]
) -> Place | None:
    """The place that the cover's date lines, its titles, the next page or a sentence give."""
    dated = [item for item in lines if item.label == "date" and not item.furniture]
    titled = [item for item in lines if item.label in ("title", "host") and not item.furniture]
    again = [item for item in repeated if item.label == "date"]
    online: Place | None = None
    for witness in (dated, again, titled, repeated):
        for item in witness:
            place = find_place(item.text)
            if place is None or (witness in (titled, repeated) and not _certain(place, item)):
                continue
            if place.city:
                return place
            online = online or place
    if online is not None:
        return online
    running = [item for item in lines if item.furniture and find_dates(item.text)]
    return find_event(text).place or next(filter(None, (find_place(i.text) for i in running)), None)


def _certain(place: Place, item: FrontLine) -> bool:
    """Whether a title line says where: a city, or "online" beside a date."""
    return bool(place.city) or (place.online and bool(find_dates(item.text)))
