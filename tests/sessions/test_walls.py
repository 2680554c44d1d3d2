"""The wall shows what is shared with the room, and no field that exists to name people."""

from sessions import forms, notes, outcomes, planning, progress, walls
from sessions.model import Session
from tests.build import NOW, session, titled


def written() -> Session:
    """Evidence, an action and who helps, shared with the room."""
    state = progress.begin(session(), NOW)
    form = forms.due(state, titled(state, "Write it down"))[0]
    for key, text in (("evidence", "Seen"), ("action", "Do it"), ("help", "Mair Pugh")):
        state = notes.put_field(state, form, "n1", key, text, NOW)
    return notes.share(state, "n1", "room", NOW)


def test_who_helps_is_not_on_the_wall():
    state = written()
    assert [note.text for group in walls.wall(state) for note in group.notes] == ["Seen / Do it"]
    assert "Mair" not in str(walls.note_blocks(state, state.notes[0]))


def test_a_step_taken_out_of_the_plan_leaves_its_actions_actions_and_its_helpers_unsaid():
    state = written()
    state = planning.drop_step(state, titled(state, "Write it down").id)
    assert [action.what for action in outcomes.actions(state)] == ["Do it"]
    assert [note.text for group in walls.wall(state) for note in group.notes] == ["Seen / Do it"]


def test_a_field_emptied_is_of_no_kind_any_more():
    state = written()
    form = forms.due(state, titled(state, "Write it down"))[0]
    state = notes.put_field(state, form, "n1", "help", "", NOW)
    assert state.notes[0].kinds == {"evidence": "evidence", "action": "action"}
