"""What ``templates`` and ``frameworks`` share: naming the faults of content files, and writing what they show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from facilitator.cli.common import counted, print_json, remark, shown
from frameworks.faults import ContentError, Fault
from frameworks.source import read_text

# From a file's text and name to what is wrong in it.
Check = Callable[[str, str], list[Fault]]


def check_files(files: Sequence[str], check: Check, as_json: bool) -> None:
    """Print every fault of every file; the status is 1 when there is an error among them."""
    faults: list[Fault] = []
    for name in files:
        found = _faults(name, check)
        faults += found
        if not as_json:
            for fault in found:
                click.echo("\n".join(shown(line) for line in str(fault).split("\n")))
            if not any(fault.level == "error" for fault in found):
                looks = f", {counted(len(found), 'thing')} worth a look" if found else ""
                click.echo(f"{name}: no faults{looks}.")
    if as_json:
        print_json([_shape(fault) for fault in faults])
    errors = [fault for fault in faults if fault.level == "error"]
    if errors:
        first = errors[0]
        where = f"{first.path}:{first.line}" if first.line else first.path
        remark(
            f"{counted(len(errors), 'fault')}, the first in {where}. Mend what is named above and check again."
        )
        click.get_current_context().exit(1)


def warn(faults: Sequence[Fault]) -> None:
    """Say that some files could not be used; the others work all the same."""
    if faults:
        files = len({fault.path for fault in faults})
        verb = "has a fault and is" if files == 1 else "have faults and are"
        remark(f"{counted(files, 'file')} {verb} left out. “facilitator doctor” names them.")


def put(text: str, file: str | None, name: str) -> None:
    """Print a text, or write it to a new file (in a folder it is called `name`) and print the file's name. Raises
    FacilitatorError where there is another file."""
    if file is None:
        click.echo(text, nl=False)
        return
    from sessions.post import place, post

    posted = post(place(file, name), text.encode())
    if posted.there:
        remark("It is there already, just the same.")
    click.echo(posted.path)


def is_page(file: str | None) -> bool:
    """Whether the name of a file says that a web page is wanted."""
    return (file or "").strip().lower().endswith((".html", ".htm"))


def _faults(file: str, check: Check) -> list[Fault]:
    try:
        return check(read_text(Path(file)), file)
    except ContentError as error:
        return error.faults


def _shape(fault: Fault) -> dict[str, object]:
    return {
        "path": fault.path,
        "line": fault.line,
        "text": fault.text,
        "level": fault.level,
        "message": fault.message,
        "suggestion": fault.suggestion,
    }
