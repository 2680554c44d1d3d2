"""The command line for tests: in this process, which is quick, or as a process of its own, which is the truth."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from facilitator.cli import main

COMMAND = (sys.executable, "-m", "facilitator")


@dataclass(frozen=True)
class Result:
    """What a command gave."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line that was printed."""
        (line,) = self.out.splitlines()
        return line

    @property
    def json(self) -> Any:
        """What was printed, as JSON."""
        return json.loads(self.out)


def call(*args: str | Path, stdin: bytes = b"", status: int | None = 0) -> Result:
    """Run a command in this process; None takes any status."""
    out, err = io.BytesIO(), io.BytesIO()
    with (
        redirect_stdout(io.TextIOWrapper(out, "utf-8", write_through=True)),
        redirect_stderr(io.TextIOWrapper(err, "utf-8", write_through=True)),
        patch("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8")),
    ):
        given = main([str(arg) for arg in args])
        printed, said = out.getvalue().decode(), err.getvalue().decode()
    assert status is None or given == status, f"{args}: {given}\n{printed}\n{said}"
    return Result(given, printed, said)


def process(*args: str | Path, **environment: str) -> Result:
    """Run a command as a process of its own, without a terminal."""
    done = subprocess.run(
        (*COMMAND, *map(str, args)),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        encoding="utf-8",
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


PEOPLE = """\
Glenys Hopkin, Ysgol Gwern, Headteacher
Rhodri Vaughan, Ysgol Bryn, Deputy head
Mair Pugh, Ysgol Gwern, Deputy head
Alun Rees, Ysgol Bryn, Headteacher
Siân Ŵyn-Jones, Ysgol Dŵr, Headteacher
"""


def new_session(tmp_path: Path, *options: str, people: str = PEOPLE, templates: tuple[str, ...] = ()) -> str:
    """The id of a new session with some people in it."""
    listed = tmp_path / "people.txt"
    listed.write_text(people, encoding="utf-8")
    chosen = templates or ("quality-pair-talk", "cluster-swap")
    return call("new", *chosen, "--cluster", "Cwm Test", "--people", listed, *options).line


def step_asking(session: str, key: str) -> str:
    """The number of the first step whose form has this field."""
    steps = call("sessions", "show", session, "--json").json["steps"]
    numbers = [
        number for number, step in enumerate(steps, 1) if key in {field["key"] for field in step["capture"]}
    ]
    return str(numbers[0])


def moment() -> datetime:
    """An instant of the first of December 2026, when the tests' sessions are held."""
    return datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
