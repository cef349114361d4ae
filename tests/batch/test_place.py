from __future__ import annotations

import os
from pathlib import Path

import pytest

from communique.batch.place import is_ours, staged, write
from communique.errors import CommuniqueError

OURS = {"run.json": '{"software": {"name": "communique"}}', "tags.csv": "one\n"}


def publish(out: Path, texts: dict[str, str], *, force: bool = False) -> None:
    with staged(out, force=force) as stage:
        write(stage, texts)


def publish_and_fail(out: Path, texts: dict[str, str], fault: type[BaseException]) -> None:
    with staged(out, force=True) as stage:
        write(stage, texts)
        raise fault


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_a_dataset_appears_whole(tmp_path: Path) -> None:
    out = tmp_path / "new" / "dataset"
    with staged(out) as stage:
        write(stage, OURS)
        assert not out.exists()
    assert content(out) == OURS
    assert is_ours(out)
    assert [path.name for path in out.parent.iterdir()] == ["dataset"]
    assert out.stat().st_mode & 0o777 == (tmp_path / "new").stat().st_mode & 0o777


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_nothing_is_left_of_a_run_that_fails(tmp_path: Path, fault: type[BaseException]) -> None:
    out = tmp_path / "a" / "b" / "dataset"
    with pytest.raises(fault):
        publish_and_fail(out, OURS, fault)
    assert list(tmp_path.iterdir()) == []


def test_the_old_dataset_survives_a_run_that_fails(tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    publish(out, OURS)
    with pytest.raises(RuntimeError):
        publish_and_fail(out, {"tags.csv": "two\n"}, RuntimeError)
    assert content(out) == OURS
    assert [path.name for path in tmp_path.iterdir()] == ["dataset"]


def test_force_replaces_a_dataset_as_a_whole(tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    publish(out, OURS)
    with pytest.raises(CommuniqueError, match="already holds a dataset"):
        publish(out, OURS)
    publish(out, {"run.json": OURS["run.json"]}, force=True)
    assert content(out) == {"run.json": OURS["run.json"]}
    assert [path.name for path in tmp_path.iterdir()] == ["dataset"]


def test_an_empty_folder_is_free(tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    out.mkdir()
    publish(out, OURS)
    assert content(out) == OURS


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    "files",
    [
        {"thesis.docx": "years of work"},
        {"run.json": "{}"},
        {"run.json": '{"software": {"name": "another"}}'},
        {"run.json": "[]", "tags.csv": ""},
        OURS | {"notes.txt": "mine"},
    ],
)
def test_what_is_not_ours_is_left_alone(tmp_path: Path, files: dict[str, str], force: bool) -> None:
    write(tmp_path, files)
    with pytest.raises(CommuniqueError, match="communique did not write"):
        publish(tmp_path, OURS, force=force)
    assert content(tmp_path) == files


@pytest.mark.parametrize("place", [".", "..", "sub/.."])
def test_the_documents_are_not_overwritten(tmp_path: Path, place: str) -> None:
    source = tmp_path / "a" / "documents"
    (source / "sub").mkdir(parents=True)
    with (
        pytest.raises(CommuniqueError, match="holds the documents"),
        staged(source / place, force=True, source=source),
    ):
        pass


def test_a_dataset_may_lie_among_the_documents(tmp_path: Path) -> None:
    with staged(tmp_path / "dataset", source=tmp_path) as stage:
        write(stage, OURS)
    assert content(tmp_path / "dataset") == OURS


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    publish(tmp_path / "link", OURS)
    assert (tmp_path / "link").is_symlink()
    assert content(tmp_path / "real") == OURS


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommuniqueError, match="is a file"):
        publish(tmp_path / "file", OURS)
    with pytest.raises(CommuniqueError, match="cannot be written"):
        publish(tmp_path / "file" / "dataset", OURS)
    with pytest.raises(CommuniqueError, match="cannot be written"):
        publish(Path("/proc/dataset"), OURS)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CommuniqueError, match=r"cannot be written \(Permission denied\)"):
        publish(tmp_path / "dataset", OURS)
    tmp_path.chmod(0o700)
