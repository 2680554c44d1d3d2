"""``new`` and ``sessions``: making sessions, and looking after those there are."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.common import (
    Group,
    counted,
    data_option,
    json_option,
    loaded_session,
    now,
    open_libraries,
    open_store,
    print_json,
    print_table,
    remark,
    template_named,
)
from facilitator.cli.values import Day, TimeOfDay, today
from sessions.errors import FacilitatorError, SeveralSessions
from sessions.text import key, one_line

if TYPE_CHECKING:
    from frameworks.model import Framework
    from sessions.index import Summary
    from sessions.model import Session
    from sessions.participants import Entrant
    from sessions.store import Store


@click.command()
@click.argument("templates", nargs=-1, required=True, metavar="TEMPLATE...")
@click.option("--cluster", required=True, help="The group of schools it is held for.")
@click.option("--title", default="", help="Its title; else the templates’.")
@click.option("--date", "day", type=Day(), metavar="D", help="Its day, such as 2026-12-01; else today.")
@click.option(
    "--start", type=TimeOfDay(), default="09:00", show_default=True, metavar="HH:MM", help="When it begins."
)
@click.option(
    "--people",
    metavar="FILE",
    help="The participants: lines “Name, School, Role”, or CSV; - reads them here.",
)
@click.option(
    "--area",
    "areas",
    multiple=True,
    metavar="REF",
    help="An area that the whole room works on; FRAMEWORK:REF where two frameworks have it.",
)
@click.option("--review", type=Day(), metavar="D", help="When it is looked back on; else after six weeks.")
@click.option(
    "--delete-by", type=Day(), metavar="D", help="When its notes are to be deleted; else after a year."
)
@click.option(
    "--after",
    metavar="SESSION",
    help="The session it goes on from: its open actions and points are brought, and its people without --people.",
)
@data_option
def new(
    templates: tuple[str, ...],
    cluster: str,
    title: str,
    day: date | None,
    start: str,
    people: str | None,
    areas: tuple[str, ...],
    review: date | None,
    delete_by: date | None,
    after: str | None,
) -> None:
    """Make a session from one or more templates, in this order.

    Prints the session's id and nothing else; what is to be said about it goes to standard error.
    """
    from sessions import bonds
    from sessions.dates import local_zone
    from sessions.participants import recognise
    from sessions.planning import needed, new_session
    from sessions.series import brought_words, follow

    cluster = one_line(cluster)
    if not cluster:
        raise click.UsageError("Give the name of the cluster with --cluster.")
    day = day or today()
    _refuse_early(day, review, delete_by)
    frameworks, library = open_libraries()
    chosen = [template_named(library, one) for one in templates]
    used = [
        found
        for id, language in needed(chosen).items()
        if (found := frameworks.get(id, language)) is not None
    ]
    entrants = _read_entrants(people) if people is not None else ()
    store = open_store()
    before = loaded_session(store, after) if after is not None else None
    if before is not None:
        _refuse_another(before, cluster)
    earlier = store.same_cluster(cluster)
    known, said = recognise(entrants, earlier)
    for words in said:
        remark(words)
    try:
        session = new_session(
            chosen,
            {framework.id: framework for framework in used},
            cluster=cluster,
            day=day,
            now=now(),
            zone=local_zone(),
            title=one_line(title),
            start=start,
            people=known,
            focus=tuple(one_line(area) for area in areas),
            review_date=review,
            delete_by=delete_by,
        )
    except KeyError as error:
        raise FacilitatorError(_no_area(str(error.args[0]), used)) from error
    if before is not None:
        session = follow(session, before, earlier)
        remark(brought_words(session))
    else:
        session = bonds.bring(session, earlier)
    store.create(session)
    click.echo(session.id)


@click.command("again")
@click.argument("session")
@click.option("--title", default="", help="Its title; else the last one’s.")
@click.option(
    "--date", "day", type=Day(), metavar="D", help="Its day; else when the last one was to be reviewed."
)
@click.option("--start", type=TimeOfDay(), metavar="HH:MM", help="When it begins; else as the last one.")
@data_option
def same_again(session: str, title: str, day: date | None, start: str | None) -> None:
    """Make the next session of a series: the same plan and people, with what the last one left open.

    Prints the new session's id and nothing else; what was brought goes to standard error.
    """
    from sessions.series import again, brought_words, next_day

    store = open_store()
    before = loaded_session(store, session)
    made = again(
        before, day=day or next_day(before, today()), now=now(), start=start or "", title=one_line(title)
    )
    store.create(made)
    remark(brought_words(made))
    click.echo(made.id)


def _refuse_early(day: date, review: date | None, delete_by: date | None) -> None:
    for option, other in (("--review", review), ("--delete-by", delete_by)):
        if other is not None and other < day:
            raise click.UsageError(f"{option} {other} is before the session itself, on {day}.")


def _refuse_another(before: Session, cluster: str) -> None:
    if key(before.meta.cluster) != key(cluster):
        raise FacilitatorError(
            f"The session {before.id} is of the cluster “{one_line(before.meta.cluster)}”, not of “{cluster}”. "
            "What was shared in one cluster is never shown to another."
        )


def _no_area(ref: str, frameworks: Sequence[Framework]) -> str:
    """That no framework of the session has this area, and which areas there are."""
    if not frameworks:
        return f"There is no area “{ref}”: the templates work on no framework. Leave --area out."
    several = len(frameworks) > 1
    there = "; ".join(
        f"{framework.id}:{area.ref} {area.title}" if several else f"{area.ref} {area.title}"
        for framework in frameworks
        for area in framework.areas
    )
    return f"There is no area “{ref}”. There are: {there}."


def _read_entrants(file: str) -> tuple[Entrant, ...]:
    """The people in a file, or on standard input for ``-``. Every line that was not understood is said."""
    from sessions.participants import people_text, read_people, read_people_file

    if file == "-" and sys.stdin.isatty():
        remark(
            "Type or paste the people, a line each: Name, School, Role. Ctrl+D on a line of its own ends it."
        )
    if file == "-":
        text = people_text(sys.stdin.buffer.read(), "What came in for the people")
    else:
        text = read_people_file(Path(file))
    listed = read_people(text)
    for said in listed.remarks:
        remark(str(said))
    if listed.entrants:
        remark(f"{listed.summary}.")
    else:
        remark("The list of people is empty. The session is made without any.")
    return listed.entrants


@click.group(
    cls=Group,
    lazy={
        "list": ("sessions:list_sessions", "Every session, the newest first."),
        "show": ("sessions:show_session", "One session: its plan, people, pairs and notes."),
        "delete": ("sessions:delete", "Put a session into the bin."),
        "restore": ("sessions:restore", "Bring a session back from the bin."),
        "bundle": ("sharing:bundle_session", "A whole session in one file, for a colleague’s laptop."),
        "import": ("sharing:import_session", "Take in a session that a colleague handed over."),
    },
)
@data_option
def sessions() -> None:
    """List, show, delete, restore and hand over sessions."""


@click.command("list")
@json_option
@data_option
def list_sessions(as_json: bool) -> None:
    """Every session, the newest first."""
    store = open_store()
    found = store.summaries()
    _say_damaged(store)
    if as_json:
        print_json([_listed(one) for one in found])
        return
    if not found:
        remark("There are no sessions yet. “facilitator new TEMPLATE --cluster NAME” makes one.")
        return
    rows = [
        (
            one.id,
            one.date,
            one.start,
            one.cluster,
            one.title,
            one.problem or one.status,
            one.people,
            one.notes,
        )
        for one in found
    ]
    print_table(
        ("session", "date", "start", "cluster", "title", "status", "people", "notes"), rows, right=(6, 7)
    )


@click.command("show")
@click.argument("session")
@json_option
@data_option
def show_session(session: str, as_json: bool) -> None:
    """One session: its plan, people, pairs and notes, with the numbers that --step and --pair take."""
    from facilitator.cli.describe import describe
    from sessions.show import show

    store = open_store()
    try:
        loaded = loaded_session(store, session)
    finally:
        _say_damaged(store)
    if as_json:
        print_json(show(loaded))
    else:
        describe(loaded, now())


@click.command()
@click.argument("session")
@data_option
def delete(session: str) -> None:
    """Put a session into the bin, from where it can be brought back."""
    store = open_store()
    found = store.find(session)
    store.delete(found)
    click.echo(f"The session {found} is in the bin. “facilitator sessions restore {found}” brings it back.")


@click.command()
@click.argument("session")
@data_option
def restore(session: str) -> None:
    """Bring a session back from the bin, or what can be read of a damaged one that was set aside."""
    store = open_store()
    wanted = session.strip().lower()
    binned = {one.id for one in store.binned() if wanted and one.id.startswith(wanted)}
    aside = [one for one in store.damaged() if wanted and one.session_id.startswith(wanted)]
    # What is in the library again needs no bringing back, unless nothing else is meant.
    missing = [one for one in aside if not store.signature(one.session_id)]
    damaged = missing if missing or binned else aside
    ids = sorted(binned | {one.session_id for one in damaged})
    if len(ids) > 1 and wanted not in ids:
        raise SeveralSessions(session, ids)
    chosen = wanted if wanted in ids else "".join(ids)
    if not ids or chosen in binned:
        found = store.bin.find(chosen or session)
        store.restore(found)
        click.echo(f"The session {found} is in the library again.")
        return
    latest = next(one for one in damaged if one.session_id == chosen)
    left = store.salvage(latest.path)
    if left is None:
        raise FacilitatorError(
            f"Nothing in {latest.path} can be read: {latest.reason}. Look for a copy of it."
        )
    store.create(left)
    people, notes = counted(len(left.people), "person", "people"), counted(len(left.notes), "note")
    click.echo(
        f"The session {left.id} is in the library again, with what could be read of it: {people}, {notes}."
    )


def _say_damaged(store: Store) -> None:
    """That files were set aside, of sessions that are nowhere else."""
    with suppress(FacilitatorError):
        elsewhere = {one.id for one in store.binned()}
        count = sum(
            1
            for one in store.damaged()
            if one.session_id not in elsewhere and not store.signature(one.session_id)
        )
        if count:
            were = "was" if count == 1 else "were"
            remark(f"{counted(count, 'damaged file')} {were} set aside: see “facilitator doctor”.")


def _listed(summary: Summary) -> dict[str, object]:
    """A session as ``sessions list --json`` gives it: keys may be added, none removed or renamed."""
    return {
        "id": summary.id,
        "title": summary.title,
        "cluster": summary.cluster,
        "date": summary.date.isoformat(),
        "start": summary.start,
        "status": summary.status,
        "minutes": summary.minutes,
        "templates": list(summary.templates),
        "people": summary.people,
        "notes": summary.notes,
        "review_date": summary.review_date.isoformat() if summary.review_date else None,
        "delete_by": summary.delete_by.isoformat() if summary.delete_by else None,
        "sample": summary.sample,
        "problem": summary.problem,
    }
