"""Words become keys by the short way as they would by the long one."""

from __future__ import annotations

import gzip
import json
import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.tag import normalise
from communique.tag.lemma_table import lemma_table
from communique.tag.tokenise import pieces_of, readable, word_of

#: What a word is, one character at a time.
PLAIN = re.compile("((?:[^\\W_]|[\u0300-\u036f\u00ad\u200b-\u200d])+|[\\W_])( ?)")
SIGNS = st.text(st.sampled_from("abÉß1_ -'’.\u0301\u00ad\u200b\n\ud800"), max_size=30)
#: Beginnings and endings that have two spellings, and what they are mistaken for.
PARTS = re.findall(
    r"\S+",
    """organ real anal behavi lab fav endeav neighb hon harb de center program catalog dialog licen
    defen offen focus model travel label channel fuel signal fulfil enrol skil judgement aging
    ize izes ized izing izer izers izable ization izational yze yzing or se sed s ed ing l ment
    ful pack ~""",
)
WORDS = st.lists(st.sampled_from([*PARTS, "", "x"]), max_size=4).map("".join) | st.text(max_size=12)


@given(SIGNS | st.text(max_size=40))
def test_pieces_are_words_with_their_blanks(text: str) -> None:
    pieces = pieces_of(text).pieces
    assert "".join(pieces) == readable(text)
    assert [(word_of(p), p[len(word_of(p)) :]) for p in pieces] == PLAIN.findall(readable(text))


@given(WORDS)
def test_only_words_of_one_spelling_are_passed_over(word: str) -> None:
    spelt = word
    for pattern, replacement in normalise._SPELLING:
        spelt = pattern.sub(replacement, spelt)
    if spelt != word or "~" in word:
        assert normalise._SPELLABLE.search(word)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_table_gives_what_its_file_holds(language: str) -> None:
    data = files("spacy_lookups_data").joinpath("data", f"{language}_lemma_lookup.json.gz")
    held = json.loads(gzip.decompress(data.read_bytes()))
    table = lemma_table(language)
    for word in sorted(held)[::7]:
        form = held[word]
        assert table.get(word, "") == (form if isinstance(form, str) else form[0])


@given(st.text(max_size=12))
def test_a_word_that_the_table_lacks_is_itself(word: str) -> None:
    assert lemma_table("en").get(f"{word}\u2400", "none") == "none"
    assert lemma_table("en").get(f'{word}"', "none") == "none"
