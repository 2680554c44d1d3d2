"""Who sits with whom as the room reads it: nobody is missing, at every size, and everyone has their turn."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import planning, rounds, seating
from sessions.faces import Entry, Face, faces
from sessions.model import Person, Session, Step, Together
from sessions.pages import set_stage
from sessions.stage import face_view
from sessions.stage_size import Size
from sessions.tables import table
from tests.build import NOW, framework, template, titled

SIZES = [Size(60, 18), Size(80, 24), Size(120, 40), Size(200, 60)]
GIVEN = ["Siân", "Rhys", "Mair", "Ŵyn", "Alun", "Huw", "Dafydd", "Bethan", "Ceri", "Elin"]
FAMILY = ["Jones", "Williams", "Davies", "Evans", "Thomas", "Roberts", "Lewis", "Hughes", "Morgan", "Rees"]


def hall(count: int, together: Together = "pairs", size: int = 0, roles: tuple[str, ...] = ()) -> Session:
    """So many people with groups made, and roles at the talk and at the step after it."""
    made = planning.new_session(
        [template()],
        {"fw": framework()},
        cluster="Cwm Test",
        day=date(2026, 12, 1),
        now=NOW,
        zone="Europe/London",
        people=[
            Person(
                id=f"p{n}",
                name=f"{GIVEN[n % 10]} {FAMILY[n // 10 % 10]}{' Bach' * (n // 100)}",
                school=f"School {n % 12}",
            )
            for n in range(count)
        ],
    )
    steps = tuple(
        replace(step, together=together, size=size, roles=roles)
        if step.title == "Talk in pairs"
        else replace(step, roles=roles if step.title == "Swap roles" else ())
        for step in made.steps
    )
    made = replace(made, steps=steps)
    return rounds.make(made, titled(made, "Talk in pairs"), NOW)


def shown(session: Session, title: str) -> list[Face]:
    return [face for face in faces(session, titled(session, title)) if face.kind == "pairs"]


def pages_of(session: Session, step: Step, face: Face, size: Size) -> list[list[str]]:
    setting = set_stage(face_view(session, step, face, NOW), size)
    return [[line.text for line in page.lines] for page in setting.pages]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("count", [2, 31, 33, 100, 199])
def test_everyone_finds_themselves_at_every_size(size: Size, count: int) -> None:
    made = hall(count)
    step = titled(made, "Talk in pairs")
    (face,) = shown(made, "Talk in pairs")
    pages = pages_of(made, step, face, size)
    assert all(len(page) <= size.height - 2 for page in pages)
    rows = list(chain.from_iterable(pages))
    assert all(len(row) <= size.wide for row in rows)
    painted = "\n".join(rows)
    assert all(person.name in painted for person in made.people)


def test_a_hundred_people_are_on_one_page_of_a_stage_of_120_by_40() -> None:
    made = hall(100)
    (face,) = shown(made, "Talk in pairs")
    assert [entry.cells[0] for entry in face.entries][:2] == ["Alun Davies", "Alun Evans"]
    (page,) = pages_of(made, titled(made, "Talk in pairs"), face, Size(120, 40))
    one, other = rounds.names(made, made.rounds[-1].groups[0].people)
    assert any(re.search(rf"{one} +1  {other.split()[0]}\b", row) for row in page)


def test_many_people_stand_in_the_alphabet_with_their_number_and_whom_they_are_with() -> None:
    made = hall(40)
    (face,) = shown(made, "Talk in pairs")
    names = [entry.cells[0] for entry in face.entries]
    assert len(names) == 40
    # ŵ stands with w, at the end, and not behind z.
    assert names == sorted(names, key=lambda name: name.replace("Ŵ", "W").replace("â", "a"))
    known = {person.id: person.name for person in made.people}
    company = {
        known[one]: (group.label.removeprefix("Pair "), known[other])
        for group in made.rounds[-1].groups
        for one, other in (group.people, group.people[::-1])
    }
    assert {entry.cells[0]: entry.cells[1:] for entry in face.entries} == company


def test_of_larger_groups_everyone_finds_the_number() -> None:
    made = hall(60, "groups", 4)
    (face,) = shown(made, "Talk in pairs")
    assert face.heading == "Find your group"
    assert {len(entry.cells) for entry in face.entries} == {2}


def test_two_people_of_one_name_are_told_apart_by_their_schools() -> None:
    made = hall(4)
    people = tuple(
        replace(person, name="Siân Jones") if n < 2 else person for n, person in enumerate(made.people)
    )
    called = seating.called(replace(made, people=people))
    assert list(called.values()) == [
        "Siân Jones, School 0",
        "Siân Jones, School 1",
        "Mair Jones",
        "Ŵyn Jones",
    ]


def test_with_many_people_the_roles_have_a_face_of_their_own() -> None:
    made = hall(60, roles=("speaker", "listener"))
    first, second = shown(made, "Talk in pairs")
    assert first.heading == "Find your partner"
    assert second.heading == "Speaker and listener"
    assert second.entries[0].cells == ("", "Speaker", "Listener")
    assert len(second.entries) == 31


def roles_at(made: Session, title: str, people: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {part.role: part.people for part in seating.parts(made, titled(made, title), people)}


def test_roles_move_on_at_each_turn() -> None:
    made = hall(4, roles=("speaker", "listener"))
    assert roles_at(made, "Talk in pairs", ("a", "b")) == {"speaker": ("a",), "listener": ("b",)}
    assert roles_at(made, "Swap roles", ("a", "b")) == {"speaker": ("b",), "listener": ("a",)}
    assert roles_at(made, "Harvest", ("a", "b")) == {}


def test_the_third_of_a_trio_listens_too_and_then_speaks_after_the_second() -> None:
    made = hall(3, roles=("speaker", "listener"))
    assert roles_at(made, "Talk in pairs", ("a", "b", "c")) == {"speaker": ("a",), "listener": ("b", "c")}
    assert roles_at(made, "Swap roles", ("a", "b", "c")) == {"speaker": ("b", "c"), "listener": ("a",)}
    (face,) = shown(made, "Swap roles")
    assert "\nthen " in face.entries[1].cells[1]


@given(st.integers(1, 6), st.integers(1, 4))
def test_nobody_goes_without_the_first_role_where_there_are_turns(count: int, number: int) -> None:
    roles = ("speaker", "listener", "observer", "timekeeper")[:number]
    made = hall(4, roles=roles)
    people = tuple("abcdef"[:count])
    had = set()
    for title in ("Talk in pairs", "Swap roles"):
        parts = seating.parts(made, titled(made, title), people)
        assert sorted(one for part in parts for one in part.people) == sorted(people)
        had |= set(parts[0].people)
    assert had == set(people)


def test_in_groups_that_are_larger_than_the_roles_the_others_have_none() -> None:
    made = hall(8, "groups", 4, ("presenter", "timekeeper"))
    assert roles_at(made, "Talk in pairs", tuple("abcd")) == {
        "presenter": ("a",),
        "timekeeper": ("b",),
        "": ("c", "d"),
    }
    assert shown(made, "Talk in pairs")[0].entries[0].cells == ("", "Presenter", "Timekeeper", "The others")


NAMES = st.text(alphabet="abcdŵ 漢", max_size=34)
ROWS = st.lists(st.tuples(NAMES, st.integers(1, 120).map(str), NAMES), min_size=1, max_size=60)


@given(ROWS, st.sampled_from(SIZES), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_list_in_columns_loses_nothing_and_keeps_its_order(
    rows: list[tuple[str, str, str]], size: Size, headed: bool
) -> None:
    entries = [Entry(marker="", text=" ".join(row), cells=row) for row in rows]
    if headed:
        entries.insert(0, Entry(marker="", text="N", cells=("Name", "", "With"), head=True))
    found = table(entries, size, 12)
    for page in found:
        assert len(page.lines) <= 12
        if headed:
            assert page.lines[0].text.startswith("Name")
    if found:
        painted = "".join(line.text for page in found for line in page.lines)
        assert sorted("".join("".join(row) for row in rows).replace(" ", "")) == sorted(
            painted.replace("Name", "").replace("With", "").replace(" ", "")
        )
        assert [page.first for page in found] == sorted({page.first for page in found})
        assert found[0].first == 0


def test_a_name_that_is_wider_than_its_column_is_wrapped_and_one_word_of_that_kind_set_as_text() -> None:
    long = "A name that is far too long for a column of any list, and has an address to it"
    word = long.replace(" ", "-")
    assert table([Entry(marker="", text=word, cells=(word, "1", word))], Size(60, 18), 12) == ()
    cells = ("1", "Catherine O’Brien-Featherstonehaugh", "Alun Hughes-Jenkins-Williams")
    (page,) = table([Entry(marker="1", text=" ".join(cells), cells=cells)], Size(60, 18), 12)
    assert [line.text.split() for line in page.lines] == [
        ["1", "Catherine", "Alun"],
        ["O’Brien-Featherstonehaugh", "Hughes-Jenkins-Williams"],
    ]
    made = hall(40)
    made = replace(made, people=(replace(made.people[0], name=long), *made.people[1:]))
    (face,) = shown(made, "Talk in pairs")
    painted = " ".join(chain.from_iterable(pages_of(made, titled(made, "Talk in pairs"), face, Size(60, 18))))
    assert all(word in painted for word in long.split())
