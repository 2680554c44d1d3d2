"""``doctor``: what is well, what is not, and what to do about it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from facilitator.cli.common import (
    counted,
    data_folder,
    data_option,
    json_option,
    open_libraries,
    open_store,
    print_json,
    shown,
)
from frameworks.faults import Fault
from sessions.errors import FacilitatorError

# The sizes the screens are composed for (the product's rule): columns, rows.
STAGE = (60, 18)
CONSOLE = (80, 24)
# A full library of a busy facilitator takes some tens of MB; less than this is asking for trouble.
_LITTLE_ROOM = 50 * 1024 * 1024


@click.command()
@json_option
@data_option
def doctor(as_json: bool) -> None:
    """Say what is well and what is not: terminal, data folder, damaged files, faults in content; and what to do."""
    found = examine()
    if as_json:
        print_json(found)
        return
    for name, words in _lines(found):
        click.echo(f"{name + ':':<13}{shown(words)}")
    for fault in found["faults"]:
        where = f"{fault['path']}:{fault['line']}" if fault["line"] else fault["path"]
        click.echo(shown(f"  {where}: {fault['message']} {fault['suggestion']}"))
    click.echo("\nWhat to do:" if found["advice"] else "\nAll is well.")
    for advice in found["advice"]:
        click.echo(f"- {shown(advice)}")


def examine() -> dict[str, Any]:
    """Everything there is to know, as plain data: keys may be added, none removed or renamed."""
    terminal, data = _terminal(), _data(data_folder())
    found: dict[str, Any] = {
        "version": version("facilitator"),
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "terminal": terminal,
        "data": data,
        "awake": _awake(),
        "keys": _keys(data_folder()),
        **_store(),
        "faults": _faults(),
    }
    found["advice"] = _advice(found)
    return found


def _terminal() -> dict[str, Any]:
    """The terminal that this was typed in, wherever its output goes."""
    term, size = os.environ.get("TERM", ""), _terminal_size()
    columns, rows = size or (None, None)
    return {
        "there": size is not None and (os.name == "nt" or term not in ("", "dumb", "unknown")),
        "columns": columns,
        "rows": rows,
        "stage": _fits(size, STAGE),
        "console": _fits(size, CONSOLE),
        "colours": _colours(term),
        "term": term,
        "encoding": (sys.stdout.encoding or "").lower(),
    }


def _terminal_size() -> tuple[int, int] | None:
    for stream in (sys.__stdin__, sys.__stderr__, sys.__stdout__):
        try:
            if stream is not None and stream.isatty():
                size = os.get_terminal_size(stream.fileno())
                return size.columns, size.lines
        except (OSError, ValueError):
            continue
    return None


def _fits(size: tuple[int, int] | None, wanted: tuple[int, int]) -> bool:
    return size is not None and size[0] >= wanted[0] and size[1] >= wanted[1]


def _colours(term: str) -> int:
    """How many colours the terminal says it has; 0 where NO_COLOR asks for none."""
    if os.environ.get("NO_COLOR"):
        return 0
    if os.environ.get("COLORTERM", "") in ("truecolor", "24bit") or os.environ.get("WT_SESSION"):
        return 16_777_216
    return 256 if "256" in term else 16


def _data(folder: Path) -> dict[str, Any]:
    """Whether the data folder, or where it would be made, can be written to, and what room there is."""
    standing = next((one for one in (folder, *folder.parents) if os.path.lexists(one)), Path())
    refused = ""
    try:
        # Asking the permissions is not enough: disks are full, or can only be read.
        with tempfile.TemporaryFile(dir=standing) as probe:
            probe.write(b"facilitator")
    except OSError as error:
        refused = error.strerror or type(error).__name__
    try:
        free: int | None = shutil.disk_usage(standing).free
    except OSError:
        free = None
    return {
        "path": str(folder),
        "exists": folder.is_dir(),
        "writable": not refused,
        "refused": refused,
        "free": free,
    }


def _awake() -> bool:
    """Whether the system keeps this computer awake when it is asked to."""
    from facilitator.awake import possible

    return possible()


def _keys(folder: Path) -> dict[str, Any]:
    """The keys that were changed, and what in their file cannot be used."""
    from facilitator.keymap import FILE, read_keymap

    found = read_keymap(folder)
    return {"path": str(folder / FILE), "changed": len(found.keys), "problems": list(found.problems)}


def _store() -> dict[str, Any]:
    """The sessions, those in the bin, open consoles and damaged files."""
    store = open_store()
    found: dict[str, Any] = {"sessions": 0, "bin": 0, "consoles": [], "damaged": [], "unreadable": []}
    try:
        listed = store.summaries()
        found["sessions"] = len(listed)
        found["unreadable"] = [{"session": one.id, "reason": one.problem} for one in listed if one.problem]
        found["bin"] = len(store.binned())
        for session_id in store.open_sessions():
            holder = store.console_holder(session_id)
            if holder is not None:
                found["consoles"].append({"session": session_id, "holder": str(holder)})
        for one in store.damaged():
            left = store.salvage(one.path)
            found["damaged"].append(
                {
                    "session": one.session_id,
                    "path": str(one.path),
                    "when": one.when.isoformat(),
                    "reason": one.reason,
                    "back": store.signature(one.session_id) is not None,
                    "readable": left is not None,
                    "people": len(left.people) if left else 0,
                    "notes": len(left.notes) if left else 0,
                }
            )
    except FacilitatorError as error:
        found["unreadable"].append({"session": "", "reason": str(error)})
    return found


def _faults() -> list[dict[str, Any]]:
    frameworks, templates = open_libraries()
    found: list[Fault] = [*frameworks.faults(), *templates.faults()]
    return [
        {
            "path": fault.path,
            "line": fault.line,
            "text": fault.text,
            "level": fault.level,
            "message": fault.message,
            "suggestion": fault.suggestion,
        }
        for fault in found
    ]


def _advice(found: dict[str, Any]) -> list[str]:
    terminal, data = found["terminal"], found["data"]
    advice = []
    if terminal["there"] and not terminal["stage"]:
        advice.append(f"Make the terminal larger, or its letters smaller: the stage takes {_size(STAGE)}.")
    elif terminal["there"] and not terminal["console"]:
        advice.append(
            f"Make the terminal larger, or its letters smaller: the console takes {_size(CONSOLE)}."
        )
    if not terminal["there"]:
        advice.append("Here is no terminal that can draw: open the app and the stage in one.")
    if terminal["colours"] == 0:
        advice.append("NO_COLOR is set, so everything is grey. Unset it to see colours.")
    if terminal["encoding"].replace("-", "") != "utf8":
        advice.append("The terminal may not show letters such as ŵ. Set it to UTF-8 (LANG=en_GB.UTF-8).")
    if not data["writable"]:
        advice.append(
            f"Nothing can be saved in {data['path']}: {data['refused']}. Choose another folder with --data."
        )
    elif data["free"] is not None and data["free"] < _LITTLE_ROOM:
        advice.append(f"The disk is nearly full ({_bytes(data['free'])} left). Make room on it.")
    if not found["awake"]:
        advice.append(
            "This computer cannot be kept awake during a session: set its sleep and its screen saver to “never” "
            "before you begin."
        )
    advice += [f"{found['keys']['path']}: {problem}" for problem in found["keys"]["problems"]]
    for one in found["damaged"]:
        if one["back"]:
            advice.append(
                f"{one['path']} is a damaged copy of a session that is in the library. Remove it when all is there."
            )
        elif one["readable"]:
            left = f"{counted(one['people'], 'person', 'people')} and {counted(one['notes'], 'note')}"
            advice.append(
                f"{one['path']} is damaged: {one['reason']}. {left} can be read: “facilitator sessions restore "
                f"{one['session']}” brings them back."
            )
        else:
            advice.append(
                f"{one['path']} is damaged: {one['reason']}. Nothing in it can be read; look for a copy."
            )
    advice += [
        f"{one['session']}: {one['reason']}." if one["session"] else one["reason"]
        for one in found["unreadable"]
    ]
    errors = [fault for fault in found["faults"] if fault["level"] == "error"]
    if errors:
        files = len({fault["path"] for fault in errors})
        advice.append(
            f"Mend the faults named above: {counted(files, 'content file')} {'is' if files == 1 else 'are'} left out."
        )
    return advice


def _lines(found: dict[str, Any]) -> list[tuple[str, str]]:
    """What was found, a line each."""
    terminal, data = found["terminal"], found["data"]
    size = f"{terminal['columns']}×{terminal['rows']}" if terminal["columns"] else "none here"
    free = f", {_bytes(data['free'])} free" if data["free"] is not None else ""
    state = "can be written" if data["writable"] else f"cannot be written ({data['refused']})"
    consoles = "; ".join(f"{one['session']} ({one['holder']})" for one in found["consoles"])
    colours = {0: "none (NO_COLOR)", 16_777_216: "16 million"}.get(
        terminal["colours"], str(terminal["colours"])
    )
    return [
        ("facilitator", f"{found['version']}, Python {found['python']}, {found['system']}"),
        ("terminal", f"{size} (the console takes {_size(CONSOLE)}, the stage {_size(STAGE)})"),
        ("colours", colours),
        ("TERM", terminal["term"] or "not set"),
        ("letters", terminal["encoding"] or "unknown"),
        ("data", f"{data['path']}{'' if data['exists'] else ' (not made yet)'}, {state}{free}"),
        ("awake", "during a session" if found["awake"] else "only as this computer's settings say"),
        (
            "keys",
            f"{counted(found['keys']['changed'], 'command')} changed"
            if found["keys"]["changed"]
            else "as usual",
        ),
        ("sessions", f"{found['sessions']}, {found['bin']} in the bin"),
        ("consoles", consoles or "none open"),
        ("damaged", counted(len(found["damaged"]), "file") if found["damaged"] else "none"),
        ("content", counted(len(found["faults"]), "fault") if found["faults"] else "no faults"),
    ]


def _size(size: tuple[int, int]) -> str:
    return f"{size[0]}×{size[1]}"


def _bytes(count: int) -> str:
    for limit, unit in ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")):
        if count >= limit:
            return f"{count / limit:.1f} {unit}"
    return f"{count} bytes"
