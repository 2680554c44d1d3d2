"""``export`` and ``worksheet``: what people take home, written into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.common import data_option, loaded_session, now, open_store, remark

if TYPE_CHECKING:
    from exports.folder import Written
    from exports.names import Names
    from exports.write import For

# A format appears here once it can be written.
_FORMATS = ("md",)
_LATER = ("html", "csv", "json", "ics")
_TO = click.option(
    "--to", "folder", required=True, metavar="DIR", help="The folder to write into; made if need be."
)


@click.command()
@click.argument("session")
@_TO
@click.option(
    "--for",
    "kind",
    type=click.Choice(["group", "people", "pairs", "schools", "record"]),
    default="group",
    show_default=True,
    help="What was shared with the room; everyone’s own notes, a file each; or everything.",
)
@click.option(
    "--format", "formats", default="md", show_default=True, metavar="md", help="The formats, by commas."
)
@click.option(
    "--names", type=click.Choice(["removed", "kept"]), help="Whether names stay; else as the kind has it."
)
@click.option(
    "--link", default="", metavar="URL", help="Where the group’s notes will be found, for their QR code."
)
@data_option
def export(session: str, folder: str, kind: For, formats: str, names: Names | None, link: str) -> None:
    """Write what people take home from SESSION; prints the files' names."""
    from exports.write import export as write

    wanted = _formats(formats)
    store = open_store()
    loaded = loaded_session(store, session)
    _print(write(loaded, _folder(folder), kind, names, wanted, link, now=now()))


@click.command()
@click.argument("session")
@_TO
@click.option("--with-framework", is_flag=True, help="And what people read from: a page for each framework.")
@click.option(
    "--groups",
    type=click.IntRange(1, 500),
    metavar="N",
    help="For how many pairs or groups; else for as many as there are.",
)
@data_option
def worksheet(session: str, folder: str, with_framework: bool, groups: int | None) -> None:
    """Write blank sheets to print for SESSION, one for each who is asked; prints the files' names."""
    from exports.write import worksheet_to

    store = open_store()
    loaded = loaded_session(store, session)
    _print(worksheet_to(loaded, _folder(folder), now=now(), frameworks=with_framework, groups=groups or 0))


def _print(written: Written) -> None:
    """The files, one a line; what did not go as one would expect goes to standard error."""
    for said in written.remarks:
        remark(said)
    for path in written:
        click.echo(path)


def _folder(name: str) -> Path:
    if not name.strip():
        raise click.UsageError("Give the name of a folder with --to.")
    return Path(name).expanduser()


def _formats(text: str) -> tuple[str, ...]:
    """The formats, each once. Those that are none, or not yet, are wrong usage."""
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    if not wanted:
        raise click.UsageError("Give a format with --format: md.")
    for one in wanted:
        if one in _LATER:
            raise click.UsageError(f"Hand-outs come only as md so far, not as {one}.")
        if one not in _FORMATS:
            raise click.UsageError(f"“{one}” is no format of a hand-out. There is only md so far.")
    return wanted
