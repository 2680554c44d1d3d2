"""Processes that write to one session, for the tests: light, because they are forked from one that has loaded all.

``python -m tests.sessions.crowd together DATA SESSION WRITERS NOTES`` starts so many writers at once, each of
which adds so many notes, and ends with the number of those that failed. ``… crowd mortal DATA SESSION`` starts one
writer for each line it reads; the writer says the id of every note that was acknowledged, until it is killed.
"""

import os
import sys
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from sessions.store import Store
from tests.sessions import made


def say(line: object) -> None:
    """Say a line at once and in one piece."""
    os.write(1, f"{line}\n".encode())


def write(data: Path, session_id: str, names: list[str]) -> None:
    """What one writer does: a store of its own, a note for each name."""
    store = Store(data)
    for name in names:
        note = made.note(1, f"Words of {name}")
        store.change(session_id, "A note", made.adding(replace(note, id=name)))
        say(name)


def together(data: Path, session_id: str, writers: int, notes: int) -> int:
    """Start all writers at the same moment and count those that failed."""
    # Imported before the fork, so that the writers meet in the store and not on the way to it.
    from sessions import locks, saving  # noqa: F401

    ready, start = os.pipe()
    children = []
    for writer in range(writers):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.close(start)
                os.read(ready, 1)
                write(data, session_id, [f"w{writer}-{number}" for number in range(notes)])
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    say("ready")
    os.close(start)
    return sum(os.waitpid(child, 0)[1] != 0 for child in children)


def mortal(data: Path, session_id: str) -> None:
    """One writer a line read, until each is killed."""
    from sessions import locks, saving  # noqa: F401

    for life, _ in enumerate(sys.stdin):
        child = os.fork()
        if child == 0:
            try:
                store = Store(data)
                for number in count():
                    name = f"k{life}-{number}"
                    note = replace(made.note(1), id=name)
                    store.change(session_id, "A note", made.adding(note))
                    say(name)
            finally:
                os._exit(1)
        say(f"born {child}")
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    if sys.argv[1] == "together":
        sys.exit(together(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5])))
    mortal(Path(sys.argv[2]), sys.argv[3])
