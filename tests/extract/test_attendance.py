from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.attendance import (
    count_participants,
    event_dates,
    find_event,
    find_hosts,
)
from communique.extract.folding import fold_in_place
from communique.extract.sentences import read, sentences_of


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The conclusions were delivered by 42 high-level delegates who gathered in Bern.", 42),
        ("The forum brought together some 120 senior officials from 30 countries.", 120),
        ("The meeting was attended by forty-two delegates.", 42),
        ("La réunion a rassemblé plus de 80 participants de 25 pays.", 80),
        ("Cinquante-huit délégués se sont retrouvés à Luxembourg.", 58),
        ("Quatre-vingt-douze responsables ont participé aux débats.", 92),
        ("It gathered 1,200 participants.", 1200),
        ("In 2010 delegates met again in 30 countries.", None),
        ("They had met some ninety officials before.", None),
        ("Fifty delegates wrote the same sentence.", None),
        ("Participants agreed on 3 actions.", None),
        ("", None),
    ],
)
def test_participants(sentence: str, number: int | None) -> None:
    assert count_participants([sentence]) == number


@pytest.mark.parametrize(
    ("sentence", "hosts"),
    [
        (
            "It took place in Bern and was co-organised with the Belgian government.",
            ("Belgian government",),
        ),
        ("The forum was hosted by the Government of Korea on 14 July.", ("Government of Korea",)),
        (
            "La réunion s’est tenue à l'invitation du gouvernement belge, à Bruxelles.",
            ("gouvernement belge",),
        ),
        (
            "Some officials, invited by the Ministry of the Interior of Austria, stayed.",
            ("Ministry of the Interior of Austria",),
        ),
        (
            "The meeting was organised by the OECD and the Danish Agency for Digitisation.",
            ("Danish Agency for Digitisation",),
        ),
        ("Delegates thanked the City of Helsinki for hosting the meeting.", ("City of Helsinki",)),
        ("Hosted by the Swiss Confederation", ("Swiss Confederation",)),
        ("13:00 Lunch hosted by the Ministry of Finance", ()),
        ("The meeting was organised by the Secretariat.", ()),
        (
            "It is organised by the OECD Directorate for Education with the Ministry of Education.",
            ("Ministry of Education",),
        ),
        ("It proposes a workshop on data, to be hosted by Chile.", ()),
        ("The next meeting will be held in May at the invitation of Denmark.", ()),
        ("The Forum is hosted by Italy with the support of the World Bank.", ("Italy",)),
        ("Countries are hosts to many migrants.", ()),
    ],
)
def test_hosts(sentence: str, hosts: tuple[str, ...]) -> None:
    assert find_hosts([sentence]) == hosts


def test_event() -> None:
    event = find_event(
        ["Fifty countries spend more.", "The meeting took place in Brussels on 11-12 October 2010."]
    )
    assert event.place is not None
    assert event.place.city == "Brussels"
    assert [found.first.iso for found in event.dates] == ["2010-10-11"]
    assert find_event(["Brussels is rainy."]).place is None
    named = find_event(["The Data meeting (Kraków, Poland, June 3-5, 2025) set common grounds."])
    assert named.place is not None
    assert (named.place.city, named.place.country) == ("Cracow", "POL")
    assert [found.last.iso for found in named.dates] == ["2025-06-05"]


@given(st.lists(st.text(max_size=120), max_size=5))
def test_any_text(texts: list[str]) -> None:
    count_participants(texts)
    find_hosts(texts)
    assert event_dates(texts) == find_event(texts).dates


@given(st.text(alphabet="aÉ.!;•“(–\u00a0 ’Σ", max_size=30))
def test_paragraphs_are_cut_behind_stops_and_before_capitals_and_bullets(text: str) -> None:
    parts = re.split(r"(?<=[.!?;•])\s+(?=[A-ZÀ-Ý“\"(•–])", text)
    assert [said for paragraph in read([text]) for said in paragraph.sentences] == [
        (part, fold_in_place(part).replace("’", "'")) for part in parts if part.strip()
    ]


_PARAGRAPHS = st.lists(st.sampled_from(["One. Two.", "Here: yes. No.", "", "\n", "Here.", "A\nB."]))


@given(_PARAGRAPHS, st.integers(0, 6))
def test_sentences_are_counted_though_their_paragraphs_tell_nothing(
    texts: list[str], first: int
) -> None:
    said = [(p, *one) for p in read(texts) for one in p.sentences]
    expected = [
        (min(place, first), text, low)
        for place, (paragraph, text, low) in enumerate(said)
        if not paragraph.lacks(frozenset({b"here"}))
    ]
    found = sentences_of(texts, lambda paragraph: "here" in paragraph.low, first)
    assert [(min(place, first), text, low) for place, text, low in found] == expected
