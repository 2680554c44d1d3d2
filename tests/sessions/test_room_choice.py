"""What the whole room works on, and the hands that went up for it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import choices, planning, progress, room_choice
from sessions.faces import faces
from sessions.model import Choosable, Person, Ref, Session, Step, Template
from sessions.pages import page_at
from sessions.stage import stage_view
from sessions.stage_size import Size
from tests.standards import framework

NOW = datetime(2026, 12, 1, 9, 40, tzinfo=UTC)
STANDARDS = framework()


def held(what: Choosable = "area", most: int = 0, *, at: str = "Ask") -> Session:
    """A session at a step: before the question, at it, or after it."""
    steps = (
        Step(id="welcome", title="Welcome", prompt="Hello."),
        Step(id="ask", title="Ask", choose="room", choosable=what, choose_most=most, prompt="Choose."),
        Step(id="talk", title="Talk", prompt="Talk about {area}."),
    )
    session = planning.new_session(
        [Template(id="t", title="T", framework=STANDARDS.id, steps=steps)],
        {STANDARDS.id: STANDARDS},
        cluster="C",
        day=date(2026, 12, 1),
        now=NOW,
        zone="Europe/London",
        people=tuple(Person(id=f"p{n}", name=f"Name {n}") for n in range(30)),
    )
    step = next(one for one in session.steps if one.title == at)
    return progress.enter(progress.begin(session, NOW), step, NOW)


def ref(code: str) -> Ref:
    return Ref(framework=STANDARDS.id, ref=code)


def raised(session: Session, counts: dict[str, int]) -> Session:
    step = room_choice.asked_at(session)
    assert step is not None
    for code, count in counts.items():
        session = choices.raise_hands(session, step.id, ref(code), count)
    return session


@pytest.mark.parametrize("at", ["Welcome", "Ask", "Talk"])
def test_the_room_is_asked_at_the_step_where_something_is_chosen(at: str) -> None:
    step = room_choice.asked_at(held(at=at))
    assert step is not None
    assert step.title == "Ask"


def test_what_has_most_hands_is_taken_in_place_of_what_was_chosen() -> None:
    session = room_choice.toggled(raised(held(), {"1": 4, "2": 11, "5": 9}), ref("6"))
    assert room_choice.outcome(session) == "Most for 2 Teaching: 11, 2 ahead."
    assert room_choice.turnout(session) == "24 hands of 30 people."
    assert room_choice.taken(session).meta.focus == (ref("2"),)


def test_even_numbers_are_said_and_the_facilitator_decides() -> None:
    session = raised(held(), {"2": 9, "3": 1, "5": 9})
    taken, why = room_choice.to_take(session)
    assert (taken, why) == ((), "2 and 5 are even with 9 hands: mark one and choose it.")
    assert room_choice.taken(session) == session


def test_even_ones_are_all_taken_where_as_many_are_suggested() -> None:
    session = raised(held(most=2), {"2": 9, "5": 9})
    assert room_choice.taken(session).meta.focus == (ref("2"), ref("5"))


def test_the_first_ones_are_taken_as_many_as_are_suggested() -> None:
    session = raised(held(most=3), {"5": 9, "1": 4, "2": 11, "3": 0, "6": 2})
    said = "Most for 2 Teaching (11), 5 Answering for it (9), 1 Direction (4)."
    assert room_choice.outcome(session) == said
    assert room_choice.taken(session).meta.focus == (ref("1"), ref("2"), ref("5"))


def test_fewer_than_are_suggested_are_taken_where_no_more_hands_went_up() -> None:
    session = raised(held(most=4), {"5": 9, "1": 4, "3": 0})
    assert room_choice.taken(session).meta.focus == (ref("1"), ref("5"))


def test_what_is_even_for_the_last_place_is_left_to_the_facilitator() -> None:
    session = raised(held(most=3), {"5": 9, "1": 4, "2": 11, "3": 4})
    taken, why = room_choice.to_take(session)
    assert [one.code for one in taken] == ["2", "5"]
    assert why == "1 and 3 are even with 4 hands, for the last place: mark one and choose it."
    assert room_choice.outcome(session).endswith(" 1 and 3 are even with 4 hands, for the last place.")
    assert room_choice.taken(session).meta.focus == (ref("2"), ref("5"))


@given(st.dictionaries(st.sampled_from("123456"), st.integers(0, 5)), st.integers(0, 7))
def test_nothing_is_taken_over_something_with_more_hands_and_never_more_than_are_suggested(
    counts: dict[str, int], most: int
) -> None:
    session = raised(held(most=most), counts)
    taken = {one.code for one in room_choice.standing(session).taken}
    assert len(taken) <= max(1, most)
    left = [count for code, count in counts.items() if code not in taken]
    assert all(counts[code] > max(left, default=0) for code in taken)


@pytest.mark.parametrize("counts", [{}, {"1": 0, "2": 0}])
def test_without_a_hand_nothing_is_taken(counts: dict[str, int]) -> None:
    session = raised(held(), counts)
    assert room_choice.to_take(session) == ((), "No hands are counted yet.")


def test_hands_are_forgotten_where_they_were_counted_only() -> None:
    session = raised(held(), {"1": 4})
    other = choices.raise_hands(session, "another-step", ref("1"), 7)
    assert choices.hands(room_choice.hands_forgotten(other), "another-step") == {ref("1"): 7}
    assert room_choice.turnout(room_choice.hands_forgotten(other)) == ""


def test_more_than_are_suggested_is_said_and_never_refused() -> None:
    session = held("anything", 2)
    assert room_choice.suggestion(session) == "Up to 2 are suggested."
    for code in ("4.1", "2", "2/3"):
        session = room_choice.toggled(session, ref(code))
    assert room_choice.suggestion(session) == "3 are chosen; up to 2 are suggested."
    assert [room_choice.named(one) for one in room_choice.in_play(session)] == [
        "2 Teaching",
        "Does (2 Teaching)",
        "4.1",
    ]


@given(st.lists(st.sampled_from(["1", "2/1", "2.3", "4.10", "6.1a", "6"]), max_size=8))
def test_what_the_room_works_on_always_stands_in_the_order_of_the_framework(codes: list[str]) -> None:
    session = held("anything")
    for code in codes:
        session = room_choice.toggled(session, ref(code))
    order = ["1", "2/1", "2.3", "4.10", "6", "6.1a"]
    odd = [code for code in order if codes.count(code) % 2]
    assert [one.ref for one in session.meta.focus] == odd


def test_the_framework_of_the_step_is_listed_before_the_others() -> None:
    session = held()
    other = framework("another")
    used = replace(session.frameworks[0], id=other.id, framework=other)
    session = replace(session, frameworks=(used, *session.frameworks))
    assert [one.id for one in room_choice.frameworks_in_order(session)] == ["standards", "another"]


@pytest.mark.parametrize(
    ("what", "count", "first"),
    [
        ("area", 6, "Direction"),
        ("group", 24, "1 Direction: Knows"),
        ("statement", 6, "Direction"),
        ("anything", 6, "Direction"),
    ],
)
def test_the_stage_lists_what_is_chosen_and_areas_where_that_is_too_much(
    what: Choosable, count: int, first: str
) -> None:
    session = held(what)
    face = next(one for one in faces(session, session.steps[1]) if one.kind == "choose")
    assert (len(face.entries), face.entries[0].text) == (count, first)
    asked = room_choice.asked_for(session)
    assert (len(asked), asked[0].text) == (count, first.rpartition(": ")[2])


@pytest.mark.parametrize("size", [Size(60, 18), Size(80, 24), Size(120, 40)])
def test_on_the_stage_hands_stand_one_below_the_other_beside_the_titles(size: Size) -> None:
    session = raised(held(), {"1": 4, "2": 11})
    session = replace(session, progress=replace(session.progress, face=1))
    view = stage_view(session, NOW)
    rows = [line.text for line in page_at(view, size)[1][0].lines if line.text]
    assert view.caption == "On the right: how many hands went up"
    assert [row.split()[-1] for row in rows[:3]] == ["4", "11", "People"]
    assert len(rows[0]) == len(rows[1])


def test_before_the_show_of_hands_the_stage_says_nothing_of_it() -> None:
    session = held()
    view = stage_view(replace(session, progress=replace(session.progress, face=1)), NOW)
    assert view.entries
    assert (view.caption, [one.detail for one in view.entries if one.detail]) == ("", [])


def test_what_is_taken_from_another_framework_brings_that_framework_with_it() -> None:
    session = held()
    other = replace(STANDARDS, id="other", title="Another framework")
    wanted = Ref(framework="other", ref="4.1")
    taken = room_choice.toggled(session, wanted, other)
    assert [used.id for used in taken.frameworks] == [STANDARDS.id, "other"]
    used = taken.frameworks[-1]
    assert (used.digest, used.framework) == (other.digest(), other)
    assert taken.meta.focus == (wanted,)
    assert [one.code for one in room_choice.in_play(taken)] == ["4.1"]
    # One that is there already is never put in the place of the session's own copy.
    again = room_choice.toggled(session, ref("4"), replace(STANDARDS, title="Changed since"))
    assert again.frameworks == session.frameworks
    assert again.meta.focus == (ref("4"),)
    # Taken back, the framework stays: others may have used it since.
    assert room_choice.toggled(taken, wanted, other).frameworks == taken.frameworks
