"""Many programs writing to one session at once, while a console has it open."""

from __future__ import annotations

import subprocess
from collections import deque
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from sessions.model import Session
from sessions.store import Store
from tests.facilitator.commandline import COMMAND, call, new_session, step_asking

# Fifty writers at once are the store's own test; here each is a whole program, and starting it is most of its cost.
PROGRAMS = 8


def test_many_notes_at_once_and_a_console_lose_no_word(tmp_path: Path) -> None:
    people = "\n".join(f"Leader {one}, School {one % 6}" for one in range(PROGRAMS))
    session = new_session(tmp_path, people=people)
    step = step_asking(session, "more")
    store = Store(tmp_path / "data")
    waiting = deque(
        (
            *COMMAND,
            "note",
            session,
            "--step",
            step,
            "--person",
            f"Leader {one}",
            "--field",
            f"more=Words {one}",
        )
        for one in range(PROGRAMS)
    )
    running: deque[subprocess.Popen[str]] = deque()
    printed: list[str] = []
    changed = 0
    with store.hold_console(session):
        while waiting or running:
            while waiting:
                running.append(subprocess.Popen(waiting.popleft(), stdout=subprocess.PIPE, encoding="utf-8"))
            # The console goes on changing the session meanwhile.
            store.change(session, "Title", partial(_titled, title=f"Title {changed}"))
            changed += 1
            process = running.popleft()
            out, _ = process.communicate(timeout=60)
            assert process.returncode == 0
            printed.append(out.strip())
    found = call("sessions", "show", session, "--json").json
    names = {person["id"]: person["name"] for person in found["people"]}
    said = {names[note["people"][0]]: note["fields"]["more"] for note in found["notes"]}
    assert said == {f"Leader {one}": f"Words {one}" for one in range(PROGRAMS)}
    assert sorted(printed) == sorted(note["id"] for note in found["notes"])
    assert found["title"] == f"Title {changed - 1}"


def _titled(session: Session, title: str) -> Session:
    return replace(session, meta=replace(session.meta, title=title))
