"""Small sessions made by hand, for tests of the rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from frameworks.model import Area, Framework, Group, Prompts, Statement
from sessions import planning
from sessions.model import CiteRule, Field, Person, Session, Step, Template

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def after(minutes: float) -> datetime:
    """NOW and so many minutes."""
    return NOW + timedelta(minutes=minutes)


def framework() -> Framework:
    """Two coded areas with two statements each."""
    return Framework(
        id="fw",
        title="A framework",
        coded=("areas", "statements"),
        statement="behaviour",
        area="quality",
        status="our own words",
        areas=tuple(
            Area(
                ref=str(a),
                code=str(a),
                title=f"Area {a}",
                definition=f"What area {a} means.",
                groups=(
                    Group(
                        statements=tuple(
                            Statement(ref=f"{a}.{b}", code=f"{a}.{b}", text=f"Does {a} and {b}.")
                            for b in (1, 2)
                        )
                    ),
                ),
            )
            for a in (1, 2)
        ),
        prompts=Prompts(opening=("Tell a story.",), reflection=("What next?",)),
    )


def template() -> Template:
    """Welcome, talk in pairs, swap roles, write it down, harvest."""
    return Template(
        id="talk",
        title="A talk",
        framework="fw",
        steps=(
            Step(
                id="welcome",
                title="Welcome",
                minutes=5,
                prompt="## Hello {cluster}\n\nGood morning.",
                private="SECRET one",
            ),
            Step(
                id="talk",
                title="Talk in pairs",
                minutes=12,
                together="pairs",
                schools="different",
                roles=("speaker", "listener"),
                prompt="Talk about {area}.",
                private="SECRET two",
            ),
            Step(
                id="swap",
                title="Swap roles",
                minutes=12,
                together="same",
                same_as="talk",
                roles=("speaker", "listener"),
                prompt="Now the other one.",
                private="SECRET three",
            ),
            Step(
                id="write",
                title="Write it down",
                minutes=10,
                together="same",
                same_as="talk",
                source="person",
                for_each="chosen statement",
                cite=CiteRule(what="behaviour", at_least=1),
                capture=(
                    Field(key="evidence", name="Evidence", kind="evidence", hint="where, how and when"),
                    Field(key="action", name="Action", kind="action"),
                    Field(key="help", name="Help", kind="help"),
                ),
                prompt="Write.",
                private="SECRET four",
            ),
            Step(
                id="harvest",
                title="Harvest",
                minutes=10,
                together="same",
                same_as="talk",
                source="group",
                shared="room",
                cite=CiteRule(what="behaviour", at_least=1),
                capture=(Field(key="headline", name="Headline"),),
                prompt="One headline.",
                private="SECRET five",
            ),
        ),
    )


def people(count: int = 6, schools: int = 3) -> tuple[Person, ...]:
    """So many leaders, spread over so many schools."""
    return tuple(
        Person(id=f"p{n}", name=f"Leader {n:02}", school=f"School {n % schools}", role="Head")
        for n in range(count)
    )


def session(count: int = 6, schools: int = 3) -> Session:
    """A planned session on 1 December 2026 at nine, London time."""
    return planning.new_session(
        [template()],
        {"fw": framework()},
        cluster="Cwm Test",
        day=date(2026, 12, 1),
        now=NOW,
        zone="Europe/London",
        people=people(count, schools),
    )


def titled(session: Session, title: str) -> Step:
    """The step with this title."""
    return next(step for step in session.steps if step.title == title)
