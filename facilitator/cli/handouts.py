"""``export`` and ``worksheet``: what people take home, written into a folder."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.common import (
    data_option,
    listing,
    loaded_session,
    now,
    open_libraries,
    open_store,
    remark,
    shown,
)
from sessions.errors import FacilitatorError

if TYPE_CHECKING:
    from exports.folder import Written
    from exports.names import Names
    from exports.planned import For
    from exports.write import Progress
    from sessions.model import Session
    from sessions.store import Store

# Those that tell of dates, and so of the session that comes next.
_DATED = ("json", "ics")
# Those in which no code for the group's notes stands.
_LINKLESS = ("run-sheet", "attendance")
# Seconds after which one wonders whether anything happens.
_MOMENT = 1
_TO = click.option(
    "--to", "folder", required=True, metavar="DIR", help="The folder to write into; made if need be."
)


@click.command()
@click.argument("session")
@_TO
@click.option(
    "--for",
    "kind",
    type=click.Choice(["group", "people", "pairs", "schools", "record", "run-sheet", "attendance"]),
    default="group",
    show_default=True,
    help="What was shared with the room; everyone’s own notes, a file each; everything; the plan and its "
    "times; or who took part, for CPD records.",
)
@click.option(
    "--format",
    "formats",
    default="md",
    show_default=True,
    metavar="md,html,csv,json,ics",
    help="Markdown, a web page, a table of notes, data, a calendar: one or several, by commas.",
)
@click.option(
    "--names", type=click.Choice(["removed", "kept"]), help="Whether names stay; else as the kind has it."
)
@click.option(
    "--link",
    metavar="URL",
    help="Where the group’s notes will be found, for their QR code; {cluster}, {date} and {id} are filled in. "
    "Else as it was set for the session.",
)
@data_option
def export(session: str, folder: str, kind: For, formats: str, names: Names | None, link: str | None) -> None:
    """Write what people take home from SESSION; prints the files' names."""
    from exports.write import export as write

    wanted = _formats(formats)
    store = open_store()
    loaded = loaded_session(store, session)
    if not link and kind not in _LINKLESS:
        loaded = _linked(store, loaded)
    following = _next(store, loaded) if set(_DATED) & set(wanted) else None
    place, moment = _folder(folder), now()
    with _telling() as progress:
        files = write(
            loaded, place, kind, names, wanted, link or "", now=moment, following=following, progress=progress
        )
    _print(files)
    if names == "removed" or (names is None and kind == "group"):
        _say_doubts(loaded, kind)


@click.command()
@click.argument("session", metavar="SESSION_OR_TEMPLATE")
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
    """Write blank sheets to print: for a session one for each who is asked, for a template one for each kind of sheet.

    Prints the files' names.
    """
    from exports.write import worksheet_to

    loaded = _template(session) or loaded_session(open_store(), session)
    _print(worksheet_to(loaded, _folder(folder), now=now(), frameworks=with_framework, groups=groups or 0))


def _template(name: str) -> Session | None:
    """A template's blank session, if it is the id of one; those of sessions begin with their day."""
    if name[:1].isdigit():
        return None
    from exports.worksheet import blank

    frameworks, templates = open_libraries()
    found = templates.get(name.strip())
    return blank(found, {one.id: one for one in frameworks.all()}, now()) if found is not None else None


def _say_doubts(session: Session, kind: For) -> None:
    """Say which words may be a name and may be none, and what became of them."""
    from exports.leaving import in_doubt_said, of_hand_out

    if said := in_doubt_said(of_hand_out(session, kind)):
        remark(f"{said} Hand out in the app is where to decide.")


def _next(store: Store, session: Session) -> Session | None:
    from sessions.following import next_of

    return next_of(store, session)


def _linked(store: Store, session: Session) -> Session:
    """The session with the usual link as its own, if it has none: kept, for what people scan must not change."""
    from exports.links import settled
    from facilitator.settings import Settings

    settings = Settings(store.data)
    settle = partial(settled, usual=settings.link, days=settings.link_days, since=settings.link_since)
    if settle(session) is session:
        return session
    try:
        return store.change(session.id, "Link to the group's notes", settle, undoable=False)
    except FacilitatorError:
        # Where nothing can be written the notes can still be handed out.
        return settle(session)


@contextmanager
def _telling() -> Iterator[Progress]:
    """Says on a terminal how many files are written, where that takes longer than a moment; nothing of it stays."""
    began, told = time.monotonic(), ""

    def tell(done: int, of: int) -> None:
        nonlocal told
        if sys.stderr.isatty() and time.monotonic() - began > _MOMENT:
            told = f"{done} of {of} files are written."
            click.echo(f"\r{told}", nl=False, err=True)

    try:
        yield tell
    finally:
        if told:
            click.echo(f"\r{' ' * len(told)}\r", nl=False, err=True)


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
    """The formats, each once. Those that are none are wrong usage."""
    from exports.formats import FORMATS

    wanted = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    known = listing(list(FORMATS), "or")
    if not wanted:
        raise click.UsageError(f"Give a format with --format: {known}.")
    for one in wanted:
        if one not in FORMATS:
            raise click.UsageError(f"“{shown(one)}” is no format of a hand-out. It is {known}.")
    return wanted
