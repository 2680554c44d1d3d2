"""A small session and an app that opens one screen on it, for tests of the screens a live session opens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec.structs import replace
from textual.events import Mount
from textual.screen import Screen

from facilitator import app
from facilitator.app import FacilitatorApp
from facilitator.desk import Desk
from frameworks.model import Area, Framework, Group, Statement
from sessions import planning, progress, round_changes
from sessions.model import CiteRule, Field, Person, Session, Step, Template
from sessions.store import Store

NOW = datetime(2026, 12, 1, 9, 40, tzinfo=UTC)
HOSTILE = "[@click=app.quit]x[/]"

NAMES = (
    ("Alun Rees", "Ysgol y Bryn"),
    ("Mair Pugh", "Cwmtawe Primary"),
    ("Siân Gethin", "Ysgol y Bryn"),
    ("Priya Mathias", "Pont Wernog"),
    ("Niamh O'Driscoll", "Cwmtawe Primary"),
    ("Llŷr Benfield", "Pont Wernog"),
)

FRAMEWORK = Framework(
    id="qualities",
    title="Qualities",
    coded=("areas", "statements"),
    statement="behaviour",
    area="quality",
    source="A source, https://example.org/qualities",
    areas=tuple(
        Area(
            ref=str(n),
            code=str(n),
            title=title,
            definition=f"What {title.lower()} means in one sentence.",
            groups=(
                Group(statements=(Statement(ref=f"{n}.1", code=f"{n}.1", text=f"Shows {title.lower()}"),)),
            ),
        )
        for n, title in enumerate(("Reflection", "Collaboration", "Trust"), 1)
    ),
)

STEPS = (
    Step(id="welcome", title="Welcome", minutes=5, prompt="## Welcome"),
    Step(id="talk", title="Talk in pairs", minutes=12, together="pairs", schools="different", prompt="Talk."),
    Step(
        id="write",
        title="Write it down",
        minutes=12,
        together="same",
        same_as="talk",
        source="person",
        cite=CiteRule(what="behaviour"),
        capture=(
            Field(key="evidence", name="Evidence", kind="evidence"),
            Field(key="action", name="Action", kind="action"),
        ),
        prompt="Write.",
    ),
    Step(
        id="harvest",
        title="Harvest",
        minutes=12,
        together="same",
        same_as="talk",
        source="group",
        shared="room",
        capture=(Field(key="headline", name="Headline"),),
        prompt="Share.",
    ),
    Step(id="close", title="Close", minutes=5, prompt="Goodbye."),
)


def people(count: int = 6) -> tuple[Person, ...]:
    """So many people; the seventh and later ones are made up from the first six."""
    return tuple(
        Person(
            id=f"p{n}",
            name=NAMES[n % 6][0] if n < 6 else f"{NAMES[n % 6][0].split()[0]} Number{n}",
            school=NAMES[n % 6][1],
            role="Head",
        )
        for n in range(count)
    )


def session(
    *, at: str = "talk", count: int = 6, here: int | None = None, who: tuple[Person, ...] = ()
) -> Session:
    """A session at the step whose title begins with `at` ("" before the start), `here` of its people ticked off."""
    template = Template(id="small", title="A small workshop", framework=FRAMEWORK.id, steps=STEPS)
    made = planning.new_session(
        [template],
        {FRAMEWORK.id: FRAMEWORK},
        cluster="Cwm cluster",
        day=date(2026, 12, 1),
        now=NOW,
        zone="Europe/London",
        people=who or people(count),
    )
    made = replace(made, meta=replace(made.meta, screens=2))
    for person in made.people[: here or 0]:
        made = round_changes.arrival(made, person.id, True)
    if at:
        made = progress.begin(made, NOW)
        made = progress.enter(made, step(made, at), NOW)
    return made


def step(made: Session, title: str) -> Step:
    """The step whose title begins so."""
    return next(one for one in made.steps if one.title.lower().startswith(title))


class SmallApp(FacilitatorApp):
    """The app, opened straight on one screen of one session."""

    CSS_PATH = [Path(app.__file__).with_name("app.tcss")]

    def __init__(
        self,
        data: Path,
        made: Session,
        opens: Callable[[Desk], Screen[None]],
        now: Callable[[], datetime] = lambda: NOW,
    ) -> None:
        super().__init__(data, now=now)
        self.store.create(made)
        self._opens = opens
        self.session_id = made.id
        self.left = False

    def get_default_screen(self) -> Screen[object]:
        """No library under it."""
        return Screen()

    async def on_mount(self, event: Mount) -> None:  # type: ignore[override]
        """Open the screen instead of the library."""
        event.prevent_default()
        self.desk = self.open_desk(self.session_id)
        await self.push_screen(self._opens(self.desk), self._gone)

    def _gone(self, _result: None) -> None:
        self.left = True

    @property
    def saved(self) -> Session:
        """The session as it is on the disk."""
        return Store(self.data).load(self.session_id)


def text_of(running: FacilitatorApp) -> str:
    """What the screen in front shows, as painted."""
    rows = running.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row) for row in rows)
