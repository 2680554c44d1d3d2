"""The columns of the list of people: names first."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.screens.people_columns import Widest, draw
from sessions.model import Person

PEOPLE = [
    Person(
        id="1", name="Glyndŵr Prothero-Llywelyn", school="Ysgol Gyfun Dyffryn Melwern", role="Headteacher"
    ),
    Person(id="2", name="Siân Gethin", school="", role="Assistant headteacher"),
]


def test_at_80_columns_the_role_gives_way_and_then_the_school_but_no_name() -> None:
    columns = Widest.of(PEOPLE, noted=True).within(75)
    assert columns.name == len(PEOPLE[0].name)
    said = [draw((number, one, 8), columns).plain for number, one in enumerate(PEOPLE, 1)]
    assert said[0].startswith("  1  Glyndŵr Prothero-Llywelyn  Ysgol Gy")
    assert said[1].startswith("  2  Siân Gethin                no school")
    assert all(line.endswith(" 8 notes") and len(line) == 75 for line in said)


def test_with_room_everything_is_whole_and_without_notes_there_is_no_column_for_them() -> None:
    columns = Widest.of(PEOPLE, noted=False).within(115)
    assert (columns.name, columns.school, columns.role, columns.notes) == (25, 27, 21, 0)


@given(*[st.integers(0, 200)] * 3, st.booleans(), st.integers(60, 240))
def test_the_columns_never_take_more_than_the_row(
    name: int, school: int, role: int, noted: bool, width: int
) -> None:
    widest = Widest(name, max(school, 9), role, 8 if noted else 0)
    columns = widest.within(width)
    line = draw((100, Person(id="p", name="x" * name, school="y" * school, role="z" * role), 3), columns)
    assert line.cell_length <= width
    if name <= width // 3:
        assert "x" * name in line.plain
