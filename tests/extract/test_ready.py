"""What is made ready before a document needs it."""

from __future__ import annotations

import subprocess
import sys

_CODE = """
import re
from communique.extract.ready import make_ready
make_ready()
from communique.extract import bodies, names, places, role_words, wording
assert wording._ALL and role_words._PRIORITY in wording._ALL
assert all("_index" in vars(one) for one in wording._ALL)
assert names._words.cache_info().currsize == 3
assert places._city_index.cache_info().currsize == places._country_index.cache_info().currsize == 1
assert bodies._known.cache_info().currsize == 1
def compiles(*args):
    raise AssertionError(args)
re.compile = compiles
assert role_words.speech_acts("The Committee agreed on three priorities.").priority
"""


def test_nothing_is_left_to_be_read_or_compiled() -> None:
    subprocess.run([sys.executable, "-c", _CODE], check=True)
