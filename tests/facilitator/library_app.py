"""The app with its library in front, on a store that a test has filled."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec.structs import replace
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from facilitator.app import FacilitatorApp
from facilitator.widgets.rows import Rows
from frameworks.text import slug
from sessions.model import Session
from sessions.store import Store
from tests.build import NOW, session
from tests.facilitator.live_app import painted

# What people must be able to type without harm.
HOSTILE = "[@click=app.quit]x[/] [/oops]"


def held(cluster: str, day: str, title: str, *, status: str = "planned", people: int = 6) -> Session:
    """A session of a cluster on a day, with an id that says both."""
    made = session(people)
    year, month, of_month = map(int, day.split("-"))
    meta = replace(
        made.meta,
        id=f"{day}-{slug(cluster)}-k7f3",
        cluster=cluster,
        date=made.meta.date.replace(year, month, of_month),
        title=title,
        status=status,
    )
    return replace(made, meta=meta)


@asynccontextmanager
async def library(
    data: Path, sessions: Iterable[Session] = (), *, size: tuple[int, int] = (80, 24), demo: bool = False
) -> AsyncIterator[Pilot[None]]:
    """The app on a folder with these sessions, saved in this order."""
    store = Store(data, now=lambda: NOW)
    for one in sessions:
        store.create(one)
    app = FacilitatorApp(data, demo=demo, now=lambda: NOW)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def seen(pilot: Pilot[None]) -> str:
    """What is on the screen."""
    return painted(pilot.app)


def row(pilot: Pilot[None], words: str) -> str:
    """The first line on the screen with these words; "" when there is none."""
    return next((line for line in seen(pilot).splitlines() if words in line), "")


def front(pilot: Pilot[None]) -> Screen[object]:
    """The screen in front."""
    return pilot.app.screen


def current(pilot: Pilot[None]) -> str:
    """What the cursor of the first list is on."""
    return front(pilot).query(Rows).first().current


async def put(pilot: Pilot[None], field: str, text: str) -> None:
    """Put a long text into a field, as pasting does."""
    widget = front(pilot).query_one(f"#{field}" if field else TextArea)
    if isinstance(widget, Input):
        widget.value = text
    else:
        assert isinstance(widget, TextArea)
        widget.text = text
    await pilot.pause()


async def said(pilot: Pilot[None]) -> str:
    """What the facilitator was told last."""
    await pilot.pause()
    notices = list(pilot.app._notifications)
    return notices[-1].message if notices else ""
