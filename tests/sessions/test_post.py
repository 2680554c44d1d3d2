"""Files for colleagues and from them: never overwritten, never half written, whatever disk they are on."""

import errno
import os
from pathlib import Path

import pytest

from sessions.errors import CannotSave, FacilitatorError, Taken
from sessions.post import free, opened, place, post, recognised, typed_path


def test_a_file_is_written_whole_into_a_folder_made_for_it_and_nothing_is_left_beside_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "for" / "them" / "one.json"
    assert post(file, b"what it holds") == (file, False)
    assert file.read_bytes() == b"what it holds"
    assert [one.name for one in file.parent.iterdir()] == ["one.json"]
    assert post(file, b"what it holds") == (file, True)


def test_another_file_is_left_as_it_is_unless_somebody_says_so(tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    file.write_bytes(b"mine")
    with pytest.raises(Taken, match="left as it is"):
        post(file, b"what it holds")
    assert file.read_bytes() == b"mine"
    assert post(file, b"what it holds", over=True).path == file
    assert file.read_bytes() == b"what it holds"
    assert list(tmp_path.iterdir()) == [file]


def test_a_memory_stick_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    file = tmp_path / "one.json"
    assert not post(file, b"what it holds").there
    assert file.read_bytes() == b"what it holds"
    with pytest.raises(Taken):
        post(file, b"something else")
    assert list(tmp_path.iterdir()) == [file]


def test_a_refusal_of_the_system_is_said_without_a_word_about_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotSave, match=r"can only be read\. Choose another folder\.$") as raised:
        post(tmp_path / "one.json", b"what it holds")
    assert "--data" not in str(raised.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_stands_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file")
    with pytest.raises(FacilitatorError, match="a file stands where a folder should be"):
        post(tmp_path / "folder" / "one.json", b"x")


@pytest.mark.parametrize("typed", ["{}", " '{}' ", '"{}"'])
def test_names_are_taken_as_they_are_typed_or_dropped(typed: str, tmp_path: Path) -> None:
    file = tmp_path / "my file.json"
    file.write_bytes(b"{}")
    assert opened(typed.format(file)) == (file, b"{}")


@pytest.mark.skipif(os.name == "nt", reason="a backslash parts folders there")
def test_a_dropped_name_may_have_its_spaces_marked() -> None:
    assert typed_path(r"/stick/my\ file.json") == Path("/stick/my file.json")


def test_in_a_folder_the_file_has_its_own_name(tmp_path: Path) -> None:
    assert place(str(tmp_path), "one.zip") == tmp_path / "one.zip"
    assert place(f"{tmp_path}/new/", "one.zip") == tmp_path / "new" / "one.zip"
    assert place(f"{tmp_path}/other.zip", "one.zip") == tmp_path / "other.zip"


def test_a_free_name_is_of_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(b"something else")
    assert free(tmp_path, "one", ".json", b"this").name == "one-2.json"
    (tmp_path / "one-2.json").write_bytes(b"this")
    assert free(tmp_path, "one", ".json", b"this").name == "one-2.json"


@pytest.mark.parametrize("typed", ["", " '' ", "/no/such/file", "~nobody-of-this-name/x", "a\0b"])
def test_what_is_no_file_is_said(typed: str) -> None:
    with pytest.raises(FacilitatorError):
        opened(typed)


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"PK\x03\x04", "bundle"), (b'\n {"meta"', "session"), (b"---\nid: x", "text"), (b"", "text")],
)
def test_files_are_recognised_by_how_they_begin(data: bytes, what: str) -> None:
    assert recognised(data) == what
