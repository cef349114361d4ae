from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scripted_readers import obey

import communique
from communique import CommuniqueError, Limits
from communique.batch.events import Ended, Event, FileDone

distributed = pytest.importorskip("distributed", reason="the extra [dask] is not installed")

import psutil  # noqa: E402 - it comes with the extra
from dask_cluster import DaskCluster, dask_cluster  # noqa: E402 - it needs the extra
from fatal_reader import NAME, kill_worker_once  # noqa: E402

from communique.batch import cluster as cluster_module  # noqa: E402

TEXTS = {
    **{f"20{place:02}-a.pdf": f"Employees of platform {place}" for place in range(8)},
    "2004/café.pdf": "Employees need skills for the common platform.",
    **{f"{order}.pdf": order for order in ("crash", "gobble", "raise", "pages", "hang")},
    "nonsense.pdf": "nonsense",
}
LIMITS = Limits(seconds=1.0)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with dask_cluster(tmp_path_factory.mktemp("cluster"), workers=2) as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "documents", TEXTS)


def written(folder: Path, texts: dict[str, str]) -> Path:
    for file, text in texts.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def lives(address: str) -> dict[str, int]:
    """The process id of every worker."""
    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(2)
        return dict(client.run(os.getpid))


def test_a_cluster_gives_the_bytes_of_one_machine_and_outlives_bad_files(
    tmp_path: Path, folder: Path, taxonomy: Path, cluster: DaskCluster
) -> None:
    given: dict[str, Any] = {"taxonomy": taxonomy, "reader": obey, "limits": LIMITS}
    communique.run(folder, tmp_path / "here", cache=False, **given)
    before = lives(cluster.address)
    communique.run(folder, tmp_path / "there", scheduler=cluster.address, **given)
    assert content(tmp_path / "there") == content(tmp_path / "here")
    assert lives(cluster.address) == before
    assert len(before) == 2
    # and what the cluster found is known here, except for what a limit or chance decided
    told: list[Event] = []
    communique.run(folder, tmp_path / "again", watch=told.append, **given)
    assert content(tmp_path / "again") == content(tmp_path / "here")
    (end,) = (event for event in told if isinstance(event, Ended))
    assert end.cached == end.files - 5


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="needs /proc")
def test_workers_that_do_not_see_the_files_are_sent_them(
    tmp_path: Path,
    taxonomy: Path,
    cluster: DaskCluster,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = {"hang.pdf", "gobble.pdf"}
    texts = {name: text for name, text in TEXTS.items() if name not in slow}
    monkeypatch.chdir(tmp_path)
    # a path that leads elsewhere in every process
    unseen = written(Path("/proc/self/cwd/documents"), texts)
    given: dict[str, Any] = {"taxonomy": taxonomy, "reader": obey, "cache": False}
    communique.run(unseen, tmp_path / "here", **given)
    communique.run(unseen, tmp_path / "there", scheduler=cluster.address, **given)
    assert content(tmp_path / "there") == content(tmp_path / "here")
    monkeypatch.setattr(cluster_module, "MOST_SENT", 40)
    data = communique.run(unseen, scheduler=str(cluster.file), **given)
    documents = data.documents.set_index("file")
    assert documents.loc["2004/café.pdf", "problem"].startswith("The file has 0 MB; the cluster")
    assert documents.loc["2001-a.pdf", "status"] == "ok"


def test_a_worker_with_another_version_ends_the_run(
    tmp_path: Path,
    folder: Path,
    taxonomy: Path,
    cluster: DaskCluster,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster_module, "making_print", lambda *_: "of another version")
    with pytest.raises(CommuniqueError, match="has another version of communique"):
        communique.run(
            folder, tmp_path / "out", taxonomy=taxonomy, reader=obey, scheduler=cluster.address
        )
    assert not (tmp_path / "out").exists()


def test_workers_that_die_cost_nothing_until_none_is_left(
    tmp_path: Path, taxonomy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"20{place:02}-b.pdf": f"Skills of {place}" for place in range(20)}
    folder = written(tmp_path / "documents", {**texts, NAME: "A common platform"})
    (tmp_path / "cluster").mkdir()
    given: dict[str, Any] = {"taxonomy": taxonomy, "reader": kill_worker_once, "cache": False}
    with dask_cluster(tmp_path / "cluster", workers=2, nanny=False) as cluster:
        with distributed.Client(cluster.address, set_as_default=False) as client:
            client.wait_for_workers(2)
        communique.run(folder, tmp_path / "there", scheduler=cluster.address, **given)
        reader = int((tmp_path / "killed").read_text())
        psutil.wait_procs([psutil.Process(reader)] if psutil.pid_exists(reader) else [], timeout=5)
        assert not psutil.pid_exists(reader), "it has outlived the worker that started it"
        (left,) = (worker for worker in cluster.workers if worker.poll() is None)
        communique.run(folder, tmp_path / "here", **given)
        assert content(tmp_path / "there") == content(tmp_path / "here")

        def kill(event: Event) -> None:
            if isinstance(event, FileDone):
                left.kill()

        monkeypatch.setattr(cluster_module, "_LOOK", 0.2)
        monkeypatch.setattr(cluster_module, "_PATIENCE", 0.5)
        with pytest.raises(CommuniqueError, match=r"all workers of .* are gone"):
            communique.run(
                folder, tmp_path / "none", scheduler=cluster.address, watch=kill, **given
            )
        assert not (tmp_path / "none").exists()
        monkeypatch.setattr(cluster_module, "_FIRST_WORKER", 0.2)
        with pytest.raises(CommuniqueError, match="no worker has joined"):
            communique.run(folder, tmp_path / "none", scheduler=cluster.address, **given)


def test_a_scheduler_that_is_lost_ends_the_run_and_the_next_goes_on(
    tmp_path: Path, taxonomy: Path
) -> None:
    texts = {f"20{place:02}-b.pdf": f"Skills of {place}" for place in range(30)}
    folder = written(tmp_path / "documents", texts)
    (tmp_path / "cluster").mkdir()
    given: dict[str, Any] = {"taxonomy": taxonomy, "reader": obey}
    told: list[Event] = []
    with dask_cluster(tmp_path / "cluster", workers=1, nanny=False) as cluster:

        def kill(event: Event) -> None:
            if isinstance(event, FileDone):
                cluster.scheduler.kill()

        with pytest.raises(CommuniqueError, match=r"connection to the scheduler .* was lost"):
            communique.run(folder, tmp_path / "out", scheduler=cluster.address, watch=kill, **given)
    communique.run(folder, tmp_path / "out", watch=told.append, **given)
    (end,) = (event for event in told if isinstance(event, Ended))
    assert 1 <= end.cached < end.files
    communique.run(folder, tmp_path / "whole", **{**given, "cache": False})
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_schedulers_that_cannot_be_used(
    tmp_path: Path, folder: Path, taxonomy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_CONNECT", 0.3)
    out = tmp_path / "out"
    for scheduler, message in {
        "tcp://127.0.0.1:9": "does not answer",
        "carrier-pigeon://loft": "does not answer",
        str(tmp_path / "none.json"): "no scheduler file",
    }.items():
        with pytest.raises(CommuniqueError, match=message):
            communique.run(folder, out, taxonomy=taxonomy, reader=obey, scheduler=scheduler)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CommuniqueError, match=r"pip install 'communique\[dask\]'"):
        communique.run(folder, out, taxonomy=taxonomy, reader=obey, scheduler="tcp://127.0.0.1:9")
    assert not out.exists()


def test_a_run_on_one_machine_needs_neither_extra(tmp_path: Path, taxonomy: Path) -> None:
    folder = written(tmp_path / "documents", {"2001.pdf": "skills"})
    script = (
        "import sys\n"
        "sys.modules.update(dict.fromkeys(('dask', 'distributed', 'fsspec', 'aiohttp')))\n"
        "import communique\n"
        "from scripted_readers import obey\n"
        f"data = communique.run({str(folder)!r}, taxonomy={str(taxonomy)!r}, reader=obey)\n"
        "print(list(data.documents['status']))\n"
    )
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert done.stdout == "['ok']\n"
