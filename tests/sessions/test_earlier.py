"""Whose it is that an earlier session left, who is asked about it, and until when it may be kept."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import earlier, forms, notes, round_changes, rounds, series
from sessions.forms import Form
from sessions.model import Earlier, Field, Kind, Note, Person, Session, Step
from sessions.topics import earlier_ref, topic
from tests import build
from tests.build import NOW

SCHOOL = "Ysgol y Bryn"
REVIEW = Step(
    id="back",
    title="Look back",
    source="person",
    for_each="earlier",
    earlier=("action", "point"),
    capture=(Field(key="state", name="What became of it", kind="state"),),
)


def held(item: Earlier, *people: Person) -> Session:
    return replace(build.session(2), people=people, steps=(REVIEW,), earlier=(item,), rounds=())


def left(
    *people: str, kind: Kind = "action", school: str = "", owner: str = "", gone: date | None = None
) -> Earlier:
    return Earlier(
        id="n1.do", session="before", day=date(2026, 10, 6), kind=kind, step="Write", field="Action", text="Paint it",
        people=people, school=school, owner=owner, shared="group", delete_by=gone,
    )  # fmt: skip


def asked(session: Session) -> list[str]:
    return [form.subject.id for form in forms.due(session, REVIEW) if form.about is not None]


ANN, BEN, CAI = (
    Person(id=id, name=name, school=SCHOOL) for id, name in (("a", "Ann"), ("b", "Ben"), ("c", "Cai"))
)


@pytest.mark.parametrize("item", [left(school=SCHOOL), left("a", "b", "c")], ids=["school", "group"])
def test_what_several_have_to_see_to_is_asked_once(item: Earlier):
    assert asked(held(item, ANN, BEN, CAI)) == ["a"]


@pytest.mark.parametrize("owner", ["b", "Ben", "ben, Zoe"])
def test_it_is_asked_of_its_owner(owner: str):
    session = held(left(school=SCHOOL, owner=owner), ANN, BEN, CAI)
    assert asked(session) == ["b"]
    assert earlier.owned_by(session, session.earlier[0]) == ("b",)


def test_it_is_asked_of_the_first_who_is_here_where_its_owner_is_not():
    session = rounds.everyone_here(held(left(school=SCHOOL, owner="c"), ANN, BEN, CAI))
    assert asked(session) == ["c"]
    gone = round_changes.arrival(session, "c", False)
    assert asked(gone) == ["a"]
    assert asked(round_changes.arrival(gone, "a", False)) == ["b"]


def test_it_is_asked_of_whoever_wrote_about_it():
    session = held(left(school=SCHOOL), ANN, BEN, CAI)
    item = session.earlier[0]
    form = Form(step=REVIEW, subject=forms.subjects(session, REVIEW)[2], about=earlier_ref(item))
    session = notes.put_field(session, form, "n9", "state", "done", NOW)
    assert asked(session) == ["c"]
    assert [one.note is None for one in forms.due(session, REVIEW) if one.about is not None] == [False]


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (left(school=SCHOOL), SCHOOL),
        (left("a", "b"), "Ann, Ben"),
        (left(school=SCHOOL, owner="b"), "Ben"),
        (left("a", "b", owner="the governors"), "the governors"),
    ],
)
def test_what_is_asked_once_says_whose_it_is(item: Earlier, words: str):
    session = held(item, ANN, BEN, CAI)
    found = topic(session, earlier_ref(item))
    assert found is not None
    assert found.within == f"Action, Tuesday 6 October 2026 · {words}"
    alone = topic(held(left("a"), ANN), earlier_ref(item))
    assert alone is not None
    assert alone.within == "Action, Tuesday 6 October 2026"


def test_a_learning_point_is_each_ones_own():
    assert asked(held(left("a", "b", kind="point"), ANN, BEN, CAI)) == ["a", "b"]


def test_an_owner_whose_it_is_not_is_not_asked():
    stranger = Person(id="z", name="Zoe", school="Elsewhere")
    assert asked(held(left("a", "b", owner="z"), stranger, ANN, BEN)) == ["a"]


@given(
    owner=st.sampled_from(["", "a", "b", "c", "Ann and Cai", "the governors"]),
    here=st.lists(st.sampled_from([None, True, False]), min_size=3, max_size=3),
)
def test_what_is_several_peoples_never_comes_up_twice_nor_is_it_lost(owner: str, here: list[bool | None]):
    people = [replace(one, here=is_here) for one, is_here in zip((ANN, BEN, CAI), here, strict=True)]
    session = held(left(school=SCHOOL, owner=owner), *people)
    assert len(asked(session)) == (1 if set(here) != {False} else 0)


def test_words_that_were_brought_keep_the_day_that_was_promised_for_them():
    session = held(left("a", gone=date(2027, 2, 1)), ANN)
    session = replace(session, meta=replace(session.meta, delete_by=date(2027, 9, 1)))
    assert earlier.delete_by(session) == date(2027, 2, 1)
    assert earlier.delete_by(replace(session, earlier=(left("a", gone=date(2028, 2, 1)),))) == date(
        2027, 9, 1
    )
    # Where the words are not there, nor is the promise about them.
    assert earlier.delete_by(replace(session, earlier=(replace(session.earlier[0], text=""),))) == date(
        2027, 9, 1
    )


def test_a_due_date_that_nobody_agreed_goes_on_as_one():
    deed = Step(
        id="w", title="Write", source="person", capture=(Field(key="do", name="Action", kind="action"),)
    )
    note = Note(id="n1", step="w", people=("a",), fields={"do": "Paint"}, at=NOW, changed=NOW)
    session = replace(build.session(2), people=(ANN,), steps=(deed,), notes=(note,))
    session = replace(session, meta=replace(session.meta, review_date=date(2027, 1, 12), title="The first"))
    (item,) = series.left(session)
    assert (item.due, item.by_review, item.title) == (date(2027, 1, 12), True, "The first")
