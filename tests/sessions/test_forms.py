"""The forms that are due: from whom, for which statement, and whose note is whose."""

from msgspec.structs import replace

from sessions import choices, forms, notes, planning, progress, round_changes, rounds
from sessions.model import Cite, Ref, Session
from tests.build import NOW, after, session, titled


def at_the_talk(count: int = 6) -> Session:
    state = progress.begin(session(count), NOW)
    return progress.enter(state, titled(state, "Talk in pairs"), NOW)


def cites(state: Session, ref: str) -> tuple[Cite, ...]:
    found = choices.cite(state, "fw", ref)
    assert found is not None
    return (found,)


def test_people_are_asked_person_by_person_inside_their_groups():
    state = at_the_talk()
    step = titled(state, "Write it down")
    asked = [form.subject.id for form in forms.due(state, step)]
    made = rounds.round_for(state, step)
    assert asked == [person for group in made.groups for person in group.people]


def test_groups_are_asked_once_each():
    state = at_the_talk()
    labels = [form.subject.group_label for form in forms.due(state, titled(state, "Harvest"))]
    assert labels == ["Pair 1", "Pair 2", "Pair 3"]


def test_someone_who_is_not_here_is_not_asked_unless_they_have_written():
    state = at_the_talk()
    state = rounds.everyone_here(state)
    step = titled(state, "Write it down")
    form = forms.due(state, step)[0]
    written = notes.put_field(state, form, "n1", "evidence", "I was there", NOW)
    gone = round_changes.arrival(written, form.subject.id, False)
    assert form.subject.id in [one.subject.id for one in forms.due(gone, step)]
    assert form.subject.id not in [
        one.subject.id for one in forms.due(round_changes.arrival(state, form.subject.id, False), step)
    ]


def test_a_form_for_the_chosen_statement_is_repeated_for_each_one_cited_in_the_frameworks_order():
    state = at_the_talk()
    step = titled(state, "Write it down")
    form = forms.due(state, step)[0]
    for note_id, ref in (("n1", "2.1"), ("n2", "1.2")):
        state = notes.put_cites(state, form, note_id, cites(state, ref), NOW)
    mine = forms.of_subject(state, step, form.subject)
    assert [one.about for one in mine] == [Ref(framework="fw", ref="1.2"), Ref(framework="fw", ref="2.1")]
    assert forms.given(state, step) == (1, 6)


def test_a_form_for_every_statement_covers_the_area_in_play_and_keeps_what_was_written_before():
    state = at_the_talk()
    step = replace(titled(state, "Write it down"), for_each="statement")
    state = planning.put_step(state, step)
    state = choices.choose(state, step.id, choices.ROOM, (Ref(framework="fw", ref="1"),))
    form = forms.due(state, step)[0]
    assert form.about == Ref(framework="fw", ref="1.1")
    state = notes.put_field(state, form, "n1", "evidence", "Seen", NOW)
    state = choices.choose(state, step.id, form.subject.id, (Ref(framework="fw", ref="2"),))
    abouts = [one.about.ref for one in forms.of_subject(state, step, form.subject)]
    assert abouts == ["2.1", "2.2", "1.1"]


def test_a_notes_people_stay_when_the_pairs_are_made_anew():
    state = at_the_talk()
    step = titled(state, "Harvest")
    form = forms.due(state, step)[0]
    state = notes.put_field(state, form, "n1", "headline", "We share heads of year", NOW)
    people = state.note("n1").people
    again = rounds.make(state, step, after(1), turn=1)
    assert again.note("n1").people == people
    assert again.rounds[-1].id != state.rounds[-1].id


def test_a_note_emptied_again_is_taken_away():
    state = at_the_talk()
    form = forms.due(state, titled(state, "Write it down"))[0]
    written = notes.put_field(state, form, "n1", "evidence", "Seen", NOW)
    assert [note.id for note in written.notes] == ["n1"]
    assert notes.put_field(written, form, "n1", "evidence", "  ", NOW).notes == ()


def test_typing_up_goes_sheet_by_sheet_in_the_order_of_the_people():
    state = at_the_talk()
    order = [form.subject.id for form in forms.typing_up(state) if form.subject.kind == "person"]
    assert order == [person.id for person in state.people]
    assert forms.sheet_number(state, state.people[3].id) == 4


def test_a_persons_own_choice_goes_before_the_groups_and_the_rooms():
    state = at_the_talk()
    step = titled(state, "Write it down")
    subject = forms.due(state, step)[0].subject
    areas = [Ref(framework="fw", ref=ref) for ref in ("1", "2")]
    state = choices.choose(state, step.id, choices.ROOM, (areas[0],))
    assert forms.areas_in_play(state, subject) == (areas[0],)
    state = choices.choose(state, step.id, subject.group, (areas[1],))
    assert forms.areas_in_play(state, subject) == (areas[1],)
    state = choices.choose(state, step.id, subject.id, (areas[0],))
    assert forms.areas_in_play(state, subject) == (areas[0],)


def test_two_notes_about_the_same_statement_are_two_forms():
    state = at_the_talk()
    step = replace(titled(state, "Write it down"), for_each="statement")
    state = planning.put_step(state, step)
    state = choices.choose(state, step.id, choices.ROOM, (Ref(framework="fw", ref="1"),))
    form = forms.due(state, step)[0]
    for note_id in ("n1", "n2"):
        state = notes.put_field(state, form, note_id, "evidence", f"Seen {note_id}", NOW)
    found = forms.of_subject(state, step, form.subject)
    assert [(one.about.ref, one.note.id if one.note else "") for one in found] == [
        ("1.1", "n1"),
        ("1.1", "n2"),
        ("1.2", ""),
    ]


def test_what_former_groups_wrote_is_listed_after_the_groups_in_force():
    state = at_the_talk()
    step = titled(state, "Harvest")
    form = forms.due(state, step)[0]
    state = notes.put_field(state, form, "n1", "headline", "We share heads of year", NOW)
    state = rounds.make(state, step, after(1), turn=1)
    found = forms.due(state, step)
    assert [one.note.id if one.note else "" for one in found] == ["", "", "", "n1"]
    assert found[-1].subject.label == form.subject.label
    assert forms.given(state, step) == (1, 4)
    assert "n1" in [one.note.id for one in forms.typing_up(state) if one.note]


def test_what_is_chosen_in_one_framework_leaves_the_other_alone():
    state = at_the_talk()
    first, second = titled(state, "Write it down"), titled(state, "Harvest")
    state = planning.put_step(state, replace(second, framework="other"))
    subject = forms.due(state, first)[0].subject
    one, two = Ref(framework="fw", ref="1"), Ref(framework="fw", ref="2")
    other = Ref(framework="other", ref="1")
    for by in (choices.ROOM, subject.id):
        state = choices.choose(state, first.id, by, (one,))
        state = choices.choose(state, second.id, by, (other,))
        state = choices.choose(state, first.id, by, (two,))
    assert set(state.meta.focus) == {two, other}
    assert choices.own(state, subject.id, "fw") == (two,)
    assert choices.own(state, subject.id, "other") == (other,)
    assert set(forms.areas_in_play(state, subject)) == {two, other}
    gone = choices.choose(state, first.id, subject.id, ())
    assert choices.own(gone, subject.id) == (other,)
    assert not forms.chose(gone, subject, "fw")
    assert forms.areas_in_play(gone, subject, "fw") == (two,)


def test_a_form_for_every_statement_covers_all_of_them_while_no_area_is_chosen():
    state = at_the_talk()
    step = replace(titled(state, "Write it down"), for_each="statement")
    subject = forms.subjects(state, step)[0]
    abouts = [form.about.ref for form in forms.of_subject(state, step, subject)]
    assert abouts == ["1.1", "1.2", "2.1", "2.2"]
