"""The commands with a screen, in a terminal."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.facilitator.commandline import COMMAND

pexpect = pytest.importorskip("pexpect")
QUIT = "\x11"


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_the_demo_says_what_it_is_and_leaves_nothing_behind(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "demo"], dimensions=(24, 80), encoding="utf-8", timeout=30, env=environment
    )
    child.expect_exact("sample data in a throw-away folder")
    child.expect(r"facilitator stage --data (\S+)")
    folder = Path(re.sub(r"\x1b.*", "", child.match[1]))
    assert len(list((folder / "sessions").glob("*.json"))) == 4
    child.expect_exact("Looking back at our swaps")
    child.send(QUIT)
    child.expect_exact("That was sample data, and its throw-away folder is gone.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert not folder.exists()
