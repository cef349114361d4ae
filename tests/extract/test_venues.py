from __future__ import annotations

import pytest

from communique.extract.venues import is_detail, is_venue


@pytest.mark.parametrize(
    "text",
    [
        "OECD Conference Centre, Room CC9",
        "2 rue André-Pascal, 75016 Paris",
        "Hôtel Laico, Salle Carthage",
        "Sorbonne Université, 4 place Jussieu",
        "Bryghuspladsen 8",
        "Palazzo Reale, Piazza del Plebiscito",
        "Centre de conférences de l’OCDE",
    ],
)
def test_venues(text: str) -> None:
    assert is_venue(text)


@pytest.mark.parametrize(
    "text",
    [
        "Forum on the Future of the University",
        "Working Party on Open Government",
        "Making change happen",
        "Ministers met in the main hall and asked the university to report within two years",
        "",
    ],
)
def test_no_venues(text: str) -> None:
    assert not is_venue(text)


def test_details() -> None:
    assert is_detail("Connection details: to be announced")
    assert is_detail("Meeting ID: 932 4699 6907")
    assert is_detail("Time")
    assert not is_detail("Time to deliver")
    assert not is_detail("Format of government to come")
