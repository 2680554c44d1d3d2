"""``frameworks``: listing, showing, checking and writing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli.checking import check_files, is_page, put, warn
from facilitator.cli.common import (
    Group,
    data_option,
    framework_named,
    json_option,
    open_libraries,
    print_json,
    print_table,
    shown,
)
from frameworks.model import Area, Framework, Statement, group_ref

if TYPE_CHECKING:
    from exports.framework_page import Format


@click.group(
    cls=Group,
    lazy={
        "list": ("frameworks:list_frameworks", "Every framework."),
        "show": ("frameworks:show_framework", "One framework with all its words and refs."),
        "export": ("frameworks:export_framework", "A page to print, or the framework’s own file."),
        "check": ("frameworks:check_frameworks", "Name every fault in files, and what to write instead."),
    },
)
@data_option
def frameworks() -> None:
    """List, show, print and check frameworks."""


@click.command("list")
@json_option
@data_option
def list_frameworks(as_json: bool) -> None:
    """Every framework, those that come with the program and your own."""
    from frameworks.show import listed

    library, _ = open_libraries()
    found = [listed(framework) for framework in library.all()]
    warn(library.faults())
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
    """FRAMEWORK with all its words; in brackets what --area and --cite take where that is no code."""
    from frameworks.show import show

    library, _ = open_libraries()
    found = framework_named(library, framework)
    if as_json:
        print_json(show(found))
    else:
        _describe(found)


def _describe(framework: Framework) -> None:
    click.echo(f"{shown(framework.title)}\n{framework.id}")
    for words in (framework.status, framework.source):
        if words:
            click.echo(shown(words))
    _paragraphs(framework.opening, before="\n")
    for area in framework.areas:
        click.echo(f"\n{shown(_with_ref(area))}")
        _paragraphs(area.definition, indent="  ")
        for number, group in enumerate(area.groups, 1):
            lead = group.lead_in
            if group.title:
                words = f"{group.title}{': ' + lead if lead else ''} ({group_ref(area, number)})"
                click.echo(shown(f"  {words}"))
            elif lead:
                click.echo(shown(f"  {lead}"))
            for statement in group.statements:
                click.echo(shown(f"  {_with_ref(statement)}"))
    for title, texts in (
        ("Opening", framework.prompts.opening),
        ("Reflection", framework.prompts.reflection),
    ):
        if texts:
            click.echo(f"\n{title}")
            for text in texts:
                click.echo(shown(f"  {text}"))


def _paragraphs(markdown: str, *, indent: str = "", before: str = "") -> None:
    from sessions.prompts import plain

    for place, line in enumerate(line for line in plain(markdown).split("\n") if line.strip()):
        click.echo(("" if place else before) + shown(f"{indent}{line}"))


def _with_ref(one: Area | Statement) -> str:
    """As people read it, with the ref that commands take where that is not its code."""
    return one.label if one.code else f"{one.label} ({one.ref})"


@click.command("export")
@click.argument("framework")
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html"]),
    help="The framework’s own file, or a page to print; else as the file’s name ends, or the file.",
)
@click.option(
    "--area",
    "areas",
    multiple=True,
    metavar="REF",
    help="On the page this area alone; more than once for several.",
)
@click.option("--to", "file", metavar="FILE", help="Write it to a new file, or into a folder.")
@data_option
def export_framework(framework: str, form: Format | None, areas: tuple[str, ...], file: str | None) -> None:
    """FRAMEWORK as a page to print (html), or as the file that “check” reads again, to change and share (md).

    Prints it where --to names no file, else the file's name.
    """
    from facilitator.cli.lookup import area_named

    library, _ = open_libraries()
    found = framework_named(library, framework)
    if form is None:
        form = "html" if is_page(file) else "md"
    chosen = [area_named(found, ref) for ref in areas]
    if form == "html":
        from exports.framework_page import file_stem, write_page

        put(write_page(found, "html", chosen), file, f"{file_stem(found, chosen)}.html")
        return
    if chosen:
        raise click.UsageError(
            "--area is for the page to print: --format html. The framework’s file is whole."
        )
    from frameworks.writer import write_framework

    language = "" if found.language == "en" else f".{found.language}"
    put(write_framework(found), file, f"{found.id}{language}.md")


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@json_option
@data_option
def check_frameworks(files: tuple[str, ...], as_json: bool) -> None:
    """Name every fault in framework files, with its line and what to write instead."""
    from frameworks.reader import check_framework

    check_files(files, check_framework, as_json)
