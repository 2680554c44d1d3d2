"""What is remembered between runs: whole whatever happens, and never a reason to stop."""

from pathlib import Path

import pytest

from facilitator.settings import Settings


def test_a_write_that_is_cut_off_leaves_what_was_remembered_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Settings(tmp_path).put(link="https://example.org/notes")
    before = (tmp_path / "settings.json").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        Settings(tmp_path).put(link="https://example.org/elsewhere")
    assert (tmp_path / "settings.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
    assert Settings(tmp_path).link == "https://example.org/notes"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff"])
def test_what_cannot_be_read_counts_as_nothing_remembered(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(data)
    assert (Settings(tmp_path).theme, Settings(tmp_path).link) == ("paper", "")
