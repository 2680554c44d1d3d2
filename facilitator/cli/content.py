"""``templates`` and ``frameworks``: listing, showing and checking content files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.common import (
    Group,
    counted,
    data_option,
    framework_named,
    json_option,
    open_libraries,
    print_json,
    print_table,
    remark,
    shown,
    template_named,
)
from facilitator.cli.values import TimeOfDay
from frameworks.faults import ContentError, Fault
from frameworks.model import Area, Statement
from frameworks.source import read_text

if TYPE_CHECKING:
    from exports.guide import Format

# From a file's text and name to what is wrong in it.
Check = Callable[[str, str], list[Fault]]


@click.group(
    cls=Group,
    lazy={
        "list": ("content:list_templates", "Every template."),
        "show": ("content:show_template", "The facilitator’s guide to one template."),
        "check": ("content:check_templates", "Name every fault in files, and what to write instead."),
        "import": ("sharing:import_template", "Take in a template, or a bundle, that a colleague sent."),
        "save": ("sharing:save_template", "Save a session’s plan as a template."),
        "bundle": ("sharing:bundle_template", "A template with its frameworks in one file, for a colleague."),
    },
)
@data_option
def templates() -> None:
    """List, show, check, save and share templates."""


@click.group(
    cls=Group,
    lazy={
        "list": ("content:list_frameworks", "Every framework."),
        "show": ("content:show_framework", "One framework with all its words."),
        "check": ("content:check_frameworks", "Name every fault in files, and what to write instead."),
    },
)
@data_option
def frameworks() -> None:
    """List, show and check frameworks."""


@click.command("list")
@json_option
@data_option
def list_templates(as_json: bool) -> None:
    """Every template, those that come with the program and your own."""
    from sessions.template_show import listed

    _, library = open_libraries()
    found = [listed(template) for template in library.all()]
    _warn(library.faults())
    if as_json:
        print_json(found)
        return
    rows = [(one["id"], one["title"], one["framework"], one["minutes"]) for one in found]
    print_table(("template", "title", "framework", "min"), rows, right=(3,))


@click.command("show")
@click.argument("template")
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html"]),
    help="Markdown, or a page to print; else as the file’s name ends, or Markdown.",
)
@click.option("--to", "file", metavar="FILE", help="Write it to a new file, or into a folder.")
@click.option(
    "--start", type=TimeOfDay(), default="09:00", show_default=True, metavar="HH:MM", help="Begun when."
)
@json_option
@data_option
def show_template(template: str, form: Format | None, file: str | None, start: str, as_json: bool) -> None:
    """The facilitator’s guide to TEMPLATE: times, what the room sees, what to say, the forms, what to have ready."""
    from exports.guide import guide, write
    from sessions.template_show import show

    if as_json and (form or file):
        raise click.UsageError("Give --json, or --format and --to, not both.")
    frameworks, library = open_libraries()
    found = template_named(library, template)
    if as_json:
        print_json(show(found))
        return
    if form is None:
        form = "html" if (file or "").strip().lower().endswith((".html", ".htm")) else "md"
    text = write(guide(found, {one.id: one for one in frameworks.all()}, start), form)
    if file is None:
        click.echo(text, nl=False)
        return
    from sessions.post import place, post

    posted = post(place(file, f"{found.id}-guide.{form}"), text.encode())
    if posted.there:
        remark("It is there already, just the same.")
    click.echo(posted.path)


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@json_option
@data_option
def check_templates(files: tuple[str, ...], as_json: bool) -> None:
    """Name every fault in template files, with its line and what to write instead."""
    from sessions.fitting import check_in_full

    library, _ = open_libraries()
    known = {framework.id: framework for framework in library.all()}
    _check(files, lambda text, path: check_in_full(text, path, known), as_json)


@click.command("list")
@json_option
@data_option
def list_frameworks(as_json: bool) -> None:
    """Every framework, those that come with the program and your own."""
    from frameworks.show import listed

    library, _ = open_libraries()
    found = [listed(framework) for framework in library.all()]
    _warn(library.faults())
    if as_json:
        print_json(found)
        return
    rows = [(one["id"], one["title"], one["language"], one["areas"], one["statements"]) for one in found]
    print_table(("framework", "title", "language", "areas", "statements"), rows, right=(3, 4))


@click.command("show")
@click.argument("framework")
@json_option
@data_option
def show_framework(framework: str, as_json: bool) -> None:
    """One framework with all its words."""
    from frameworks.show import show

    library, _ = open_libraries()
    found = framework_named(library, framework)
    if as_json:
        print_json(show(found))
        return
    click.echo(f"{shown(found.title)}\n{found.id}")
    for words in (found.status, found.source):
        if words:
            click.echo(shown(words))
    for area in found.areas:
        click.echo(f"\n{shown(_with_ref(area))}")
        for group in area.groups:
            if group.title:
                click.echo(shown(f"  {group.title}{': ' + group.lead_in if group.lead_in else ''}"))
            for statement in group.statements:
                click.echo(shown(f"  {_with_ref(statement)}"))


def _with_ref(one: Area | Statement) -> str:
    """As people read it, with the ref that commands take where that is not its code."""
    return one.label if one.code else f"{one.label} ({one.ref})"


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@json_option
@data_option
def check_frameworks(files: tuple[str, ...], as_json: bool) -> None:
    """Name every fault in framework files, with its line and what to write instead."""
    from frameworks.reader import check_framework

    _check(files, check_framework, as_json)


def _check(files: Sequence[str], check: Check, as_json: bool) -> None:
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


def _warn(faults: Sequence[Fault]) -> None:
    """Say that some files could not be used; the others work all the same."""
    if faults:
        files = len({fault.path for fault in faults})
        verb = "has a fault and is" if files == 1 else "have faults and are"
        remark(f"{counted(files, 'file')} {verb} left out. “facilitator doctor” names them.")
