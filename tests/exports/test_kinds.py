"""Fields with a meaning on paper and in hand-outs: dates as they are said, owners and due dates beside actions."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from exports import handout, markdown
from exports.names import Names, removed
from exports.worksheet import worksheet
from sessions import walls
from sessions.model import Field, Note, Session, Step
from sessions.outcomes import actions, owner_name
from tests import build

NOW = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
FORM = Step(
    id="audit",
    title="Audit",
    source="person",
    shared="room",
    capture=(
        Field(key="day", name="Seen on", kind="date"),
        Field(key="far", name="How far", kind="rating", options=("not yet", "fully")),
        Field(key="what", name="Action", kind="action"),
        Field(key="who", name="Owner", kind="owner"),
        Field(key="when", name="By when", kind="due"),
        Field(key="state", name="State", kind="state"),
    ),
)


def session(**fields: str) -> Session:
    """A session whose first person wrote this, shared with the room."""
    made = build.session(4)
    who, at = (made.people[0].id,), build.NOW
    note = Note(id="n1", step="audit", people=who, fields=fields, shared="room", at=at, changed=at)
    return replace(made, steps=(FORM,), meta=replace(made.meta, steps=("audit",)), notes=(note,))


def record(made: Session, names: Names = "kept") -> str:
    return markdown.render(handout.record(made, NOW, names))


def test_a_date_is_printed_as_it_is_said_whoever_typed_it():
    assert "Wednesday 3 February 2027" in record(session(day="2027-02-03"))
    assert "2027-02-03" not in record(session(day="2027-02-03"))
    # As older versions kept it.
    assert "1/12 (Tuesday 1 December 2026)" in record(session(day="1/12")).replace("\\", "")
    assert "after the fair" in record(session(day="after the fair"))


def test_an_action_shows_its_owner_and_its_day():
    made = session(what="Ring the families", who="the governors", when="2027-01-12")
    text = record(made)
    assert "### the governors\n\n- [ ] Ring the families – by 12 January 2027\n" in text
    assert text.count("the governors") == text.count("Ring the families") == 1
    second = made.people[1].name
    said = record(session(what="Ring", who=second, when="2027-01-12"))
    assert f"### {second}\n\n- [ ] Ring – by 12 January 2027\n" in said


def test_a_due_date_that_is_none_is_said_in_its_own_words():
    printed = record(session(what="Ring the families", when="before half-term")).replace("\\", "")
    assert "when: before half-term" in printed
    assert "by 12 January" not in printed


@pytest.mark.parametrize("owner", ["Ella Beynon", "Ella Beynon, the governors"])
def test_with_names_removed_an_owner_has_a_stand_in_and_is_never_the_writer(owner: str):
    made = session(what="Ring the families", who=owner, when="2027-01-12")
    writer, other = made.people[0], replace(made.people[1], name="Ella Beynon")
    made = replace(made, people=(writer, other, *made.people[2:]))
    assert "Ella" not in record(made, "removed")
    (action,) = actions(removed(made, pseudonyms=True))
    assert owner_name(removed(made, pseudonyms=True), action).startswith("Leader ")
    assert action.owner == other.id
    outside = replace(made, notes=(replace(made.notes[0], fields={"what": "Ring", "who": "Dai Howells"}),))
    (action,) = actions(removed(outside, pseudonyms=True))
    assert action.owner == "someone else"
    (action,) = actions(removed(outside))
    assert action.owner == ""
    assert "Howells" not in markdown.render(handout.group_notes(outside, NOW))


def test_ones_own_action_stays_ones_own_with_names_removed():
    made = session(what="Ring the families", who="me")
    (action,) = actions(removed(made, pseudonyms=True))
    assert action.owner == made.people[0].id


def test_the_wall_names_no_owner_and_says_dates_in_words():
    made = session(
        day="2027-01-12", what="Ring the families", who="Dai Howells", when="2027-02-01", state="done"
    )
    text = walls.words(made, made.notes[0])
    assert text == "Tuesday 12 January 2027 / Ring the families / Monday 1 February 2027 / done"


def test_states_are_ticked_on_paper_and_an_owner_and_a_day_have_one_line():
    printed = worksheet(session(), NOW)
    for state in ("done", "still open", "dropped"):
        assert f"☐ {state}" in printed
    fields = printed.split('class="field"')
    for name in ("Owner", "By when", "Seen on"):
        counts = [part.count('class="line"') for part in fields if f"<b>{name}</b>" in part]
        assert set(counts) == {1}
