"""Many processes at once, and processes killed while they save: no acknowledged word is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from sessions.store import Store
from tests.sessions import made

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="writers are forked")

WRITERS, NOTES = 50, 1
# What the console changes meanwhile, twice each time.
CHANGES = 10
KILLS = 24


def crowd(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.sessions.crowd", *map(str, arguments)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, cwd=Path.cwd()
    )


def test_a_console_and_fifty_writers_at_once_lose_nothing(data_folder: Path):
    store = Store(data_folder)
    store.create(made.session(200))
    with store.hold_console(made.ID), crowd("together", data_folder, made.ID, WRITERS, NOTES) as writers:
        assert writers.stdout
        assert writers.stdout.readline() == "ready\n"
        for second in range(CHANGES):
            store.change(
                made.ID,
                "The clock",
                lambda old: replace(old, clock=replace(old.clock, elapsed=old.clock.elapsed + 1)),
            )
            store.change(made.ID, "A note", made.adding(made.note(1000 + second)))
        acknowledged = set(writers.stdout.read().split())
        assert writers.wait() == 0
    session = Store(data_folder).load(made.ID)
    assert session == store.load(made.ID)
    assert acknowledged == {f"w{writer}-{number}" for writer in range(WRITERS) for number in range(NOTES)}
    assert {note.id for note in session.notes} == {
        *(f"n{number}" for number in range(1, 201)),
        *(f"n{1000 + second}" for second in range(CHANGES)),
        *acknowledged,
    }
    assert session.clock.elapsed == CHANGES
    assert {note.id: note.fields["evidence"] for note in session.notes if note.id in acknowledged} == {
        name: f"Words of {name}" for name in acknowledged
    }


def test_killed_while_saving_a_writer_takes_no_acknowledged_note_with_it(data_folder: Path):
    store = Store(data_folder)
    store.create(made.session(200))
    acknowledged: set[str] = set()
    with crowd("mortal", data_folder, made.ID) as writers:
        assert writers.stdin
        assert writers.stdout
        for life in range(KILLS):
            print(life, file=writers.stdin, flush=True)
            lines = iter(writers.stdout.readline, "")
            child = 0
            for line in lines:
                word, _, number = line.strip().partition(" ")
                if word == "born":
                    child = int(number)
                else:
                    acknowledged.add(word)
                if child and f"k{life}-0" in acknowledged:
                    break
            time.sleep(random.uniform(0, 0.015))
            os.kill(child, signal.SIGKILL)
            for line in lines:
                if line == "dead\n":
                    break
                acknowledged.add(line.strip())
            there = {note.id for note in store.load(made.ID).notes}
            assert acknowledged <= there, f"lost after kill {life + 1}"
        writers.stdin.close()
        assert writers.wait() == 0
    assert len(acknowledged) >= KILLS
    left = len(list(Path(data_folder, "sessions").glob(".*.tmp")))
    print(f"{KILLS} kills, {left} of them in the midst of a save; {len(acknowledged)} notes acknowledged")
    assert store.damaged() == []
    assert [summary.notes for summary in store.summaries()] == [len(store.load(made.ID).notes)]
    assert list(Path(data_folder, "sessions").iterdir()) == [Path(data_folder, "sessions", f"{made.ID}.json")]
    store.change(made.ID, "After it all", made.adding(made.note(999)))
