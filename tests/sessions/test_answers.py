"""What a field's kind makes of typed words: kept, understood, or wrong."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sessions import answers
from sessions.answers import day_of, fitting, owner_id, owners, points, printed, read, readable
from sessions.field_line import KINDS
from sessions.model import Field, Person

TODAY = date(2026, 12, 1)
PEOPLE = (
    Person(id="a", name="Alun Rees", aliases=("Al Rees",)),
    Person(id="b", name="Mair Pugh"),
    Person(id="c", name="Siân Pugh-Ellis"),
    Person(id="d", name="Stafford Hall"),
)
SCALE = Field(
    key="f", name="How far", kind="scale", options=("not yet", "in part", "in my own area", "clearly")
)


def field(kind: str, *options: str) -> Field:
    return Field(key="f", name="F", kind=kind, options=options)  # type: ignore[arg-type]


def kept(kind: str, typed: str) -> str:
    answer = read(field(kind), typed, PEOPLE, TODAY)
    assert not answer.fault
    return answer.text


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("1", "not yet"), ("4", "clearly"), ("n", "not yet"), ("Clear", "clearly"), ("IN PART", "in part"),
        ("in p", "in part"), ("area", "in my own area"), ("my own", "in my own area"), (" yet ", "not yet"),
    ],
)  # fmt: skip
def test_a_point_is_taken_by_number_beginning_or_word(typed: str, point: str) -> None:
    assert read(SCALE, typed, PEOPLE, TODAY) == answers.Answer(text=point, said=point)


@pytest.mark.parametrize("typed", ["in", "i", "9", "0", "5", "1 or 2", "99999999999", "?"])
def test_what_may_be_several_points_or_none_stays_as_typed_and_the_points_are_said(typed: str) -> None:
    answer = read(SCALE, typed, PEOPLE, TODAY)
    assert answer.text == typed
    assert answer.fault == "The points are 1 not yet, 2 in part, 3 in my own area, 4 clearly."


def test_points_that_are_numbers_themselves_are_not_counted() -> None:
    marks = field("rating", "0", "1", "2", "3")
    assert [read(marks, typed, (), TODAY).text for typed in "0123"] == ["0", "1", "2", "3"]


def test_a_rating_without_points_takes_any_words() -> None:
    assert read(field("rating"), "seven of ten", (), TODAY) == answers.Answer(text="seven of ten")
    assert points(field("rating")) == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((one, "yes") for one in ("y", "Y", "yes", "YES.", "1", "true", "ie", "Oes", "ydy", "do")),
        *((one, "no") for one in ("n", "no", "No.", "0", "2", "false", "na", "nac", "nac oes", "naddo")),
    ],
)
def test_yes_and_no_in_both_languages(typed: str, meant: str) -> None:
    assert kept("yes/no", typed) == meant


def test_what_is_neither_yes_nor_no_is_asked_about() -> None:
    for typed in ("maybe", "yes and no", "ye", "3"):
        assert read(field("yes/no"), typed, (), TODAY) == answers.Answer(
            text=typed, fault="Is that yes or no?"
        )


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        *((one, "done") for one in ("d", "D", "done", "1", "Don", "finished")),
        *((one, "still open") for one in ("o", "open", "s", "still open", "2", "STILL")),
        *((one, "dropped") for one in ("x", "dr", "dropped", "3", "drop")),
    ],
)
def test_what_became_of_an_action(typed: str, state: str) -> None:
    assert kept("state", typed) == state
    assert state in answers.STATES


def test_a_state_that_is_none_says_which_there_are() -> None:
    said = read(field("state"), "nearly", (), TODAY)
    assert said == answers.Answer(text="nearly", fault="It is one of d done, o still open, x dropped.")


@pytest.mark.parametrize("kind", ["date", "due"])
@pytest.mark.parametrize("typed", ["12 Jan", "12.1.2027", "12/1", "Tuesday 12 January 2027", "2027-01-12"])
def test_a_date_is_kept_in_one_form_and_said_in_words(kind: str, typed: str) -> None:
    assert read(field(kind), typed, (), TODAY) == answers.Answer(
        text="2027-01-12", said="Tuesday 12 January 2027"
    )


def test_a_date_that_is_none_stays_and_says_what_to_write() -> None:
    answer = read(field("due"), "before half-term", (), TODAY)
    assert answer.text == "before half-term"
    assert answer.fault == "“before half-term” is not a date. Write it like 1 Dec, 1.12.2026 or tomorrow."


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mair", "Mair Pugh"), ("AL REES", "Alun Rees"), ("sian", "Siân Pugh-Ellis"), ("m p", "Mair Pugh"),
        ("ellis", "Siân Pugh-Ellis"),
    ],
)  # fmt: skip
def test_a_person_is_known_by_a_beginning_an_alias_and_without_accents(typed: str, name: str) -> None:
    assert kept("person", typed) == name


def test_somebody_elses_name_stands_and_one_that_may_be_two_people_is_asked_about() -> None:
    stranger = read(field("person"), "the caretaker", PEOPLE, TODAY)
    assert (stranger.text, stranger.fault) == ("the caretaker", "")
    assert stranger.said == "Nobody on the list is called that. The name stands as it is."
    two = read(field("person"), "pugh", PEOPLE, TODAY)
    assert two == answers.Answer(
        text="pugh", fault="That may be Mair Pugh or Siân Pugh-Ellis. Write more of the name."
    )


@pytest.mark.parametrize(
    ("typed", "owner"),
    [
        ("mair", "Mair Pugh"),
        ("the governors", "the governors"),
        ("mair, the governors", "Mair Pugh, the governors"),
        ("Alun and mair", "Alun Rees and Mair Pugh"),
        ("pugh", "pugh"),
        # Ordinary words are nobody's name, though a name begins with them.
        ("staff", "staff"),
        ("all", "all"),
        ("me", "me"),
        ("the Year 4 team; sian", "the Year 4 team; Siân Pugh-Ellis"),
    ],
)
def test_owners_may_be_people_and_words_and_several(typed: str, owner: str) -> None:
    assert kept("owner", typed) == owner


def test_owners_are_told_apart() -> None:
    assert owners("Mair Pugh, the governors and Alun") == ("Mair Pugh", "the governors", "Alun")
    assert owners("Mair Pugh, ") == ("Mair Pugh", "")
    assert owner_id("mair PUGH", PEOPLE) == "b"
    assert owner_id("Al Rees", PEOPLE) == "a"
    assert owner_id("Mair", PEOPLE) == owner_id("", PEOPLE) == ""
    assert owner_id("Mair Pugh", (*PEOPLE, Person(id="e", name="Mair Pugh", school="Another"))) == ""


def test_names_narrow_while_they_are_typed() -> None:
    assert fitting("", PEOPLE) == tuple(one.name for one in PEOPLE)
    assert fitting("pu", PEOPLE) == ("Mair Pugh", "Siân Pugh-Ellis")
    assert fitting("pugh el", PEOPLE) == ("Siân Pugh-Ellis",)
    assert fitting("?", PEOPLE) == fitting("nobody", PEOPLE) == ()


def test_dates_are_printed_in_words_those_of_older_versions_with_what_they_mean() -> None:
    assert printed("date", "2027-01-12", TODAY) == readable("due", "2027-01-12") == "Tuesday 12 January 2027"
    assert printed("date", "1/12", TODAY) == "1/12 (Tuesday 1 December 2026)"
    assert readable("date", "1/12") == "1/12"
    assert printed("date", "tuesday 1 december 2026", TODAY) == "tuesday 1 december 2026"
    assert printed("due", "soon", TODAY) == "soon"
    assert printed("text", "2027-01-12", TODAY) == "2027-01-12"
    assert printed("date", "2027-02-31", TODAY) == "2027-02-31"
    assert day_of("2027-01-12", TODAY) == day_of("12 Jan", TODAY) == date(2027, 1, 12)
    assert day_of("soon", TODAY) is None


_SOME = (
    "mair",
    "pugh",
    "alun",
    "the",
    "governors",
    ",",
    "and",
    ";",
    "1",
    "2",
    "31.2",
    "12",
    "jan",
    "2027-01-12",
)
_MORE = ("next", "tuesday", "y", "no", "d", "x", "part", "\n", "")
_WORDS = st.text(max_size=40) | st.lists(st.sampled_from(_SOME + _MORE), max_size=5).map(" ".join)
_FIELDS = st.sampled_from(KINDS).flatmap(
    lambda kind: st.builds(
        Field,
        key=st.just("f"),
        name=st.just("F"),
        kind=st.just(kind),
        options=st.lists(st.text(min_size=1, max_size=8), max_size=4).map(tuple)
        if kind in ("scale", "rating")
        else st.just(()),
    )
)


@given(_FIELDS, _WORDS)
@example(field("date"), "٣١.٢")
@example(field("due"), "9999-99-99")
@example(field("scale", "²", "x"), "²")
def test_no_words_are_ever_lost_and_nothing_that_is_typed_fails(one: Field, typed: str) -> None:
    answer = read(one, typed, PEOPLE, TODAY)
    if answer.fault:
        assert answer.text == typed
    elif one.kind in answers.DATES and typed.strip():
        assert date.fromisoformat(answer.text)
    elif points(one) and typed.strip():
        assert answer.text in points(one)
    elif one.kind == "person":
        assert answer.text == typed or answer.text in {person.name for person in PEOPLE}
    elif one.kind == "owner":
        names = {person.name for person in PEOPLE}
        for was, now in zip(owners(typed), owners(answer.text), strict=True):
            assert now == was or now in names
    else:
        assert answer.text == typed
    assert read(one, answer.text, PEOPLE, TODAY).text == answer.text
    printed(one.kind, typed, TODAY)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_again_from_the_words_it_is_shown_in(day: date) -> None:
    shown = readable("date", day.isoformat())
    assert read(field("date"), shown, (), TODAY).text == day.isoformat()
