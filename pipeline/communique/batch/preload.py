"""What the server of reader processes imports once, so that each of them starts at once.

Imported there and nowhere else: it limits numeric libraries to one thread before
they are loaded, since the readers themselves run side by side.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import communique.batch.worker  # noqa: E402
import communique.extract.document  # noqa: E402, F401
