from __future__ import annotations

from communique.extract.contradictions import date_note, motto_note
from communique.extract.dates import find_dates


def test_two_versions_of_a_motto() -> None:
    note = motto_note("Leadership for better government", ["", "Leaders for better government"])
    assert note.count("better government") == 2
    assert motto_note("Trust by design", ["Trust by Design!"]) == ""
    assert motto_note("Trust by design", ["Trust by design in the digital State"]) == ""
    assert motto_note("Trust by design", ["Open data for all"]) == ""
    assert motto_note("", ["Open data for all"]) == ""


def test_two_versions_of_the_dates() -> None:
    def note(text: str) -> str:
        return date_note("2020-02-25", "2020-02-27", [], find_dates(text))

    assert "2019-02-25 to 2019-02-27" in note("It was held on 25-27 February 2019.")
    assert "2020-02-26 to 2020-02-28" in note("It was held on 26-28 February 2020.")
    assert note("It was held on 25-27 February 2020.") == ""
    assert note("The second day, 26 February 2020, was short.") == ""
    assert note("The next meeting is on 3-4 March 2021.") == ""
    assert date_note("", "", [], find_dates("25-27 February 2019")) == ""
