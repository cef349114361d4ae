"""``make bench``: our speed beside the alternatives', in one run, as ratios.

``python benchmarks/bench.py [--documents N] [--race N] [--folder FOLDER] [--parts …]``; the
tables that it prints are those of ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean

import documents
import pypdfium2
from alone_together import gain
from approaches import APPROACHES
from race import race
from runs import Bench, Run

#: Ratios that are reported: (what, whose time, over whose time).
RATIOS = (
    ("whole pipeline, `fast`: times as fast as (b)", "straightforward", "fast"),
    ("whole pipeline, `fast`: times the time of (a)", "fast", "limit"),
    ("whole pipeline, `accurate`: times as fast as (b)", "straightforward", "accurate"),
    ("records: times as fast as pymupdf4llm", "pymupdf4llm", "record"),
    ("records: times as fast as pymupdf4llm without layout", "pymupdf4llm-plain", "record"),
    ("words: times as fast as pymupdf4llm", "pymupdf4llm", "words"),
    ("words: times as fast as docling-parse", "docling-parse", "words"),
    ("words: times as fast as pdfplumber", "pdfplumber", "words"),
)
PARTS = ("race", "workers", "growth", "again")


def main() -> int:
    """Build the corpus, measure what is asked for, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=200, help="documents of the corpus")
    parser.add_argument("--race", type=int, default=40, help="documents that approaches race on")
    parser.add_argument("--folder", type=Path, help="where to keep the corpus for another time")
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=PARTS, help="what to measure")
    parser.add_argument("--core", type=int, help="processor to hold the race to; default: any")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        paths = documents.build(folder, options.documents, workers=os.cpu_count() or 1)
        pages = sum(map(_pages, paths))
        print(f"{machine()}\n\n{len(paths)} documents, {pages / len(paths):.1f} pages on average\n")
        if "race" in options.parts:
            report_race(paths[: options.race], options.core)
        with Bench(paths, tagger="fast") as bench:
            if "workers" in options.parts:
                report_workers(bench, len(paths))
            if "growth" in options.parts:
                sizes = [len(paths) // 4, len(paths) // 2, len(paths)]
                report_growth([bench.run(size, 2) for size in sizes])
            if "again" in options.parts:
                report_again(bench.run(len(paths), 1), bench.run(len(paths), 1, again=True))
    return 0


def machine() -> str:
    """The machine and what is installed, in two lines."""
    model = platform.processor()
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = named[0].partition(":")[2].strip() if named else model
    packages = ("pypdfium2", "pdfplumber", "spacy", "pymupdf4llm", "docling-parse", "onnxruntime")
    versions = ", ".join(f"{name} {_version(name)}" for name in packages)
    cores = len(os.sched_getaffinity(0))
    return f"{model}, {cores} cores, Python {platform.python_version()}\n{versions}"


def report_race(paths: Sequence[Path], core: int | None) -> None:
    """Race all approaches that are installed, and print times and ratios."""
    names = [name for name, one in APPROACHES.items() if not one.needs or _found(one.needs)]
    times = race(names, paths, core=core)
    pages = sum(map(_pages, paths))
    print(f"Race on {len(paths)} documents of {pages} pages, one process each, caches warm\n")
    print("| approach | product | ms a page | start, s | memory, MB: 3 documents | all |")
    print("|---|---|---|---|---|---|")
    for name, one in times.items():
        each = 1000 * sum(one.cpu) / pages
        print(
            f"| {name} | {APPROACHES[name].product} | {each:.1f} | {one.start:.1f} "
            f"| {one.lean:.0f} | {one.peak:.0f} |"
        )
    print("\n| | median document, processor | wall | all together, processor |")
    print("|---|---|---|---|")
    for what, whose, over in RATIOS:
        if whose in times and over in times:
            cpu, wall = times[whose].ratio(times[over])
            print(f"| {what} | {cpu:.1f} | {wall:.1f} | {times[whose].together(times[over]):.1f} |")
    missing = sorted(set(APPROACHES) - set(names))
    if missing:
        print(f"\nNot installed: {', '.join(missing)} (pip install '.[bench]')")
    print()


def report_workers(bench: Bench, documents: int) -> None:
    """How much faster two workers are than one, which runs before and after them.

    Beside it stands what this machine's second processor is worth in that very time.
    """
    runs, gains = [bench.run(documents, 1)], []
    for workers in (2, 1):
        gains.append(gain(2))
        runs.append(bench.run(documents, workers))
    alone = fmean(run.wall for run in runs if run.workers == 1)
    print("| workers | wall, s | processor, s | times as fast | parent, MB | largest, MB |")
    print("|---|---|---|---|---|---|")
    for run in runs:
        print(
            f"| {run.workers} | {run.wall:.1f} | {run.cpu:.1f} | {alone / run.wall:.2f} "
            f"| {run.parent_memory:.0f} | {run.largest_memory:.0f} |"
        )
    told = " and ".join(f"{one:.2f}" for one in gains)
    print(f"\nTwo processes that share nothing got {told} times as much done as one.\n")


def report_growth(runs: Sequence[Run]) -> None:
    """What one document costs as the corpus grows."""
    print("| documents | processor, ms a document | parent, MB | largest, MB |\n|---|---|---|---|")
    for run in runs:
        print(
            f"| {run.documents} | {run.each:.0f} "
            f"| {run.parent_memory:.0f} | {run.largest_memory:.0f} |"
        )
    print()


def report_again(first: Run, second: Run) -> None:
    """What a second run takes where nothing has changed."""
    print("| run | wall, s | processor, s |\n|---|---|---|")
    print(f"| first | {first.wall:.1f} | {first.cpu:.1f} |")
    print(f"| second, nothing changed | {second.wall:.1f} | {second.cpu:.1f} |")
    share = second.wall / first.wall
    print(f"\nThe second run takes {share:.1%} of the first one's time.\n")


def _pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def _found(modules: str) -> bool:
    return any(find_spec(name) is not None for name in modules.split())


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "missing"


if __name__ == "__main__":
    sys.exit(main())
