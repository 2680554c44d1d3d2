"""Sessions to keep in a store, made by hand and in any size."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from frameworks.model import Area, Framework, Group, Statement
from sessions import model
from sessions.model import Cite, Field, Meta, Note, Person, Ref, Round, Session, Step, UsedFramework

ID = "2026-12-01-cwm-test-k7f3"
START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
STATEMENT = "Takes part in honest talk about how teaching goes, and changes something because of it"
WORDS = "We watched two lessons in the first week, kept what worked and told the whole staff about it."


def framework() -> Framework:
    """A framework as long as real ones are: nine areas of eight statements."""
    return Framework(
        id="leadership-qualities",
        title="Leadership qualities",
        coded=("areas", "statements"),
        areas=tuple(
            Area(
                ref=str(area),
                code=str(area),
                title=f"Quality {area}",
                definition=WORDS,
                groups=(
                    Group(
                        statements=tuple(
                            Statement(ref=f"{area}.{one}", code=f"{area}.{one}", text=STATEMENT)
                            for one in range(1, 9)
                        )
                    ),
                ),
            )
            for area in range(1, 10)
        ),
    )


def note(number: int, text: str = WORDS, *, person: str = "p1") -> Note:
    """A note of a usual length: three fields and a cite."""
    at = START + timedelta(seconds=number)
    return Note(
        id=f"n{number}",
        step="write",
        round="r1",
        group="g1",
        people=(person,),
        about=Ref(framework="leadership-qualities", ref="1.4"),
        cites=(Cite(framework="leadership-qualities", ref="1.4", text=STATEMENT),),
        fields={"evidence": text, "action": WORDS, "help": "The deputy head"},
        at=at,
        changed=at,
    )


def session(notes: int = 2, *, id: str = ID, cluster: str = "Cwm Test", people: int = 30) -> Session:
    """A session with so many notes and people, in pairs."""
    who = tuple(
        Person(id=f"p{one}", name=f"Leader {one}", school=f"Ysgol {one % 6}", role="Head")
        for one in range(1, people + 1)
    )
    pairs = tuple(
        model.Group(
            id=f"g{one // 2 + 1}", label=f"Pair {one // 2 + 1}", people=(who[one].id, who[one + 1].id)
        )
        for one in range(0, people - 1, 2)
    )
    captured = (
        Field(key="evidence", name="Evidence of impact", kind="evidence"),
        Field(key="action", name="Actions", kind="action"),
        Field(key="help", name="Who or what will help", kind="help"),
    )
    steps = (
        Step(id="welcome", title="Welcome", minutes=5, prompt=WORDS),
        Step(id="talk", title="Talk in pairs", minutes=12, together="pairs", schools="different"),
        Step(
            id="write", title="Write it down", minutes=12, together="same", same_as="talk", capture=captured
        ),
    )
    used = framework()
    return Session(
        meta=Meta(
            id=id,
            title="Pair talk on a leadership quality",
            cluster=cluster,
            date=date.fromisoformat(id[:10]),
            start="09:00",
            zone="Europe/London",
            templates=("quality-pair-talk",),
            steps=tuple(step.id for step in steps),
            created=START,
        ),
        steps=steps,
        frameworks=(UsedFramework(id=used.id, digest=used.digest(), framework=used),),
        people=who,
        rounds=(Round(id="r1", step="talk", groups=pairs, made_at=START),),
        notes=tuple(note(number) for number in range(1, notes + 1)),
    )


def writing(note_id: str, text: str, key: str = "evidence") -> Callable[[Session], Session]:
    """The change that types `text` into a field of a note."""

    def apply(old: Session) -> Session:
        return replace(
            old,
            notes=tuple(
                replace(one, fields={**one.fields, key: text}) if one.id == note_id else one
                for one in old.notes
            ),
        )

    return apply


def adding(new: Note) -> Callable[[Session], Session]:
    """The change that adds a note."""
    return lambda old: replace(old, notes=(*old.notes, new))
