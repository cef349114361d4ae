"""Build the specimens: ``python corpus/specimens/build.py [NAME…]``.

Renders each source with its producer to ``<name>.pdf`` and derives ``expected/<name>.json`` from
the source and the built file. With ``--gold`` only the expected records are written anew; with
``--check`` nothing is written: each specimen is rendered to a scratch folder, and the run fails
if its text layer or its expected record differs from the committed one.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import gold
import locate
import source as specimen

MOST_BYTES = 150_000


def render(src: specimen.Source, out: Path) -> None:
    """Render a source with the producer that it names (a module of ``producers``)."""
    importlib.import_module(f"producers.{src['producer']}").render(src, out)


def as_json(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def check(src: specimen.Source, pdf: Path, scratch: Path) -> list[str]:
    """Say how a fresh rendering differs from the committed one."""
    again = scratch / pdf.name
    render(src, again)
    problems = []
    if locate.page_texts(again) != locate.page_texts(pdf):
        problems.append("the text layer differs")
    expected = specimen.EXPECTED / f"{src['name']}.json"
    if as_json(gold.derive(src, again)) != expected.read_text(encoding="utf-8"):
        problems.append("the expected record differs")
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--gold", action="store_true", help="only derive the expected records")
    parser.add_argument("--check", action="store_true", help="rebuild aside and compare")
    options = parser.parse_args()
    specimen.EXPECTED.mkdir(exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for path in specimen.sources(options.names):
            src = specimen.load(path)
            pdf = specimen.HERE / f"{path.stem}.pdf"
            if options.check:
                problems = check(src, pdf, Path(scratch))
            else:
                if not options.gold:
                    render(src, pdf)
                record = gold.derive(src, pdf)
                problems = gold.problems(record, pdf)
                target = specimen.EXPECTED / f"{path.stem}.json"
                target.write_text(as_json(record), encoding="utf-8")
                if pdf.stat().st_size > MOST_BYTES:
                    problems.append(f"{pdf.stat().st_size} bytes are more than {MOST_BYTES}")
            print(f"{path.stem}: {'ok' if not problems else ''}")
            for problem in problems:
                print(f"    {problem}")
            failed += bool(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
