"""Words told apart in the text of a page."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from communique.extract.printed import kinds_of, odd_at, printed_words, words_at
from communique.extract.typed import breaks_off, typed

WORD = re.compile(r"[^\s\u0000-\u001f\ufffe]+\ufffe?|\ufffe")
BLANKS = " \t\r\n\x00\x02\x1b\x1c\x1f\x85\xa0\u2003\u3000"
ODD = "\u00ad\u2010\ufb01`´\u200d\ufeff"
TEXTS = st.text(alphabet=st.sampled_from("ab-\ufffe\u200b\u3001\uffff𝔸é" + BLANKS)) | st.text(
    alphabet=st.characters(exclude_categories=["Cs"])
)


@given(TEXTS)
def test_words_lie_where_a_search_finds_them(text: str) -> None:
    starts, ends = words_at(kinds_of(text))
    found = [match.span() for match in WORD.finditer(text)]
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == found


@given(TEXTS)
def test_words_are_what_lies_there(text: str) -> None:
    starts, ends = words_at(kinds_of(text))
    assert printed_words(text, kinds_of(text)) == [
        text[a:b] for a, b in zip(starts, ends, strict=True)
    ]


@given(TEXTS | st.text(alphabet=st.sampled_from("aé-\ufffe " + ODD)))
def test_words_without_odd_signs_are_typed_as_they_are_printed(text: str) -> None:
    starts, ends = words_at(kinds_of(text))
    odd = odd_at(kinds_of(text)).tolist()
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        printed = text[start:end]
        if not any(start <= place < end for place in odd):
            assert (typed(printed), breaks_off(printed)) == (printed, False)
    assert all(((starts <= place) & (place < ends)).any() for place in odd)
