"""Taxonomies to SKOS and back, and other people's thesauri in."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError
from communique.tag import PassageText, Tagger, lint_taxonomy, load_taxonomy
from communique.tag import turtle as turtle_module
from communique.tag.label_patterns import LabelError, label_pattern, pattern_keys
from communique.tag.skos import OWN, SKOS, turtle_text
from communique.tag.syntax import parse_pattern
from communique.tag.taxonomy import KINDS, LANGUAGES, Pattern, Taxonomy, Theme
from communique.tag.taxonomy_files import sheet_rows, yaml_files
from communique.tag.thesaurus import MOST_THEMES, Reading, ThesaurusError, read_thesaurus
from communique.tag.turtle import TurtleError, read_turtle

rdflib = pytest.importorskip("rdflib")

PREFIXES = f"""\
@prefix skos: <{SKOS}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix cq: <{OWN}> .
@base <http://example.org/thesaurus/> .
"""
THESAURUS = """
<s> a skos:ConceptScheme ; skos:prefLabel "Environment"@en ; owl:versionInfo "4.1" .
<nature> a skos:Concept ; skos:topConceptOf <s> ; skos:narrower <c_17> ;
    skos:prefLabel "nature"@en, "nature"@fr, "Natur"@de ; skos:altLabel "wildlife"@en .
<c_17> a skos:Concept ; skos:inScheme <s> ; skos:notation "B/17" ;
    skos:prefLabel "water pollution"@en, "pollution de l'eau"@fr ;
    skos:altLabel "Water-Pollution"@en, "R&D on water"@en, "IT"@en ;
    skos:hiddenLabel "dirty water (colloquial)"@en ;
    skos:definition [ rdf:value "Dirt in the water."@en ] ; skos:scopeNote "S"@en-GB, "P"@fr .
<c_18> a skos:Concept ; skos:broader <c_17> ; skos:prefLabel "acid rain"@en, "pluie acide"@fr ;
    skos:definition "Rain."@en, "Pluie."@fr ; skos:scopeNote "S"@en, "P"@fr .
<noise> a skos:Concept ; skos:inScheme <s> ; skos:prefLabel "Lärm"@de .
<old> a skos:Concept ; owl:deprecated true ; skos:prefLabel "old"@en .
"""


def read(turtle: str) -> Reading:
    return read_thesaurus(read_turtle(PREFIXES + turtle))


def write(taxonomy: Taxonomy, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, text in yaml_files(taxonomy).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def texts(reading: Reading, theme: str, language: str) -> list[tuple[str, str]]:
    patterns = reading.taxonomy.theme(theme).patterns
    return [(p.kind, p.text) for p in patterns if p.language == language]


# -- ours --------------------------------------------------------------------------------------


def test_the_packaged_taxonomy_comes_back_as_it_was(tmp_path: Path) -> None:
    taxonomy = load_taxonomy()
    text = turtle_text(taxonomy)
    assert text == turtle_text(load_taxonomy())
    reading = read_thesaurus(read_turtle(text))
    assert reading == Reading(taxonomy, ())
    assert load_taxonomy(write(reading.taxonomy, tmp_path)) == taxonomy
    assert lint_taxonomy(tmp_path) == []


def test_the_file_is_skos_as_others_read_it() -> None:
    taxonomy = load_taxonomy()
    graph = rdflib.Graph().parse(data=turtle_text(taxonomy), format="turtle")
    skos = rdflib.namespace.SKOS
    data = next(graph.subjects(skos.notation, rdflib.Literal("data")))
    theme = taxonomy.theme("data")
    assert graph.value(data, skos.prefLabel, any=True) is not None
    for name, own in (
        (skos.prefLabel, theme.name),
        (skos.definition, theme.definition),
        (skos.scopeNote, theme.scope),
    ):
        assert {(o.language, str(o)) for o in graph.objects(data, name)} == set(own.items())
    (family,) = graph.objects(data, skos.broader)
    assert str(graph.value(family, skos.notation)) == theme.family
    (scheme,) = graph.objects(family, skos.topConceptOf)
    assert len(list(graph.objects(scheme, skos.hasTopConcept))) == len(taxonomy.families)
    for kind in KINDS:
        for literal in graph.objects(data, rdflib.URIRef(OWN + kind)):
            lines = str(literal).split("\n")
            assert lines == [
                p.text for p in theme.patterns if (p.kind, p.language) == (kind, literal.language)
            ]


LINE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)
TEXTS = st.fixed_dictionaries({language: LINE.map(str.strip) for language in LANGUAGES})
IDS = st.from_regex(r"[a-z][a-z0-9_]{0,8}(-[a-z0-9]{1,4})?", fullmatch=True).filter(
    lambda found: found not in {"taxonomy", "con", "prn", "aux", "nul"}
)
WORD = st.from_regex(r"[a-zé][a-zé'\"\\@.;-]{0,6}[a-z]", fullmatch=True)
PATTERN = st.one_of(
    WORD,
    st.builds("({}|{} {})".format, WORD, WORD, WORD),
    st.builds("{} ...3 {}".format, WORD, WORD),
    st.builds("{} & {}".format, WORD, WORD),
    st.builds("=AB{} ^+".format, st.integers(0, 99)),
    st.builds("{}? {}*".format, WORD, st.just("interop")),
)


@st.composite
def patterns_of(draw: st.DrawFn, theme: str, kinds: tuple[str, ...]) -> tuple[Pattern, ...]:
    return tuple(
        Pattern(theme, language, kind, text)  # type: ignore[arg-type]
        for kind in kinds
        for language in LANGUAGES
        for text in draw(st.lists(PATTERN, max_size=3))
    )


@st.composite
def taxonomies(draw: st.DrawFn) -> Taxonomy:
    """Any taxonomy that a folder can hold, families without themes among them."""
    ids = draw(st.lists(IDS, min_size=1, max_size=5, unique=True))
    families = draw(
        st.lists(
            st.one_of(IDS, LINE.map(str.strip)), min_size=1, max_size=3, unique_by=str.casefold
        )
    )
    placed = sorted(
        draw(st.lists(st.sampled_from(range(len(families))), min_size=len(ids), max_size=len(ids)))
    )
    return Taxonomy(
        version=draw(LINE).strip(),
        families={family: draw(TEXTS) for family in families},
        themes=tuple(
            Theme(
                theme,
                families[family],
                draw(TEXTS),
                draw(TEXTS),
                draw(TEXTS),
                draw(patterns_of(theme, KINDS)),
            )
            for theme, family in zip(ids, placed, strict=True)
        ),
        vetoes=draw(patterns_of("", ("veto",))),
    )


@settings(deadline=None, max_examples=60)
@given(taxonomies())
def test_any_taxonomy_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, taxonomy: Taxonomy
) -> None:
    reading = read_thesaurus(read_turtle(turtle_text(taxonomy)))
    assert reading == Reading(taxonomy, ())
    folder = write(taxonomy, tmp_path_factory.mktemp("taxonomy"))
    assert load_taxonomy(folder) == taxonomy


def test_a_concept_added_in_an_editor_joins_its_family() -> None:
    text = turtle_text(load_taxonomy()) + (
        '<urn:mine:quantum-computing> a skos:Concept ; skos:prefLabel "quantum computing"@en, '
        '"calcul quantique"@fr ; skos:broader <urn:communique:family:drivers> .\n'
        '<urn:communique:theme:data> skos:altLabel "data lakehouse"@en .\n'
    )
    reading = read_thesaurus(read_turtle(text))
    added = reading.taxonomy.theme("quantum-computing")
    assert added.family == "drivers"
    assert [p.text for p in added.patterns] == ["quantum computing", "calcul quantique"]
    data = [p.text for p in reading.taxonomy.theme("data").patterns]
    assert set(data) - {p.text for p in load_taxonomy().theme("data").patterns} == {
        "data lakehouse"
    }
    assert reading.notes == ("theme quantum-computing: no definition, no scope; fill them in",)


def test_a_faulty_pattern_is_left_out_and_named() -> None:
    reading = read('<water> a skos:Concept ; cq:place 1 ; cq:count """open (data\n\nriver"""@en .')
    assert texts(reading, "water", "en") == [("count", "river")]
    assert reading.notes[0].startswith("theme water: left out: the pattern 'open (data' has '('")


# -- anybody's ---------------------------------------------------------------------------------


def test_a_thesaurus_becomes_a_taxonomy(tmp_path: Path) -> None:
    reading = read(THESAURUS)
    taxonomy = reading.taxonomy
    assert taxonomy.version == "4.1"
    assert list(taxonomy.families) == ["nature", "environment"]
    assert [(t.family, t.id) for t in taxonomy.themes] == [
        ("nature", "acid-rain"),
        ("nature", "b-17"),
        ("environment", "noise"),
    ]
    water = taxonomy.theme("b-17")
    assert water.name == {"en": "water pollution", "fr": "pollution de l'eau"}
    assert water.definition == {"en": "Dirt in the water.", "fr": "(à rédiger)"}
    assert water.scope == {"en": "S", "fr": "P"}
    assert texts(reading, "b-17", "en") == [
        ("count", "water pollution"),
        ("count", "=IT"),
        ("count", "R ...1 D on water"),
        ("hint", "dirty water"),
    ]
    assert load_taxonomy(write(taxonomy, tmp_path)) == taxonomy
    assert {(f.theme, f.code) for f in lint_taxonomy(tmp_path)} == {("noise", "language")}


def test_what_a_thesaurus_lacks_is_told() -> None:
    assert read(THESAURUS).notes == (
        "concepts left out, deprecated or without address: 1",
        "family nature: a family is no theme, so its other labels find nothing",
        "theme b-17: is 'B/17' in the file, which cannot be its id here",
        "theme b-17: no French definition; fill it in",
        "family environment: no French name; fill it in",
        "theme noise: no name, no definition, no scope, no counting pattern; fill them in",
    )


def test_the_order_of_the_file_does_not_matter() -> None:
    blocks = THESAURUS.strip().split(" .\n")
    turned = " .\n".join(reversed([block.removesuffix(" .") for block in blocks])) + " .\n"
    assert read(turned) == read(THESAURUS)


def test_concepts_in_a_circle_and_in_collections_find_a_family() -> None:
    reading = read(
        '<group> a skos:OrderedCollection ; skos:prefLabel "Circle"@en ;'
        " skos:memberList (<aaa> <bbb>) .\n"
        '<aaa> a skos:Concept ; skos:prefLabel "aaa"@en ; skos:broader <bbb> .\n'
        '<bbb> a skos:Concept ; skos:prefLabel "bbb"@en ; skos:broader <aaa> .\n'
        '<ccc> a skos:Concept ; skos:prefLabel "ccc" .\n'
    )
    assert [(t.family, t.id) for t in reading.taxonomy.themes] == [
        ("group", "aaa"),
        ("group", "bbb"),
        ("themes", "ccc"),
    ]
    assert reading.taxonomy.families["group"] == {"en": "Circle", "fr": "Circle"}
    assert texts(reading, "ccc", "en") == [("count", "ccc")]


@pytest.mark.parametrize(
    ("address", "notation", "wanted"),
    [
        ("http://e/water", "", "water"),
        ("http://e/x#Water%20use", "", "water-use"),
        ("http://e/c_00a17", "", "clean-air"),
        ("http://e/c_00a17", "A.1", "A.1"),
        ("http://e/1", "../../etc/passwd", "etc-passwd"),
        ("http://e/1", "taxonomy", "taxonomy-2"),
        ("http://e/1", "NUL", "NUL-2"),
        ("http://e/1", ".", "clean-air"),
        ("http://e/1", "вода", "вода"),
        ("http://e/1", "a" * 300, "a" * 60),
    ],
)
def test_an_id_is_safe_as_the_name_of_a_file(address: str, notation: str, wanted: str) -> None:
    said = f' ; skos:notation "{notation}"' if notation else ""
    reading = read(f'<{address}> a skos:Concept ; skos:prefLabel "clean air"@en{said} .')
    assert reading.taxonomy.ids == (wanted,)


def test_ids_that_differ_in_capitals_alone_are_told_apart() -> None:
    reading = read("<x/Water> a skos:Concept . <y/water> a skos:Concept .")
    assert sorted(reading.taxonomy.ids) == ["water", "water-2"]


@pytest.mark.parametrize(
    ("label", "kind", "pattern"),
    [
        ("water pollution", "count", "water pollution"),
        ("Mercury (planet)", "hint", "Mercury"),
        ("service(s)", "count", "service"),
        ("(sub)national plans", "count", "subnational plans"),
        ("R&D", "count", "R ...1 D"),
        ("research & development", "count", "research ...1 development"),
        ("ICT", "count", "=ICT"),
        ("EU budget", "count", "=EU budget"),
        ("WATER USE", "count", "WATER USE"),
        ("UNESCO", "count", "UNESCO"),
        ("what next?", "count", "what next"),
        ("=either|or x*", "count", "either or x"),
        ("...and so on…", "count", "and so on"),
        ("trade - environment", "count", "trade ...1 environment"),
        ("trade & & & law", "count", "trade ...3 law"),
    ],
)
def test_a_label_is_written_as_a_pattern(label: str, kind: str, pattern: str) -> None:
    assert label_pattern(label, "en") == (kind, pattern)


@pytest.mark.parametrize("label", ["?", "&", "(-)", "a & b & c & d & e", "word " * 13, "w" * 200])
def test_a_label_that_asks_for_nothing_is_refused(label: str) -> None:
    with pytest.raises(LabelError):
        label_pattern(label, "en")


@pytest.mark.parametrize(("label", "language"), [("of the", "en"), ("UN", "fr")])
def test_a_label_of_small_words_is_refused(label: str, language: str) -> None:
    with pytest.raises(LabelError, match="small words"):
        pattern_keys(label_pattern(label, language)[1], language)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=60))
def test_any_label_makes_a_sound_pattern_or_none(label: str) -> None:
    try:
        text = label_pattern(label, "en")[1]
    except LabelError:
        return
    assert parse_pattern(text)
    assert "\n" not in text


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["R&D", "e-waste", "U.S.", "and/or", "l'eau", "&", "-", "EU", "2030"]),
            st.from_regex(r"[A-Za-zéè]{2,9}", fullmatch=True),
        ),
        min_size=1,
        max_size=5,
    ).map(" ".join),
    st.sampled_from(LANGUAGES),
)
def test_a_text_with_the_label_is_found(label: str, language: str) -> None:
    try:
        text = label_pattern(label, language)[1]
        pattern_keys(text, language)
    except LabelError:
        return
    both = dict.fromkeys(LANGUAGES, "x")
    pattern = Pattern("t", language, "count", text)
    theme = Theme("t", "f", both, both, both, (pattern,))
    tagger = Tagger(Taxonomy("1", {"f": both}, (theme,)))
    assert [tag.theme for tag in tagger(PassageText(f"xyzzy {label} xyzzy", language))] == ["t"]


# -- untrusted ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("turtle", "says"),
    [
        ('<a> <b> "un', "breaks off"),
        ("<a>\n<b> @ .", "line 2: "),
        ("<a> <b> " + "[ <c> " * 5000, "nested too deep"),
        ("<a> <b> " + "9" * 6000 + " .", "breaks"),
        ("\x00", "line 1: "),
    ],
)
def test_broken_turtle_is_named(turtle: str, says: str) -> None:
    with pytest.raises(TurtleError, match=says):
        read_turtle(turtle)


def test_too_many_statements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turtle_module, "MOST_STATEMENTS", 10)
    with pytest.raises(TurtleError, match="more than 10 statements"):
        read(THESAURUS)


def test_too_many_concepts_are_refused() -> None:
    with pytest.raises(ThesaurusError, match="at most"):
        read("".join(f"<c{n}> a skos:Concept .\n" for n in range(MOST_THEMES + 1)))


@pytest.mark.parametrize("turtle", ["", "<a> a <b> .", "<a> a skos:ConceptScheme ."])
def test_what_holds_no_concept_is_refused(turtle: str) -> None:
    with pytest.raises(ThesaurusError, match="no skos:Concept"):
        read(turtle)


def test_values_that_are_not_used_are_read_in_silence(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    before = logging.getLogger("rdflib").level
    reading = read(
        '<wat er> a skos:Concept ; <p> "x"^^<http://www.w3.org/2001/XMLSchema#date> ;'
        ' skos:prefLabel "a\\ud800b"@en .'
    )
    assert reading.taxonomy.themes[0].name["en"] == "a\ufffdb"
    assert (capfd.readouterr().err, caplog.text) == ("", "")
    assert logging.getLogger("rdflib").level == before


def test_without_rdflib_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(CommuniqueError, match=r"pip install 'communique\[skos\]'"):
        read_turtle("")


# -- sheets ------------------------------------------------------------------------------------


def test_the_sheet_holds_every_pattern() -> None:
    taxonomy = load_taxonomy()
    rows = sheet_rows(taxonomy)
    assert len(rows) == 2 + 2 * len(taxonomy.themes)
    assert {len(row) for row in rows} == {10}
    lines = [line for row in rows for cell in row[7:] for line in cell.split("\n") if line]
    every = [p.text for language in LANGUAGES for p in taxonomy.patterns(language)]
    assert sorted(lines) == sorted(every)
