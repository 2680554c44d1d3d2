"""A session in words and tables, for people: with the numbers that ``--step`` and ``--pair`` take."""

from __future__ import annotations

from datetime import datetime

import click

from facilitator.cli.common import counted, print_table, shown
from frameworks.model import Area
from sessions import rounds
from sessions.dates import DAYS, MONTHS
from sessions.forms import given, has_forms, nothing_left
from sessions.model import Session
from sessions.outcomes import actions, points
from sessions.runsheet import run_sheet


def describe(session: Session, now: datetime) -> None:
    """Print a session."""
    _head(session)
    _plan(session, now)
    _people(session)
    _groups(session)
    _swaps(session)
    done = actions(session)
    counts = [
        counted(len(session.notes), "note"),
        counted(len(done), "action") + f" ({sum(1 for action in done if action.state == 'open')} open)",
        counted(len(points(session)), "learning point"),
        counted(len(session.swaps), "swap"),
    ]
    click.echo(f"\n{', '.join(counts)}")


def _head(session: Session) -> None:
    meta = session.meta
    day = meta.date
    click.echo(shown(meta.title) + ("  (sample data)" if meta.sample else ""))
    when = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}, {meta.start}"
    click.echo(shown(f"{meta.cluster}, {when} ({meta.zone}), {meta.status}"))
    click.echo(f"{'session':<13}{meta.id}")
    focus = [area.label for ref in meta.focus if (area := _area(session, ref.framework, ref.ref))]
    for name, value in (
        ("room’s area", "; ".join(focus)),
        ("review", meta.review_date),
        ("delete by", meta.delete_by),
    ):
        if value:
            click.echo(f"{name:<13}{shown(str(value))}")


def _plan(session: Session, now: datetime) -> None:
    rows = []
    for row in run_sheet(session, now).rows:
        notes = "of ".join(str(count) + " " for count in given(session, row.step)).rstrip()
        asked = row.step.capture and has_forms(row.step) and not nothing_left(session, row.step)
        state = "" if row.state == "ahead" else row.state
        rows.append(
            (
                row.number,
                f"{row.planned:%H:%M}",
                row.step.minutes,
                row.step.title,
                state,
                notes if asked else "",
            )
        )
    click.echo()
    print_table(("step", "time", "min", "", "", "notes from"), rows, right=(0, 2))


def _people(session: Session) -> None:
    if not session.people:
        click.echo("\nNo people yet.")
        return
    click.echo()
    here = {None: "", True: "here", False: "not here"}
    rows = [(person.name, person.school, person.role, here[person.here]) for person in session.people]
    print_table((counted(len(rows), "person", "people"), "school", "role", ""), rows)


def _groups(session: Session) -> None:
    for made in rounds.in_force(session):
        step = session.step(made.step)
        click.echo()
        rows = [(group.label, ", ".join(rounds.names(session, group.people))) for group in made.groups]
        print_table((f"{step.title if step else 'groups'}", ""), rows)


def _swaps(session: Session) -> None:
    if not session.swaps:
        return
    click.echo()
    names = {person.id: person.name for person in session.people}
    rows = [
        (
            swap.id,
            names.get(swap.person, ""),
            names.get(swap.partner, "") or "(a visit)",
            swap.host,
            ", ".join(day.isoformat() for day in swap.dates) or "no dates yet",
        )
        for swap in session.swaps
    ]
    print_table(("swap", "who", "with", "goes to", "days"), rows)


def _area(session: Session, framework_id: str, ref: str) -> Area | None:
    framework = session.framework(framework_id)
    return framework.find_area(ref) if framework else None
