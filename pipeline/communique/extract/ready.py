"""What the stage reads and compiles once for all documents, made before it is needed.

Lists of wordings are read and gazetteers opened when a document first asks for them, so that
a single document waits for nothing that it has no use for. Where many processes are made from
one, it is better made there, once for all of them.
"""

from __future__ import annotations

import communique.extract.document  # noqa: F401 - with it come all modules that have wordings
from communique.extract.accents import load_accents
from communique.extract.bodies import load_bodies
from communique.extract.names import load_names
from communique.extract.places import load_places
from communique.extract.wording import prepare_wordings


def make_ready() -> None:
    """Read and compile all that documents of any kind may ask for."""
    prepare_wordings()
    load_places()
    load_names()
    load_bodies()
    load_accents()
