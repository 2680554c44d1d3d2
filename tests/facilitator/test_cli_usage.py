"""How the command line behaves as a process: statuses, one line for each error, never a traceback, no Textual."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.facilitator.commandline import COMMAND, call, new_session, process

SCREENS = ((), ("run", "x"), ("rehearse", "x"), ("stage",), ("room",), ("demo",))


def test_a_command_imports_nothing_it_does_not_need() -> None:
    # One after the other in one process: what one command imports is there for those after it too.
    commands: tuple[tuple[str, ...], ...] = (
        ("--version",),
        ("--help",),
        ("note", "--help"),
        ("sessions", "list"),
        ("templates", "list"),
        ("frameworks", "list"),
        ("doctor",),
        ("note", "x", "--step", "1", "--field", "a=b"),
    )
    imported = dict(zip(commands, _imported(*commands), strict=True))
    heavy = {"textual", "rich", "tinydb", "markdown_it", "yaml", "sessions.store", "exports", "platformdirs"}
    for args in commands[:3]:
        assert "facilitator.cli" in imported[args]
        assert not heavy & imported[args], args
    assert "facilitator.cli.notes" not in imported[("--help",)]
    for args in commands:
        assert not {"textual", "rich"} & imported[args], args
    assert "sessions.store" in imported[commands[-1]]


def test_the_version_is_said() -> None:
    assert process("--version").out == f"facilitator {version('facilitator')}\n"


def test_help_lists_every_command_that_works_and_none_that_does_not() -> None:
    listed = re.findall(r"^  ([a-z]+)  ", call("--help").out, re.MULTILINE)
    assert listed == [
        *("demo", "run", "rehearse", "stage", "room", "new", "again", "sessions", "note", "point", "swap"),
        *("export", "worksheet", "templates", "frameworks", "doctor"),
    ]
    for command in listed:
        assert call(command, "--help").out.startswith(f"Usage: facilitator {command}")


@pytest.mark.parametrize("args", SCREENS)
def test_commands_with_a_screen_say_so_where_there_is_none(args: tuple[str, ...]) -> None:
    result = process(*args)
    assert (result.status, result.out) == (1, "")
    (line,) = result.err.splitlines()
    assert "needs a terminal" in line


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_draw_is_said_to_be_one(term: str) -> None:
    output = in_a_terminal(*COMMAND, "stage", TERM=term)
    assert "needs a terminal that can draw" in output
    assert "\x1b" not in output


def test_a_session_that_is_not_there_is_said_before_anything_is_drawn() -> None:
    for command in ("run", "stage"):
        output = in_a_terminal(*COMMAND, command, "nonsense")
        assert "There is no session “nonsense”" in output
        assert "\x1b" not in output


def test_wrong_usage_is_one_line_and_status_2() -> None:
    for args, said in (
        (("nonsense",), "No such command 'nonsense'. “facilitator --help” shows how it is used."),
        (("note",), "Missing argument 'SESSION'. “facilitator note --help” shows how it is used."),
        (("sessions", "shwo"), "Did you mean 'show'?"),
        (("new", "--nonsense"), "No such option '--nonsense'"),
    ):
        result = call(*args, status=2)
        assert said in result.err
        assert (result.out, len(result.err.splitlines())) == ("", 1)


def test_a_group_without_a_command_shows_what_there_is() -> None:
    assert "restore" in call("sessions", status=2).err


def test_the_data_folder_may_stand_before_or_after_the_command(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    made = call("--data", folder, "new", "cluster-swap", "--cluster", "C").line
    for args in (
        ("sessions", "list", "--json", "--data", folder),
        ("sessions", "--data", folder, "list", "--json"),
    ):
        assert [one["id"] for one in call(*args).json] == [made]
    assert call("sessions", "list", "--json").json == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o500)
    result = process("new", "cluster-swap", "--cluster", "C")
    assert (result.status, len(result.err.splitlines())) == (1, 1)
    assert "--data" in result.err


def test_a_file_where_the_data_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    result = process("new", "cluster-swap", "--cluster", "C")
    assert (result.status, result.out, len(result.err.splitlines())) == (1, "", 1)
    assert str(tmp_path / "data") in result.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_the_output_is_said_without_a_traceback(tmp_path: Path) -> None:
    new_session(tmp_path)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            (*COMMAND, "sessions", "list"), stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False
        )
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "No space left" in done.stderr


def test_a_reader_who_leaves_early_needs_no_message(tmp_path: Path) -> None:
    new_session(tmp_path)
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            (*COMMAND, "sessions", "list"),
            stdout=writer,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


def test_letters_that_the_output_cannot_take_do_not_stop_a_command(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    for encoding in ("latin-1", "ascii"):
        odd = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
        done = subprocess.run(
            (*COMMAND, "sessions", "show", session),
            capture_output=True,
            env={**os.environ, **odd},
            check=False,
        )
        assert (done.returncode, b"yn-Jones" in done.stdout, done.stderr) == (0, True, b"")
        shown = process("sessions", "show", session, "--json", **odd).json
        assert shown["people"][4]["name"] == "Siân Ŵyn-Jones"


def test_bytes_that_are_no_text_do_not_stop_a_command(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    field = b"more=caf\xe9"
    done = subprocess.run(
        (*COMMAND, "note", session, "--step", "6", "--person", "Mair", "--field", field),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert call("sessions", "show", session, "--json").json["notes"][0]["fields"] == {"more": "caf\ufffd"}


def test_a_mistake_of_our_own_is_said_without_what_people_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("what somebody said in confidence")

    monkeypatch.setattr("sessions.store.Store.summaries", broken)
    result = call("sessions", "list", status=1)
    assert (
        "A mistake in facilitator itself: RuntimeError (tests.facilitator.test_cli_usage, line" in result.err
    )
    assert "confidence" not in result.err


def test_stopping_a_command_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sessions.store.Store.summaries", stopped)
    assert call("sessions", "list", status=1).err.strip() == "Stopped."


def in_a_terminal(*command: str, **environment: str) -> str:
    """What a command that fails prints in a terminal of its own."""
    parent, child = pty.openpty()
    done = subprocess.run(
        command,
        stdin=child,
        stdout=child,
        stderr=child,
        env={**os.environ, **environment},
        timeout=20,
        check=False,
    )
    os.close(child)
    output = os.read(parent, 65536).decode()
    os.close(parent)
    assert done.returncode == 1
    return output


def _imported(*commands: tuple[str, ...]) -> list[set[str]]:
    """The modules that are there after each of these commands, run in a process of their own."""
    code = (
        "import io, json, sys\n"
        "from contextlib import redirect_stderr, redirect_stdout\n"
        "from facilitator.cli import main\n"
        "found = []\n"
        "for command in json.loads(sys.argv[1]):\n"
        "    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):\n"
        "        main(command)\n"
        "    found.append(sorted(sys.modules))\n"
        "print(json.dumps(found))"
    )
    command = (sys.executable, "-c", code, json.dumps(commands))
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return [set(names) for names in json.loads(done.stdout)]
