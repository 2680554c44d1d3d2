"""People corrected and taken out: what the session still knows of them."""

from msgspec.structs import replace

from sessions import forms, notes, people, planning, progress
from sessions.model import Session, Swap
from tests.build import NOW, session, titled


def with_a_school_note() -> Session:
    """Three people of three schools, and a note of School 0."""
    state = progress.begin(session(3), NOW)
    state = planning.put_step(state, replace(titled(state, "Harvest"), source="school"))
    form = forms.due(state, titled(state, "Harvest"))[0]
    return notes.put_field(state, form, "n1", "headline", "We share", NOW)


def test_schools_are_the_same_however_they_are_spelled():
    state = session(2, schools=1)
    first = state.people[0]
    state = people.correct(state, first.id, first.name, "  SCHOOL  0 ", first.role)
    step = replace(titled(state, "Harvest"), source="school")
    assert [len(one.people) for one in forms.subjects(state, step)] == [2]


def test_a_school_corrected_keeps_its_notes_and_swaps():
    state = with_a_school_note()
    state = replace(state, swaps=(Swap(id="s", person="p1", home="School 1", host="school 0"),))
    state = people.correct(state, "p0", "Leader 00", "Ysgol Bryn", "Head")
    assert state.notes[0].school == "Ysgol Bryn"
    assert (state.swaps[0].home, state.swaps[0].host) == ("School 1", "Ysgol Bryn")
    assert forms.given(state, titled(state, "Harvest")) == (1, 3)


def test_a_school_that_others_are_of_keeps_its_name_when_one_person_turns_out_to_be_of_another():
    state = session(2, schools=1)
    state = replace(state, swaps=(Swap(id="s", person="p1", home="School 0"),))
    assert people.correct(state, "p0", "Leader 00", "Ysgol Bryn", "Head").swaps[0].home == "School 0"


def test_a_school_nobody_is_of_any_more_is_still_asked_for_what_it_gave():
    state = people.take_out(with_a_school_note(), "p0")
    step = titled(state, "Harvest")
    assert [one.label for one in forms.subjects(state, step)] == ["School 1", "School 2", "School 0"]
    assert forms.given(state, step) == (1, 3)


def test_former_names_and_schools_are_remembered_once():
    state = session(3)
    state = people.correct(state, "p0", "Mair Pugh", "Ysgol Bryn", "Head")
    state = people.correct(state, "p0", "mair  pugh", "Ysgol Bryn", "Deputy")
    state = people.take_out(state, "p1")
    assert state.meta.former_names == ("Leader 00", "Leader 01")
    assert state.meta.former_schools == ("School 0", "School 1")
