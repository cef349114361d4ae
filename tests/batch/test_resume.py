"""A run does again what has changed, and nothing else, and comes to the same bytes."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from scripted_readers import count
from scripted_taggers import follow

import communique
from communique import CommuniqueError, Limits
from communique.batch import comparing, prints
from communique.batch.events import Comparing, Ended, Event, FileDone, Noted, Started
from communique.batch.find import Found, find
from communique.batch.plan import Plan, plan

DOCUMENTS = {
    "2001-a.pdf": "Countries should share a common platform.",
    "2001-b.pdf": "Employees need new skills.",
    "2004/2004-again.pdf": "Employees need new skills.",
    "2004/2004-c.pdf": "The common platform needs skills.",
    "raise.pdf": "raise",
}


class Bench:
    """A folder of documents, a cache, and counts of what is read and tagged."""

    def __init__(self, root: Path, taxonomy: Path) -> None:
        self.root, self.folder, self.cache = root, root / "documents", root / "cache"
        self.taxonomy = root / "taxonomy"
        shutil.copytree(taxonomy, self.taxonomy)
        for file, text in DOCUMENTS.items():
            self.write(file, text)

    def write(self, file: str, text: str) -> None:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def settings(self, **changes: Any) -> dict[str, Any]:
        given = {"taxonomy": self.taxonomy, "reader": count, "cache": self.cache}
        return given | changes

    def run(self, **changes: Any) -> tuple[list[str], list[str], list[Event]]:
        """What a run reads and tags anew, and what it tells."""
        (self.root / "read.log").unlink(missing_ok=True)
        events: list[Event] = []
        communique.run(
            self.folder,
            self.root / "out",
            force=True,
            workers=1,
            watch=events.append,
            **self.settings(**changes),
        )
        log = self.root / "read.log"
        read = sorted(log.read_text().split()) if log.exists() else []
        tagged = [event.file for event in events if isinstance(event, FileDone) and event.tagged]
        return read, tagged, events

    def plan(self, **changes: Any) -> Plan:
        return plan(self.folder, self.root / "out", **self.settings(**changes))

    def bytes(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted((self.root / "out").iterdir())}

    def unbroken(self, **changes: Any) -> dict[str, bytes]:
        """What a run without a cache comes to."""
        self.run(**{**changes, "cache": False})
        return self.bytes()


@pytest.fixture
def bench(tmp_path: Path, taxonomy: Path) -> Bench:
    return Bench(tmp_path, taxonomy)


READ = ["2001-a.pdf", "2001-b.pdf", "2004-again.pdf", "2004-c.pdf", "raise.pdf"]


def test_a_second_run_reads_what_failed_and_tags_nothing(bench: Bench) -> None:
    read, tagged, _ = bench.run()
    first = bench.bytes()
    assert (read, len(tagged)) == (READ, 4)
    read, tagged, events = bench.run()
    assert (read, tagged) == (["raise.pdf"], [])
    assert bench.bytes() == first == bench.unbroken()
    done = {event.file: event for event in events if isinstance(event, FileDone)}
    assert {name for name, event in done.items() if event.cached} == set(DOCUMENTS) - {"raise.pdf"}
    assert isinstance(events[0], Started)
    assert events[-2:] == [Comparing(cached=True), Ended(5, 4, 1, 4, 0)]


def test_a_changed_file_redoes_that_file(bench: Bench) -> None:
    bench.run()
    bench.write("2001-b.pdf", "Employees need training.")
    bench.write("new.pdf", "Skills come first.")
    (bench.folder / "2001-a.pdf").unlink()
    assert bench.plan() == Plan(5, cached=2, changed=1, new=2, unreadable=0, tagged=3, gone=1)
    read, tagged, _ = bench.run()
    assert read == ["2001-b.pdf", "new.pdf", "raise.pdf"]
    assert len(tagged) == 2
    # its content is no longer that of another file, whose row is another now
    assert b"same content" not in bench.bytes()["documents.csv"]
    assert bench.bytes() == bench.unbroken()


def test_a_changed_taxonomy_redoes_the_tags_alone(bench: Bench) -> None:
    bench.run()
    file = bench.taxonomy / "taxonomy.yaml"
    version = file.read_text().replace("version:", "version: changed # ")
    file.write_text(version.replace("# ", "#", 1))
    before = bench.bytes()
    assert bench.plan().tagged == 5
    read, tagged, events = bench.run()
    assert (read, len(tagged)) == (["raise.pdf"], 4)
    assert Comparing(cached=False) in events
    changed = [name for name, content in bench.bytes().items() if content != before[name]]
    assert changed == ["run.json"]
    assert bench.bytes() == bench.unbroken()


def test_another_tagger_redoes_the_tags_and_both_are_kept(bench: Bench) -> None:
    for tagger in ("rules", "fast"):
        read, tagged, _ = bench.run(tagger=tagger, taxonomy=None)
        assert len(tagged) == 4
    assert read == ["raise.pdf"]
    assert bench.run(tagger="rules", taxonomy=None)[1] == []
    assert bench.bytes() == bench.unbroken(tagger="rules", taxonomy=None)


def test_changed_code_redoes_what_it_makes(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.run()
    monkeypatch.setattr(prints, "writing_print", lambda: "changed")
    monkeypatch.setattr("communique.batch.known.writing_print", lambda: "changed")
    assert bench.run()[:2] == (["raise.pdf"], [])
    monkeypatch.setattr(comparing, "comparing_print", lambda: "changed")
    read, tagged, events = bench.run()
    assert (read, tagged) == (["raise.pdf"], [])
    assert Comparing(cached=False) in events
    monkeypatch.setattr("communique.batch.known.reading_print", lambda _: "changed")
    read, tagged, _ = bench.run()
    assert (read, tagged) == (READ, [])  # read anew to the same records: the tags hold
    assert bench.bytes() == bench.unbroken()


def test_a_renamed_file_is_read_anew(bench: Bench) -> None:
    # the reader sees the name, and may take the kind of a document from it
    bench.run()
    (bench.folder / "2001-a.pdf").rename(bench.folder / "2002-a.pdf")
    assert bench.run()[0] == ["2002-a.pdf", "raise.pdf"]
    assert bench.bytes() == bench.unbroken()


def test_limits_that_a_file_kept_do_not_matter(bench: Bench) -> None:
    bench.run(limits=Limits(pages=10))
    assert bench.run(limits=Limits(seconds=60, pages=20))[0] == ["raise.pdf"]
    # who knows whether these would be kept
    assert bench.run(limits=Limits(pages=5))[0] == READ
    assert bench.bytes() == bench.unbroken(limits=Limits(pages=5))


def test_what_a_limit_or_chance_decided_is_not_kept(bench: Bench) -> None:
    for file in DOCUMENTS:
        (bench.folder / file).unlink()
    for name, order in {"hang": "hang", "crash": "crash", "pages": "pages"}.items():
        bench.write(f"{name}.pdf", order)
    limits = Limits(seconds=1.5)
    bench.run(limits=limits)
    read, _, events = bench.run(limits=limits)
    assert set(read) == {"hang.pdf", "crash.pdf", "pages.pdf"}
    assert not any(event.cached for event in events if isinstance(event, FileDone))


def test_what_the_bytes_decided_is_kept(tmp_path: Path, taxonomy: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "garbage.pdf").write_bytes(b"no PDF at all")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.4 cut off")
    for expected in (0, 2):
        events: list[Event] = []
        communique.run(folder, taxonomy=taxonomy, tagger="rules", watch=events.append)
        ended = events[-1]
        assert isinstance(ended, Ended)
        assert (ended.failed, ended.cached) == (2, expected)


def test_a_text_that_could_not_be_tagged_is_tried_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = bench.unbroken()
    with monkeypatch.context() as fault:
        follow(fault, {"": "memory"})
        bench.run()
    assert b"could not be told" in bench.bytes()["documents.csv"]
    assert len(bench.run()[1]) == 4
    assert bench.bytes() == whole


@pytest.mark.parametrize("spoil", [b"", b"rubbish", None])
def test_a_poisoned_cache_changes_no_byte(bench: Bench, spoil: bytes | None) -> None:
    bench.run()
    whole = bench.bytes()
    entries = [path for path in (bench.cache / "v1").rglob("*") if path.is_file()]
    assert len(entries) == 3 * 4 + 2  # of each document read, the comparison, the taxonomy
    contents = [path.read_bytes() for path in entries]
    for path, content in zip(entries, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content if spoil is None else spoil)  # each in another's place
    assert bench.run()[0] == READ
    assert bench.bytes() == whole
    assert bench.run()[0] == ["raise.pdf"]


def test_a_record_alone_is_enough(bench: Bench) -> None:
    bench.run()
    whole = bench.bytes()
    for kind in ("rows", "tags", "comparisons"):
        shutil.rmtree(bench.cache / "v1" / kind)
    read, tagged, _ = bench.run()
    assert (read, len(tagged)) == (["raise.pdf"], 4)
    assert bench.bytes() == whole


def test_a_cache_that_cannot_be_written_stops_nothing(bench: Bench) -> None:
    whole = bench.unbroken()
    bench.cache.mkdir()
    (bench.cache / "v1").write_text("in the way")
    events = bench.run()[2]
    assert bench.bytes() == whole
    noted = [event.text for event in events if isinstance(event, Noted)]
    assert len(noted) == 1
    assert noted[0].startswith(f"The cache is not kept: {bench.cache} cannot be written (")


def test_a_full_disk_stops_a_run_and_the_next_one_goes_on(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = bench.unbroken()
    shutil.rmtree(bench.root / "out")
    written = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "priorities.csv":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return written(path, content)

    with monkeypatch.context() as fault:
        fault.setattr(Path, "write_bytes", full)
        with pytest.raises(CommuniqueError) as caught:
            bench.run()
    assert caught.value.message == "priorities.csv cannot be written (No space left on device)"
    assert "run it again" in caught.value.fix
    assert not (bench.root / "out").exists()
    assert {path.name for path in bench.root.iterdir() if path.name.startswith(".")} == set()
    assert bench.run()[0] == ["raise.pdf"]
    assert bench.bytes() == whole


def test_files_that_vanish_after_they_were_found_have_their_rows(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.run()

    def found_and_gone(folder: Path) -> tuple[Found, ...]:
        found = find(folder)
        (folder / "2001-a.pdf").unlink()
        (folder / "2004" / "2004-c.pdf").unlink()
        return found

    with monkeypatch.context() as share:
        share.setattr("communique.batch.source.find", found_and_gone)
        bench.run()
    data = communique.load(bench.root / "out").documents.set_index("file")
    gone = data.loc[["2001-a.pdf", "2004/2004-c.pdf"]]
    assert set(gone["status"]) == {"failed"}
    assert set(gone["problem"]) == {"The file cannot be read (No such file or directory)."}
    for file in ("2001-a.pdf", "2004/2004-c.pdf"):
        bench.write(file, DOCUMENTS[file])
    assert bench.run()[0] == ["raise.pdf"]  # they are back, and known
    assert bench.bytes() == bench.unbroken()


def test_a_file_that_changes_while_it_is_read_is_not_kept_under_its_old_content(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.batch.known.content_hash", lambda _: "0" * 64)
    bench.run()
    assert not (bench.cache / "v1" / "records").exists()
    assert not (bench.cache / "v1" / "rows").exists()


def test_a_plan_does_nothing(bench: Bench) -> None:
    nothing = Plan(5, cached=0, changed=0, new=5, unreadable=0, tagged=5, gone=0)
    assert bench.plan() == nothing
    assert not bench.cache.exists()
    assert not (bench.root / "out").exists()
    assert not (bench.root / "read.log").exists()
    bench.run()
    (bench.folder / "gone.pdf").symlink_to(bench.folder / "nowhere.pdf")
    (bench.root / "read.log").unlink()
    before = bench.bytes()
    known = Plan(6, cached=4, changed=0, new=1, unreadable=1, tagged=1, gone=0)
    assert bench.plan() == known
    assert bench.plan(cache=False).cached == 0
    assert bench.bytes() == before
    assert not (bench.root / "read.log").exists()
