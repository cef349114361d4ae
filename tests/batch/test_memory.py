"""Ten thousand documents: what the parent of all readers takes, whatever their number."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DOCUMENTS = 10_000
MOST_MEGABYTES = 1500

RUN = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from synthetic_readers import synthesise
import communique
from communique.batch.events import FileDone
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
early = late = 0
def watch(event):
    global early, late
    if isinstance(event, FileDone):
        late = peak()
        early = late if event.done <= event.files // 10 else early
communique.run(sys.argv[2], sys.argv[3], taxonomy=sys.argv[4], tagger="rules",
    reader=synthesise, watch=watch, cache=sys.argv[5])
print(early, late, peak())
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere ru_maxrss has another unit")
def test_ten_thousand_documents_fit_into_one_and_a_half_gigabytes(
    tmp_path: Path, taxonomy: Path
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for place in range(DOCUMENTS):
        (folder / f"{place:05}.pdf").write_text(str(place))
    places = (Path(__file__).parent, folder, tmp_path / "out", taxonomy, tmp_path / "cache")
    done = subprocess.run(
        [sys.executable, "-c", RUN, *map(str, places)], capture_output=True, text=True, check=True
    )
    early, late, whole = map(int, done.stdout.split())
    assert late - early < 50, "what is read must not stay in memory"
    assert whole < MOST_MEGABYTES, "the comparison at the end takes too much"
