from __future__ import annotations

import os
from pathlib import Path

import pytest

from communique.batch.find import find
from communique.errors import CommuniqueError


def names(folder: Path) -> list[str]:
    return [found.file for found in find(folder)]


def make(folder: Path, *files: str) -> None:
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_pdfs_of_all_folders_in_the_order_of_their_names(tmp_path: Path) -> None:
    make(tmp_path, "b.pdf", "B.PDF", "a/z.Pdf", "a/notes.txt", "a-b.pdf", "pdf", "c.pdf.txt")
    assert names(tmp_path) == ["B.PDF", "a-b.pdf", "a/z.Pdf", "b.pdf"]


def test_a_folder_named_like_a_pdf_is_searched(tmp_path: Path) -> None:
    make(tmp_path, "year.pdf/a.pdf")
    assert names(tmp_path) == ["year.pdf/a.pdf"]


def test_names_with_line_breaks_and_broken_bytes(tmp_path: Path) -> None:
    make(tmp_path, "a\nb.pdf")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.pdf")).write_bytes(b"x")
    assert names(tmp_path) == ["a\nb.pdf", "caf\\xe9.pdf"]


def test_links_are_followed_out_of_the_folder_and_once(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    make(inside, "sub/a.pdf")
    make(outside, "b.pdf")
    (inside / "sub" / "up").symlink_to(inside)
    (inside / "again").symlink_to(inside / "sub")
    (inside / "other").symlink_to(outside)
    (inside / "other2").symlink_to(outside)
    (inside / "c.pdf").symlink_to(outside / "b.pdf")
    assert names(inside) == ["c.pdf", "other/b.pdf", "sub/a.pdf"]


def test_what_cannot_be_opened_is_found_with_its_problem(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf")
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nowhere.pdf")
    (tmp_path / "loop.pdf").symlink_to(tmp_path / "loop.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    problems = {found.file: found.problem for found in find(tmp_path)}
    assert problems["a.pdf"] == ""
    assert problems["gone.pdf"] == "The link leads to no file."
    assert "cannot be reached" in problems["loop.pdf"]
    assert problems["pipe.pdf"] == "This is no regular file."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permissions(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf", "sub/b.pdf")
    (tmp_path / "a.pdf").chmod(0)
    assert "permission denied" in find(tmp_path)[0].problem
    (tmp_path / "sub").chmod(0)
    with pytest.raises(CommuniqueError, match="sub cannot be read"):
        find(tmp_path)
    (tmp_path / "sub").chmod(0o700)


def test_a_folder_without_documents_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(CommuniqueError, match="there is no PDF in"):
        find(tmp_path)
    with pytest.raises(CommuniqueError, match="does not exist"):
        find(tmp_path / "nowhere")
    make(tmp_path, "a.pdf")
    with pytest.raises(CommuniqueError, match="is no folder"):
        find(tmp_path / "a.pdf")
