"""Pasted lists of people are understood as people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.participants import read_people, recognise
from tests.build import session


def names(text: str) -> list[tuple[str, str, str]]:
    return [(one.name, one.school, one.role) for one in read_people(text).entrants]


def test_lines_are_name_school_role():
    assert names("Mair Pugh, Ysgol Bryn, Head\nTom O’Neill , St Non's") == [
        ("Mair Pugh", "Ysgol Bryn", "Head"),
        ("Tom O’Neill", "St Non's", ""),
    ]


def test_a_header_names_the_columns_in_any_order():
    text = "School;Role;First name;Last name\nYsgol Bryn;Head;Mair;Pugh"
    assert names(text) == [("Mair Pugh", "Ysgol Bryn", "Head")]


def test_quoted_commas_and_tabs_are_understood():
    assert names('"Pugh, Mair",Ysgol Bryn') == [("Pugh, Mair", "Ysgol Bryn", "")]
    assert names("Mair Pugh\tYsgol Bryn\tHead, acting") == [("Mair Pugh", "Ysgol Bryn", "Head, acting")]


@pytest.mark.parametrize(
    ("text", "people", "remarks"),
    [
        ("Name,Email\nMair Pugh,m@x.org", [("Mair Pugh", "", "")], ["The column “Email” is not used."]),
        (
            "School name,Participant name,Job,Email,Diet\nBryn,Mair Pugh,Head,m@x.org,none",
            [("Mair Pugh", "Bryn", "Head")],
            ["The columns “Email” and “Diet” are not used."],
        ),
        ("Name of participant\tJob title\nMair Pugh\tHead", [("Mair Pugh", "", "Head")], []),
        ("Leader 01, School 1", [("Leader 01", "School 1", "")], []),
    ],
)  # fmt: skip
def test_headings_are_recognised_by_their_words(
    text: str, people: list[tuple[str, str, str]], remarks: list[str]
) -> None:
    assert names(text) == people
    assert [str(one) for one in read_people(text).remarks] == remarks


def test_semicolons_at_the_ends_of_lines_are_no_columns():
    expected = [("Mair Pugh", "Bryn", "Head"), ("Tom Ellis", "Coed", "Deputy")]
    assert names("Mair Pugh, Bryn, Head;\nTom Ellis, Coed, Deputy;") == expected
    assert names("Mair Pugh; Bryn; Head;\nTom Ellis; Coed; Deputy;") == expected
    assert names("Mair Pugh;\nTom Ellis;") == [("Mair Pugh", "", ""), ("Tom Ellis", "", "")]


def test_a_line_break_in_quotes_does_not_make_two_people():
    text = 'Name,School\n"Mair\nPugh","Ysgol\nBryn"\nTom Ellis,Coed\n'
    assert names(text) == [("Mair Pugh", "Ysgol Bryn", ""), ("Tom Ellis", "Coed", "")]
    assert [one.line for one in read_people(text).entrants] == [2, 5]


def test_a_quotation_mark_left_open_swallows_nobody():
    assert [name for name, _, _ in names('"Mair Pugh, Bryn\nTom Ellis, Coed\nAlun Rees, Coed')][1:] == [
        "Tom Ellis",
        "Alun Rees",
    ]


def test_a_bad_line_is_named_and_the_good_ones_are_kept():
    found = read_people("Mair Pugh, Bryn\n, Ysgol Bryn\n\n12345, X\nAlun Rees, Bryn")
    assert [one.name for one in found.entrants] == ["Mair Pugh", "Alun Rees"]
    assert [remark.line for remark in found.remarks] == [2, 4]


def test_someone_listed_twice_is_taken_once_and_the_same_name_elsewhere_is_another():
    found = read_people("Mair Pugh, Bryn\nmair  PUGH, bryn\nMair Pugh, Coed")
    assert [(one.name, one.school) for one in found.entrants] == [
        ("Mair Pugh", "Bryn"),
        ("Mair Pugh", "Coed"),
    ]
    assert [remark.dropped for remark in found.remarks] == [True, False]


def test_an_empty_list_is_nobody():
    assert read_people("  \n\n").entrants == ()
    assert read_people("").summary == "0 people"


def test_two_hundred_people_are_counted():
    text = "\n".join(f"Leader {chr(65 + n % 26)}{n}, School {n % 9}" for n in range(200))
    assert read_people(text).summary == "200 people from 9 schools"


def test_someone_of_an_earlier_session_keeps_their_identity():
    earlier = session(2)
    known = earlier.people[0]
    people, said = recognise(read_people(f"{known.name.upper()}, {known.school}").entrants, [earlier])
    assert people[0].id == known.id
    assert said == ()


def test_the_same_name_at_another_school_is_a_new_person_and_it_is_said():
    earlier = session(2)
    people, said = recognise(read_people(f"{earlier.people[0].name}, Elsewhere").entrants, [earlier])
    assert people[0].id not in {person.id for person in earlier.people}
    assert "new person" in said[0]


@given(st.text(max_size=400))
def test_no_text_whatever_breaks_the_reading(text: str):
    found = read_people(text)
    assert all(one.name.strip() for one in found.entrants)
