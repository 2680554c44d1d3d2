"""A session that was tried out is put back to not begun."""

from datetime import timedelta

from sessions import forms, notes, progress, round_changes, rounds
from sessions.beginning_again import begin_again, can_forget
from sessions.model import Clock, Progress, Session
from tests.build import NOW, after, session, titled


def rehearsed(before: Session) -> Session:
    """A session that was tried out: begun, its pairs made, something written, somebody ticked off."""
    made = round_changes.arrival(progress.begin(before, NOW), before.people[0].id, True)
    made = progress.enter(made, titled(made, "Talk in pairs"), after(1))
    made = progress.play_pause(made, after(2))
    step = titled(made, "Write it down")
    form = forms.due(made, step)[0]
    return notes.put_field(made, form, "n1", step.capture[0].key, "Only a try", after(3))


def test_beginning_again_is_as_if_it_had_not_begun_and_keeps_what_was_written():
    made = rehearsed(session())
    again = begin_again(made)
    assert (again.meta.status, again.progress, again.clock) == ("planned", Progress(), Clock())
    assert again.notes == made.notes
    assert again.people == made.people
    # The group that the note came from is still known, and no other.
    assert {one.id for one in again.rounds} == {note.round for note in again.notes if note.round}
    assert (again.steps, again.frameworks) == (made.steps, made.frameworks)
    assert progress.begin(again, NOW).progress.started_at == NOW


def test_beginning_again_without_what_came_up_leaves_the_plan_and_the_people():
    before = session()
    made = rehearsed(before)
    assert can_forget(made)
    again = begin_again(made, forget=True)
    assert again == before
    assert not can_forget(again)


def test_groups_made_before_it_began_stay():
    before = session()
    prepared = rounds.make(before, titled(before, "Talk in pairs"), NOW - timedelta(hours=1))
    again = begin_again(progress.begin(prepared, NOW))
    assert again.rounds == prepared.rounds
