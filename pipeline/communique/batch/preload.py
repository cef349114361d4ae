"""What the server of worker processes loads once, so that each of them starts at once.

Imported there and nowhere else: it limits numeric libraries to one thread before
they are loaded, since the workers themselves run side by side.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import communique.batch.worker  # noqa: E402, F401
from communique.batch.crew import PRELOAD  # noqa: E402
from communique.batch.themes import load_ahead  # noqa: E402
from communique.extract.ready import make_ready  # noqa: E402

make_ready()
if _tagger := os.environ.pop(PRELOAD, ""):
    load_ahead(_tagger)
