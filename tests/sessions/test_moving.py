"""A note that is moved loses nothing on the way, and is never seen by more people than before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import moving, notes, outcomes, plenary
from sessions.forms import Form, Subject, notes_of, subjects
from sessions.model import ActionDetail, Cite, CiteRule, Field, Kind, Note, Session, Shared, Step
from tests.sessions import made

NOW = made.START + timedelta(minutes=30)
SEEN = ("own", "group", "room")

WRITE = Step(
    id="write",
    title="Write it down",
    source="person",
    together="same",
    same_as="talk",
    capture=(
        Field(key="evidence", name="Evidence", kind="evidence"),
        Field(key="action", name="Action", kind="action"),
        Field(key="how", name="How far", kind="scale", options=("not yet", "partly", "fully")),
    ),
)
HARVEST = Step(
    id="harvest",
    title="Harvest",
    source="group",
    together="same",
    same_as="talk",
    shared="room",
    capture=(Field(key="headline", name="Headline"), Field(key="next", name="Next", kind="action")),
)
SCHOOLS = Step(
    id="schools", title="By school", source="school", shared="group", capture=(Field(key="x", name="X"),)
)
AGREE = Step(
    id="agree", title="We agree", source="room", shared="room", capture=(Field(key="said", name="Said"),)
)
TALK = Step(id="talk", title="Talk in pairs", together="pairs", schools="different")


def session() -> Session:
    """Six people in pairs, and a step for each kind of those who are asked."""
    session = made.session(0, people=6)
    steps = (TALK, WRITE, HARVEST, SCHOOLS, AGREE)
    meta = replace(session.meta, steps=tuple(step.id for step in steps))
    return replace(session, steps=steps, meta=meta)


def whose(session: Session, step: Step, at: int = 0) -> Subject:
    return subjects(session, step)[at]


def wrote(session: Session, step: Step, at: int = 0, **words: str) -> Session:
    """A note of the one who stands at this place among those who are asked, called n1."""
    for key, text in words.items():
        session = notes.put_field(
            session, Form(step=step, subject=whose(session, step, at)), "n1", key, text, NOW
        )
    return session


def to(session: Session, step: Step, at: int = 0) -> moving.Moved:
    found = moving.move(session, "n1", step, whose(session, step, at), NOW)
    assert found is not None
    return found


def test_a_note_goes_to_another_pair_at_the_same_step_as_it_is() -> None:
    before = wrote(session(), HARVEST, headline="Ours", next="Ring")
    after = to(before, HARVEST, 1)
    assert not notes_of(after.session, HARVEST, whose(before, HARVEST, 0))
    (note,) = notes_of(after.session, HARVEST, whose(before, HARVEST, 1))
    assert note.fields == {"headline": "Ours", "next": "Ring"}
    assert note.people == ("p3", "p4")
    assert note.shared == "room"
    assert after.apart == ()
    assert not after.careful


def test_what_was_changed_by_hand_at_its_own_step_is_not_changed_again() -> None:
    before = notes.share(wrote(session(), WRITE, evidence="Ours"), "n1", "room", NOW)
    assert to(before, WRITE, 1).note.shared == "room"


def test_a_field_goes_where_the_same_kind_is_asked_and_its_settled_action_with_it() -> None:
    before = wrote(session(), HARVEST, headline="Ours", next="Ring the chair")
    before = replace(before, actions=(ActionDetail(id="n1.next", owner="p2", state="done"),))
    after = to(before, WRITE)
    assert after.note.fields == {"headline": "Ours", "action": "Ring the chair"}
    assert after.note.kinds == {"action": "action"}
    assert after.apart == ("Headline",)
    (action,) = outcomes.actions(after.session)
    assert (action.what, action.owner, action.state) == ("Ring the chair", "p2", "done")


def test_what_stands_apart_is_still_there_under_its_own_name_and_kind() -> None:
    after = to(wrote(session(), WRITE, evidence="Two lessons", how="partly"), AGREE)
    ((_, fields),) = outcomes.written(after.session)
    assert [(field.name, field.kind, text) for field, text in fields] == [
        ("Evidence", "evidence", "Two lessons"),
        ("How", "scale", "partly"),
    ]


def test_it_comes_back_to_the_fields_it_came_from() -> None:
    before = wrote(session(), WRITE, evidence="Two lessons", action="Ring", how="partly")
    there = to(before, AGREE).session
    back = to(there, WRITE)
    assert back.note.fields == before.notes[0].fields
    assert back.apart == ()


def test_a_point_that_the_scale_there_does_not_have_stands_apart() -> None:
    other = replace(
        WRITE, id="other", capture=(Field(key="how", name="How", kind="scale", options=("low", "high")),)
    )
    before = wrote(session(), WRITE, how="partly")
    before = replace(before, steps=(*before.steps, other))
    after = to(before, other)
    assert after.note.fields == {"how-2": "partly"}
    assert after.apart == ("How far",)


def test_the_cites_stay_and_are_what_the_note_is_about_where_that_is_asked() -> None:
    chosen = replace(HARVEST, id="chosen", for_each="chosen statement", cite=CiteRule(what="behaviour"))
    before = wrote(session(), HARVEST, headline="Ours")
    form = Form(step=HARVEST, subject=whose(before, HARVEST))
    cite = Cite(framework="leadership-qualities", ref="1.4", text=made.STATEMENT)
    before = notes.put_cites(before, form, "n1", (cite,), NOW)
    before = replace(before, steps=(*before.steps, chosen))
    after = to(before, chosen)
    assert after.note.cites == (cite,)
    assert after.note.about is not None
    assert after.note.about.ref == "1.4"


def test_whose_it_is_elsewhere_is_known_where_it_is_clear() -> None:
    before = wrote(session(), WRITE, 2, evidence="x")
    note = before.notes[0]
    at_harvest = moving.home(before, note, HARVEST)
    assert at_harvest is not None
    assert "p3" in at_harvest.people
    assert moving.home(before, note, AGREE) is not None
    pair = wrote(session(), HARVEST, headline="x")
    assert moving.home(pair, pair.notes[0], WRITE) is None, "which of the two said it?"
    assert moving.home(pair, pair.notes[0], SCHOOLS) is None


def test_a_note_is_offered_to_those_asked_and_a_step_only_where_it_fits() -> None:
    before = wrote(session(), HARVEST, headline="x")
    note = before.notes[0]
    assert [one.group for one in moving.whose(before, note)] == ["g2", "g3"]
    assert [step.id for step in moving.steps_for(before, note)] == ["write", "schools", "agree"]
    said = plenary.put(before, TALK, "n2", "Everyone agreed", NOW)
    room = said.notes[-1]
    assert [step.id for step in moving.steps_for(said, room)] == ["write", "harvest", "schools", "agree"]
    assert moving.home(said, room, WRITE) == moving.THE_ROOM


def test_what_the_room_said_goes_into_the_pairs_own_field_and_back() -> None:
    before = plenary.put(session(), WRITE, "n1", "Two lessons", NOW)
    pair = to(before, WRITE)
    assert pair.note.fields == {"evidence": "Two lessons"}
    assert pair.note.people == ("p1",)
    agreed = plenary.put(session(), AGREE, "n1", "1.4 Two lessons", NOW)
    talk = moving.move(agreed, "n1", TALK, moving.THE_ROOM, NOW)
    assert talk is not None
    assert [plenary.line_of(talk.session, TALK, note) for note in plenary.lines(talk.session, TALK)] == [
        "1.4 Two lessons"
    ]


KINDS = st.sampled_from([kind for kind in get_args(Kind) if kind not in ("scale", "rating")])
KEYS = st.sampled_from(["a", "b", "c", "a-2", "from-the-whole-room"])


@dataclass
class Two:
    here: Step
    there: Step


@st.composite
def forms_of_any_kind(draw: st.DrawFn) -> Two:
    """Two steps with any fields, asking any two kinds of subjects."""

    def fields() -> tuple[Field, ...]:
        keys = draw(st.lists(KEYS, min_size=1, max_size=4, unique=True))
        return tuple(Field(key=key, name=key.upper(), kind=draw(KINDS)) for key in keys)

    def step(id: str) -> Step:
        return replace(
            HARVEST,
            id=id,
            source=draw(st.sampled_from(["person", "group", "school", "room"])),
            shared=draw(st.sampled_from(get_args(Shared))),
            capture=fields(),
        )

    return Two(step("here"), step("there"))


@settings(max_examples=150, deadline=None)
@given(forms_of_any_kind(), st.sets(KEYS, min_size=1), st.sampled_from(SEEN))
def test_every_word_comes_along_and_nobody_more_may_see_it(two: Two, keys: set[str], seen: Shared) -> None:
    before = session()
    before = replace(before, steps=(TALK, two.here, two.there))
    words = {key: f"words of {key}" for key in sorted(keys)}
    note = Note(
        id="n1",
        step="here",
        people=("p1",),
        fields=words,
        kinds={"c": "action"} if "c" in keys else {},
        shared=seen,
        at=NOW,
        changed=NOW,
    )
    before = replace(before, notes=(note,), actions=(ActionDetail(id="n1.c", state="done"),))
    after = to(before, two.there)
    moved = after.note
    assert sorted(moved.fields.values()) == sorted(words.values())
    assert SEEN.index(moved.shared) <= min(SEEN.index(seen), SEEN.index(two.there.shared))
    assert after.careful == (moved.shared != seen)
    # What was settled is settled of the same words.
    settled = [moved.fields[detail.id.removeprefix("n1.")] for detail in after.session.actions]
    assert settled == [words[key] for key in ("c",) if key in keys]
    asked = {field.key: field.kind for field in two.there.capture}
    for key in moved.fields:
        assert key not in asked or moved.kinds.get(key, "text") == asked[key]


def test_moving_what_is_gone_does_nothing() -> None:
    assert moving.move(session(), "n9", AGREE, moving.THE_ROOM, datetime.now(UTC)) is None
