"""Actions as they are read from the notes: what, whose, by when, in which state."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from sessions.model import ActionDetail, Field, Kind, Note, Session, Step
from sessions.outcomes import Action, actions, owner_name
from tests import build

AT = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)
FORM = Step(
    id="audit",
    title="Audit",
    source="person",
    capture=(
        Field(key="evidence", name="Evidence", kind="evidence"),
        Field(key="one", name="Action", kind="action"),
        Field(key="who", name="Owner", kind="owner"),
        Field(key="aside", name="Aside"),
        Field(key="when", name="By when", kind="due"),
        Field(key="two", name="Another", kind="action"),
        Field(key="when-2", name="By when", kind="due"),
    ),
)


def session(*steps: Step, **fields: str) -> Session:
    """A session with one note, of its first person, with these fields."""
    made = build.session(3)
    steps = steps or (FORM,)
    made = replace(made, steps=steps, meta=replace(made.meta, steps=tuple(one.id for one in steps)))
    fields = {key.replace("_", "-"): text for key, text in fields.items()}
    note = Note(id="n1", step="audit", people=(made.people[0].id,), fields=fields, at=AT, changed=AT)
    return replace(made, notes=(note,))


def first(made: Session) -> Action:
    return actions(made)[0]


def test_without_owner_and_due_date_it_is_the_writers_until_the_review():
    made = session(one="Begin")
    assert (first(made).owner, first(made).due) == (made.people[0].id, made.meta.review_date)


def test_owner_and_due_date_come_from_the_fields_after_it_up_to_the_next_action():
    made = session(one="Begin", who="the governors", when="2027-01-12", two="End", when_2="2027-02-01")
    one, two = actions(made)
    assert (one.owner, one.due, one.due_words) == ("the governors", date(2027, 1, 12), "")
    assert (two.owner, two.due) == (made.people[0].id, date(2027, 2, 1))


def test_an_owner_beside_an_action_that_nobody_wrote_is_nobody_elses():
    made = session(one="", who="the governors", when="2027-01-12", two="End")
    (two,) = actions(made)
    assert (two.what, two.owner, two.due) == ("End", made.people[0].id, made.meta.review_date)


def test_an_owner_of_the_session_is_that_person_and_several_stay_words():
    made = session(one="Begin", who="PLACEHOLDER")
    second = made.people[1]

    def owned(words: str) -> Action:
        return first(replace(made, notes=(replace(made.notes[0], fields={"one": "Begin", "who": words}),)))

    assert owned(f" {second.name.upper()} ").owner == second.id
    assert owner_name(made, owned(second.name)) == second.name
    assert owned(f"{second.name}, the governors").owner == f"{second.name}, the governors"
    for oneself in ("me", "I", "Myself"):
        assert owned(oneself).owner == made.people[0].id
    together = replace(made.notes[0], people=("p1", "p2"), fields={"one": "Begin", "who": "me"})
    assert first(replace(made, notes=(together,))).owner == "me"


@pytest.mark.parametrize(
    ("words", "due"),
    [("2027-01-12", date(2027, 1, 12)), ("12/1", date(2027, 1, 12)), ("tomorrow", date(2026, 12, 2))],
)
def test_words_that_are_a_date_are_read_from_the_day_they_were_written(words: str, due: date):
    assert first(session(one="Begin", when=words)).due == due


def test_words_that_are_no_date_are_kept_and_no_other_date_is_put_in_their_place():
    found = first(session(one="Begin", when="before half-term"))
    assert (found.due, found.due_words) == (None, "before half-term")


def test_what_was_settled_later_comes_before_what_the_form_says():
    made = session(one="Begin", who="the governors", when="soon")
    settled = ActionDetail(id="n1.one", owner="p2", due=date(2027, 3, 1), state="done")
    found = first(replace(made, actions=(settled,)))
    assert (found.owner, found.due, found.due_words, found.state) == ("p2", date(2027, 3, 1), "", "done")


def test_an_action_whose_step_was_taken_out_keeps_its_owner_and_due_date():
    made = session(one="Begin", who="the governors", when="2027-01-12")
    kinds: dict[str, Kind] = {field.key: field.kind for field in FORM.capture}
    made = replace(made, steps=(), notes=(replace(made.notes[0], kinds=kinds),))
    assert (first(made).owner, first(made).due) == ("the governors", date(2027, 1, 12))
