"""Loading and linting a taxonomy folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.tag.lint import lint_taxonomy
from communique.tag.taxonomy import LANGUAGES, TaxonomyError, load_taxonomy

HEAD = """\
version: "1"
families:
  - {id: f, name: {en: F, fr: F}, themes: [t]}
veto: {en: [Ministry of ^+], fr: [ministère de ^+]}
"""
THEME = """\
id: t
family: f
name: {en: T, fr: T}
definition: {en: d, fr: d}
scope: {en: s, fr: s}
count: {en: [open data], fr: [données ouvertes]}
hint: {en: [data], fr: [donnée]}
veto: {en: [personal data], fr: [données personnelles]}
"""


def write(folder: Path, theme: str = THEME, head: str = HEAD) -> Path:
    (folder / "taxonomy.yaml").write_text(head, encoding="utf-8")
    (folder / "t.yaml").write_text(theme, encoding="utf-8")
    return folder


def test_the_packaged_taxonomy_is_clean_and_complete() -> None:
    assert lint_taxonomy() == []
    taxonomy = load_taxonomy()
    assert len(taxonomy.ids) == len(set(taxonomy.ids)) == 25
    assert len(taxonomy.families) == 5
    assert taxonomy.theme("data").family == "building-blocks"
    for theme in taxonomy.themes:
        for language in LANGUAGES:
            counting = [p for p in theme.patterns if p.language == language and p.kind == "count"]
            assert len(counting) >= 10, (theme.id, language)


def test_a_good_folder_loads_and_lints_clean(tmp_path: Path) -> None:
    folder = write(tmp_path)
    assert lint_taxonomy(folder) == []
    assert load_taxonomy(str(folder)).ids == ("t",)
    with pytest.raises(KeyError):
        load_taxonomy(folder).theme("absent")


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("id: t\n", "id: u\n", "wrong-id", "id: t"),
        ("family: f", "family: g", "wrong-id", "family: f"),
        ("definition: {en: d, fr: d}", "definition: {en: d}", "language", "definition"),
        ("definition: {en: d, fr: d}", "definition: {en: '', fr: d}", "empty", "en"),
        ("definition: {en: d, fr: d}\n", "", "missing", "definition"),
        ("hint:", "hints:", "unknown-key", "hints"),
        ("[open data]", "['open (data']", "syntax", "bracket"),
        ("[open data]", "[2004]", "syntax", "quotes"),
    ],
)
def test_faults_are_found_and_refused(
    tmp_path: Path, old: str, new: str, code: str, says: str
) -> None:
    folder = write(tmp_path, THEME.replace(old, new))
    assert code in {finding.code for finding in lint_taxonomy(folder)}
    with pytest.raises(TaxonomyError, match=r"t\.yaml: theme t: ") as error:
        load_taxonomy(folder)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[open data]", "[open data, Open-Data]", "duplicate-pattern"),
        ("[open data]", "[open data, personal data]", "count-and-veto"),
        ("[open data]", "['(the)']", "invisible"),
        ("[open data]", "['skill? of']", "weak"),
        ("[open data]", "['(skill|training)? ...4 (and|of)']", "weak"),
        ("[open data]", "['(what|why) ...2 (agency|they) ...3 (join|have)']", "weak"),
        ("[open data]", "['of ^']", ""),
        ("[open data]", "['who =IT?']", ""),
        (
            "count: {en: [open data], fr: [données ouvertes]}",
            "count: {en: [open data]}",
            "language",
        ),
        ("[open data]", "[open data]", ""),
    ],
)
def test_lint_sees_more_than_loading(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert {f.code for f in lint_taxonomy(write(tmp_path, THEME.replace(old, new)))} == (
        {code} - {""}
    )


@pytest.mark.parametrize("text", ["", "- a", "a: [", "\x00"])
def test_broken_files_are_named(tmp_path: Path, text: str) -> None:
    folder = write(tmp_path, head=text)
    assert [(f.file, f.code) for f in lint_taxonomy(folder)] == [("taxonomy.yaml", "unreadable")]
    with pytest.raises(TaxonomyError, match=r"^taxonomy\.yaml: "):
        load_taxonomy(folder)


def test_missing_and_unlisted_files_are_found(tmp_path: Path) -> None:
    folder = write(tmp_path, head=HEAD.replace("[t]", "[t, t, absent]"))
    (folder / "stray.yaml").write_text(THEME, encoding="utf-8")
    found = {(f.file, f.code) for f in lint_taxonomy(folder)}
    assert found == {
        ("absent.yaml", "unreadable"),
        ("stray.yaml", "unlisted"),
        ("taxonomy.yaml", "duplicate-id"),
    }
    with pytest.raises(TaxonomyError, match="absent"):
        load_taxonomy(folder)
