"""Themes are made, named, filled and taken away by hand; a note is under one at most."""

from hypothesis import given
from hypothesis import strategies as st

from sessions import themes, voting, walls
from sessions.model import Session, Wall
from tests.sessions.test_walls import harvested


def three() -> Session:
    """Three notes, of which two are under a theme each."""
    state = harvested(("1.1", "a"), ("1.2", "b"), ("2.1", "c"))
    return themes.put_under(themes.put_under(state, ("n0",), "Reading"), ("n1",), "Talk")


def under(state: Session) -> dict[str, list[str]]:
    """What stands under which heading of the wall."""
    groups = walls.wall(state, Wall(by="theme"), empty=True)
    return {group.title: [note.id for note in group.notes] for group in groups}


def test_notes_stand_under_their_themes_and_the_rest_under_none():
    assert under(three()) == {"Reading": ["n0"], "Talk": ["n1"], walls.NO_THEME: ["n2"]}


def test_a_theme_found_by_its_name_is_not_made_twice():
    state = themes.put_under(three(), ("n2",), " reading ")
    assert under(state) == {"Reading": ["n0", "n2"], "Talk": ["n1"]}


def test_an_empty_theme_waits_for_the_facilitator_and_is_not_on_the_stage():
    state = themes.make(three(), "Later")
    assert under(state)["Later"] == []
    assert "Later" not in {group.title for group in walls.wall(state, Wall(by="theme"))}


def test_putting_a_note_elsewhere_takes_it_from_where_it_was():
    state = three()
    moved = themes.put(state, ("n0",), state.themes[1].id)
    assert under(moved) == {"Reading": [], "Talk": ["n0", "n1"], walls.NO_THEME: ["n2"]}
    assert under(themes.put(moved, ("n0",), ""))[walls.NO_THEME] == ["n0", "n2"]
    assert themes.put(state, ("n0",), "gone") is state


def test_a_deleted_theme_leaves_its_notes_under_none():
    state = three()
    state = themes.delete(state, state.themes[0].id)
    assert under(state) == {"Talk": ["n1"], walls.NO_THEME: ["n0", "n2"]}
    assert all(note.theme in ("", state.themes[0].id) for note in state.notes)


def test_a_theme_renamed_as_another_becomes_that_one_with_its_votes():
    state = three()
    state = voting.count(voting.count(state, state.themes[0].id, 5), state.themes[1].id, 3)
    state = themes.rename(state, state.themes[0].id, "TALK")
    assert under(state) == {"Talk": ["n0", "n1"], walls.NO_THEME: ["n2"]}
    assert [one.dots for one in state.themes] == [3]
    assert under(themes.rename(state, state.themes[0].id, "Talking"))["Talking"] == ["n0", "n1"]


def test_a_theme_may_be_renamed_in_other_capitals():
    state = three()
    assert "READING" in under(themes.rename(state, state.themes[0].id, "READING"))


def test_themes_are_moved_within_the_wall():
    state = themes.make(three(), "Later")
    ids = [one.id for one in state.themes]
    moved = themes.shift(state, ids[0], 1)
    assert [one.id for one in moved.themes] == [ids[1], ids[0], ids[2]]
    assert themes.shift(state, ids[0], -1) is state


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["put", "rename", "delete", "shift"]),
            st.sampled_from(["n0", "n1", "n2"]),
            st.sampled_from(["Reading", "talk", "New", "  "]),
            st.integers(0, 3),
        ),
        max_size=12,
    )
)
def test_whatever_is_done_with_themes_no_note_is_lost_and_none_is_under_a_theme_that_is_not_there(
    deeds: list[tuple[str, str, str, int]],
):
    state = three()
    for deed, note, name, number in deeds:
        id = state.themes[number].id if number < len(state.themes) else "gone"
        if deed == "put":
            state = themes.put_under(state, (note,), name)
        elif deed == "rename":
            state = themes.rename(state, id, name)
        elif deed == "delete":
            state = themes.delete(state, id)
        else:
            state = themes.shift(state, id, 1)
    ids = {one.id for one in state.themes}
    assert all(note.theme in ids | {""} for note in state.notes)
    assert sorted(note for found in under(state).values() for note in found) == ["n0", "n1", "n2"]
    assert len({one.name.casefold() for one in state.themes}) == len(state.themes)
