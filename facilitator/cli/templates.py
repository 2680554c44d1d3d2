"""``templates``: listing, showing and checking them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli.checking import check_files, is_page, put, warn
from facilitator.cli.common import (
    Group,
    data_option,
    json_option,
    open_libraries,
    print_json,
    print_table,
    template_named,
)
from facilitator.cli.values import TimeOfDay

if TYPE_CHECKING:
    from exports.guide import Format


@click.group(
    cls=Group,
    lazy={
        "list": ("templates:list_templates", "Every template."),
        "show": ("templates:show_template", "The facilitator’s guide to one template."),
        "check": ("templates:check_templates", "Name every fault in files, and what to write instead."),
        "import": ("sharing:import_template", "Take in a template, or a bundle, that a colleague sent."),
        "save": ("sharing:save_template", "Save a session’s plan as a template."),
        "bundle": ("sharing:bundle_template", "A template with its frameworks in one file, for a colleague."),
    },
)
@data_option
def templates() -> None:
    """List, show, check, save and share templates."""


@click.command("list")
@json_option
@data_option
def list_templates(as_json: bool) -> None:
    """Every template, those that come with the program and your own."""
    from sessions.template_show import listed

    _, library = open_libraries()
    found = [listed(template) for template in library.all()]
    warn(library.faults())
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
        form = "html" if is_page(file) else "md"
    text = write(guide(found, {one.id: one for one in frameworks.all()}, start), form)
    put(text, file, f"{found.id}-guide.{form}")


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@json_option
@data_option
def check_templates(files: tuple[str, ...], as_json: bool) -> None:
    """Name every fault in template files, with its line and what to write instead."""
    from sessions.fitting import check_in_full

    library, _ = open_libraries()
    known = {framework.id: framework for framework in library.all()}
    check_files(files, lambda text, path: check_in_full(text, path, known), as_json)
