from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scripted_readers import obey

import communique
from communique import CommuniqueError
from communique.batch.events import Ended, Event, FileDone
from communique.batch.plan import plan
from communique.batch.store import is_remote, open_store

fsspec = pytest.importorskip("fsspec", reason="the extra [remote] is not installed")
pytest.importorskip("s3fs", reason="the extra [remote] is not installed")
pytest.importorskip("aiohttp", reason="the extra [remote] is not installed")

from communique.batch import fetching, publishing  # noqa: E402 - they need the extra

TEXTS = {
    "2001-a.pdf": "Countries should share a common platform.",
    "2001-b.PDF": "Employees need new skills.",
    "2004/2004 café+100%.pdf": "- skills of employees",
    "2004/deeper/again.pdf": "Employees need new skills.",
    "raise.pdf": "raise",
    "notes.txt": "no document",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store that speaks S3, as a process of this machine."""
    program = shutil.which("moto_server", path=Path(sys.executable).parent)
    if program is None:
        pytest.skip("moto[server] is not installed")
    log = tmp_path_factory.mktemp("server") / "log"
    with (
        log.open("w") as stream,
        subprocess.Popen([program, "-H", "127.0.0.1", "-p", "0"], stderr=stream) as process,
    ):
        try:
            until = time.monotonic() + 30
            while (found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text())) is None:
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.05)
            yield found[0]
        finally:
            process.terminate()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A bucket of this test's own, which the environment leads to."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "id",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": str(tmp_path / "none"),
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "none"),
    }.items():
        monkeypatch.setenv(name, value)
    name = f"archive-{abs(hash(tmp_path)):x}"
    store().mkdir(name)
    return name


def store() -> Any:
    return fsspec.filesystem("s3", skip_instance_cache=True, use_listings_cache=False)


def put(bucket: str, texts: dict[str, str]) -> None:
    files = store()
    for name, text in texts.items():
        files.pipe_file(f"{bucket}/documents/{name}", text.encode())


def got(place: str) -> dict[str, bytes]:
    files = store()
    return {path.removeprefix(f"{place}/"): files.cat_file(path) for path in files.find(place)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        path = tmp_path / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "documents"


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def end_of(told: list[Event]) -> Ended:
    (end,) = (event for event in told if isinstance(event, Ended))
    return end


def test_a_bucket_gives_the_bytes_of_a_folder(
    tmp_path: Path, folder: Path, taxonomy: Path, bucket: str
) -> None:
    put(bucket, TEXTS)
    communique.run(folder, tmp_path / "here", taxonomy=taxonomy, reader=obey, cache=False)
    data = communique.run(
        f"s3://{bucket}/documents/", f"s3://{bucket}/data", taxonomy=taxonomy, reader=obey
    )
    assert got(f"{bucket}/data") == content(tmp_path / "here")
    assert data.folder is None
    assert len(data.documents) == 5


def test_what_has_not_changed_is_not_fetched(
    tmp_path: Path, taxonomy: Path, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(bucket, TEXTS)
    source = f"s3://{bucket}/documents"
    given: dict[str, Any] = {"taxonomy": taxonomy, "reader": obey}
    fetched: list[str] = []
    get = fetching._get

    def noted(files: Any, path: str, target: Path) -> None:
        fetched.append(path.rpartition("/")[2])
        get(files, path, target)

    monkeypatch.setattr(fetching, "_get", noted)
    assert plan(source, **given).new == 5
    assert fetched == []
    communique.run(source, tmp_path / "first", **given)
    assert len(fetched) == 5
    fetched.clear()
    put(bucket, {"2001-b.PDF": "Employees need a platform."})
    found = plan(source, tmp_path / "first", **given)
    assert (found.cached, found.changed, found.new, found.gone) == (3, 1, 1, 0)
    assert fetched == []
    communique.run(source, tmp_path / "second", **given)
    # what failed is tried again
    assert sorted(fetched) == ["2001-b.PDF", "raise.pdf"]
    communique.run(source, tmp_path / "whole", cache=False, **given)
    assert content(tmp_path / "second") == content(tmp_path / "whole")
    assert content(tmp_path / "second") != content(tmp_path / "first")


def test_few_files_lie_here_at_once(
    tmp_path: Path, taxonomy: Path, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(bucket, {f"{place:03}.pdf": f"skills {place}" for place in range(60)})
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "scratch").mkdir()
    most = 0

    def look(event: Event) -> None:
        nonlocal most
        if isinstance(event, FileDone):
            most = max(most, len(list((tmp_path / "scratch").rglob("*.pdf"))))

    communique.run(
        f"s3://{bucket}/documents", taxonomy=taxonomy, reader=obey, workers=1, watch=look
    )
    assert 1 <= most <= 4 + fetching._READY + 2
    assert list((tmp_path / "scratch").iterdir()) == []


def test_odd_and_large_objects_have_their_rows(
    taxonomy: Path, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 100)
    odd = ["../up.pdf", "a//b.pdf", "./c.pdf", f"{'x' * 300}.pdf"]
    texts = {**dict.fromkeys(odd, "skills"), "large.pdf": "x" * 101, "good.pdf": "skills"}
    put(bucket, texts)
    data = communique.run(f"s3://{bucket}/documents", taxonomy=taxonomy, reader=obey)
    problems = data.documents.set_index("file")["problem"].to_dict()
    assert set(problems) == set(texts)
    assert problems.pop("good.pdf") == ""
    assert problems.pop("large.pdf").startswith("The file is larger than 0 MB")
    assert set(problems.values()) == {"The name cannot be that of a file here."}


def test_a_store_is_written_over_only_when_it_may_be(
    tmp_path: Path, folder: Path, taxonomy: Path, bucket: str
) -> None:
    out = f"s3://{bucket}/data"
    given: dict[str, Any] = {"taxonomy": taxonomy, "reader": obey}
    communique.run(folder, out, **given)
    first = got(f"{bucket}/data")
    with pytest.raises(CommuniqueError, match="already holds a dataset: replace it with --force"):
        communique.run(folder, out, **given)
    (folder / "2001-a.pdf").write_text("New skills.")
    store().pipe_file(f"{bucket}/data/pairs.csv", b"of another version")
    communique.run(folder, out, force=True, **given)
    communique.run(folder, tmp_path / "here", **given)
    assert got(f"{bucket}/data") == content(tmp_path / "here") != first
    store().pipe_file(f"{bucket}/data/mine.txt", b"mine")
    with pytest.raises(CommuniqueError, match=r"holds mine\.txt, which communique did not write"):
        communique.run(folder, out, force=True, **given)
    put(bucket, TEXTS)
    with pytest.raises(CommuniqueError, match="holds the documents"):
        communique.run(f"s3://{bucket}/documents", f"s3://{bucket}", **given)
    store().pipe_file(f"{bucket}/tables/tags.csv", b"mine")
    with pytest.raises(CommuniqueError, match="holds files that communique did not write"):
        communique.run(folder, f"s3://{bucket}/tables", force=True, **given)


def test_of_two_runs_one_is_refused(folder: Path, taxonomy: Path, bucket: str) -> None:
    out = f"s3://{bucket}/data"
    given: dict[str, Any] = {"taxonomy": taxonomy, "reader": obey}
    refused: list[str] = []

    def second(event: Event) -> None:
        if isinstance(event, Ended) or refused:
            return
        with pytest.raises(CommuniqueError) as error:
            communique.run(folder, out, **given)
        refused.append(error.value.message)

    communique.run(folder, out, watch=second, **given)
    assert "another run writes to" in refused[0]
    assert f"process {os.getpid()}" in refused[0]
    assert publishing.MARK not in got(f"{bucket}/data")

    def usurp(event: Event) -> None:
        if isinstance(event, FileDone):
            store().pipe_file(f"{bucket}/data/{publishing.MARK}", b'{"token": "other"}')

    with pytest.raises(CommuniqueError, match="another run has taken"):
        communique.run(folder, out, force=True, watch=usurp, **given)
    assert "run.json" not in got(f"{bucket}/data")


def test_an_upload_that_breaks_off_is_no_dataset_and_can_be_done_again(
    tmp_path: Path, folder: Path, taxonomy: Path, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = f"s3://{bucket}/data"
    given: dict[str, Any] = {"taxonomy": taxonomy, "reader": obey}
    communique.run(folder, out, **given)
    whole = got(f"{bucket}/data")
    opened = publishing.open_store

    def fragile(url: str, *, to_write: bool = False) -> Any:
        found = opened(url, to_write=to_write)
        put_file, left = found.files.put_file, iter(range(3))

        def put_some(source: str, target: str) -> None:
            if next(left, None) is None:
                raise ConnectionError("cut")
            put_file(source, target)

        found.files.put_file = put_some
        return found

    with monkeypatch.context() as broken:
        broken.setattr(publishing, "open_store", fragile)
        with pytest.raises(CommuniqueError, match=r"cannot be written \(ConnectionError: cut\)"):
            communique.run(folder, out, force=True, **given)
    left = got(f"{bucket}/data")
    assert "run.json" not in left
    assert len(left) > 3
    communique.run(folder, out, **given)
    assert got(f"{bucket}/data") == whole


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"folder": "s3://no-such-bucket/x"}, "its bucket does not exist"),
        ({"out": "s3://no-such-bucket/x"}, "its bucket does not exist"),
        ({"folder": "s3://{bucket}/empty"}, "there is no PDF in s3://"),
        ({"folder": "ftp://server/x"}, "give a folder, or s3:// or gs:// or https://"),
        ({"out": "https://server/x"}, "cannot be written: give a folder, or s3:// or gs://"),
        ({"folder": "s3://"}, "cannot be read"),
        ({"folder": Path("s3://bucket/x")}, "is an address and no path"),
    ],
)
def test_addresses_that_cannot_be_used(
    folder: Path, bucket: str, changes: dict[str, Any], message: str
) -> None:
    given = {"folder": folder, **changes}
    for name, value in given.items():
        given[name] = value.format(bucket=bucket) if isinstance(value, str) else value
    with pytest.raises(CommuniqueError, match=re.escape(message)):
        communique.run(**given)


def test_credentials_that_lack(folder: Path, bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(CommuniqueError, match=r"no credentials for s3://.*AWS_PROFILE"):
        communique.run(f"s3://{bucket}/documents")
    with pytest.raises(CommuniqueError, match=r"no credentials for s3://.*AWS_PROFILE"):
        communique.run(folder, f"s3://{bucket}/data")


def test_a_missing_extra(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    for given in ({"folder": "gs://archive/x"}, {"folder": folder, "out": "s3://archive/x"}):
        with pytest.raises(CommuniqueError, match=r"pip install 'communique\[remote\]'"):
            communique.run(**given)  # type: ignore[arg-type]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing is written to the terminal."""


@pytest.fixture
def website(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=folder.parent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        thread = threading.Thread(target=served.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()
        thread.join()


def test_a_web_page_with_links_gives_the_bytes_of_a_folder(
    tmp_path: Path, folder: Path, taxonomy: Path, website: str
) -> None:
    given: dict[str, Any] = {"taxonomy": taxonomy, "reader": obey}
    communique.run(folder, tmp_path / "here", cache=False, **given)
    (folder / "2004" / "index.html").write_text(
        '<a href="2004%20caf%C3%A9+100%25.pdf">a</a> <a href="deeper/">b</a>'
        '<a href="../2001-a.pdf">above</a> <a href="http://127.0.0.1:9/x.pdf">elsewhere</a>'
        '<a href="deeper/?C=M;O=A">sorted</a> <a href="%2e%2e/other/">above again</a>'
    )
    communique.run(f"{website}/documents/", tmp_path / "there", **given)
    assert content(tmp_path / "there") == content(tmp_path / "here")


def test_one_file_of_a_website(taxonomy: Path, website: str) -> None:
    given: dict[str, Any] = {"taxonomy": taxonomy, "reader": obey}
    data = communique.run(f"{website}/documents/2001-a.pdf?version=2", **given)
    assert list(data.documents["file"]) == ["2001-a.pdf"]
    assert list(data.documents["status"]) == ["ok"]
    data = communique.run(f"{website}/documents/gone.pdf", **given)
    assert list(data.documents["problem"]) == ["The file is no longer there."]
    with pytest.raises(CommuniqueError, match="it does not exist"):
        communique.run(f"{website}/nowhere", **given)


def test_addresses_are_told_from_paths() -> None:
    assert is_remote("s3://bucket/x")
    assert not is_remote("documents/s3")
    assert not is_remote(Path("documents"))
    assert open_store("HTTPS://server/x/").path == "HTTPS://server/x"
