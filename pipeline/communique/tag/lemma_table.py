"""The dictionary form of each word of a language, read from the lines of spaCy's look-up data.

The French table holds 217,000 words, of which a run asks for some thousands: its lines are
sorted, and one is read when it is asked for. That takes a third of the time and of the memory
of reading all of them.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from communique.errors import CommuniqueError


class LemmaTable:
    """A table in JSON with one word a line: its dictionary form, or a list of several.

    Parameters
    ----------
    content
        The file. It holds no escaped character.
    """

    def __init__(self, content: bytes) -> None:
        self._lines = content.split(b"\n")
        self._lines.sort()

    def get(self, word: str, default: str) -> str:
        """The dictionary form of a word, of several the first."""
        begin = f'    "{word}": '.encode("utf-8", "replace")
        place = bisect_left(self._lines, begin)
        if place == len(self._lines) or not self._lines[place].startswith(begin):
            return default
        return self._lines[place][len(begin) :].split(b'"', 2)[1].decode()


@lru_cache(maxsize=4)
def lemma_table(language: str) -> LemmaTable:
    """The table of a language (``en`` or ``fr``).

    Raises
    ------
    CommuniqueError
        If the package that holds it is missing, or the table is not as expected.
    """
    # found, not imported: the package looks for the files of every language
    package = find_spec("spacy_lookups_data")
    if package is None or package.origin is None:
        raise CommuniqueError(
            "the package spacy-lookups-data is missing", "install communique again"
        )
    path = Path(package.origin).parent / "data" / f"{language}_lemma_lookup.json.gz"
    content = gzip.decompress(path.read_bytes())
    if b"\\" in content or not content.startswith(b'{\n    "'):
        raise CommuniqueError(f"{path} is not as expected", "install spacy-lookups-data 1.0.5")
    return LemmaTable(content)
