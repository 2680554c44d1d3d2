"""Which stages are open: each says how large it is, and what a killed one left behind counts for nothing."""

import os
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from sessions import announced
from sessions.announced import Announced, Notice, stages
from sessions.stage_size import Size


def test_the_stages_of_a_session_are_known_by_their_sizes_until_they_close(tmp_path: Path) -> None:
    one, two, other = Notice(tmp_path), Notice(tmp_path), Notice(tmp_path)
    one.say("a", Size(60, 18))
    two.say("a", Size(200, 60, 2))
    other.say("b", Size(80, 24))
    assert stages(tmp_path, "a") == (Size(200, 60, 2), Size(60, 18))
    two.say("a", Size(120, 40))
    assert stages(tmp_path, "a") == (Size(120, 40), Size(60, 18))
    one.withdraw()
    two.say("b", Size(120, 40))
    assert stages(tmp_path, "a") == ()
    other.withdraw()
    two.withdraw()
    assert not list((tmp_path / "stages").iterdir())


def test_what_has_not_been_touched_for_long_is_gone(tmp_path: Path) -> None:
    Notice(tmp_path).say("a", Size(60, 18))
    (path,) = (tmp_path / "stages").iterdir()
    earlier = time.time() - 60
    os.utime(path, (earlier, earlier))
    assert stages(tmp_path, "a") == ()
    assert not path.exists()


def test_a_stage_that_goes_on_touches_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notice = Notice(tmp_path)
    notice.say("a", Size(60, 18))
    (path,) = (tmp_path / "stages").iterdir()
    os.utime(path, (1, 1))
    notice.say("a", Size(60, 18))
    assert path.stat().st_mtime == 1
    monkeypatch.setattr(announced, "BEAT", 0)
    notice.say("a", Size(60, 18))
    assert stages(tmp_path, "a") == (Size(60, 18),)
    # Another console may have taken it for gone, after an hour of suspension.
    path.unlink()
    notice.say("a", Size(60, 18))
    assert stages(tmp_path, "a") == (Size(60, 18),)


@pytest.mark.skipif(os.name == "nt", reason="there it is known by its age alone")
def test_a_killed_stage_is_gone_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "stages"
    folder.mkdir()
    import platform

    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = Announced(session="a", width=60, height=18, process=ended.pid, host=platform.node())
    (folder / "1-abc.json").write_bytes(msgspec.json.encode(left))
    assert stages(tmp_path, "a") == ()


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b'{"session": 1}'])
def test_what_is_no_announcement_is_passed_over(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "stages").mkdir()
    (tmp_path / "stages" / "x.json").write_bytes(junk)
    Notice(tmp_path).say("a", Size(60, 18))
    assert stages(tmp_path, "a") == (Size(60, 18),)


def test_where_nothing_can_be_written_a_stage_follows_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "stages").write_text("a file in the way")
    notice = Notice(tmp_path)
    notice.say("a", Size(60, 18))
    notice.withdraw()
    assert stages(tmp_path, "a") == ()
