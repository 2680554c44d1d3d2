"""The faces of a step."""

from msgspec.structs import replace

from sessions import choices, faces, progress, rounds
from sessions.model import Ref
from sessions.pages import pages
from sessions.stage import stage_view
from sessions.stage_size import Size
from tests.build import NOW, session, titled


def test_roles_keep_their_capitals():
    made = session()
    step = replace(titled(made, "Talk in pairs"), roles=("SENCo lead", "head of Year"))
    made = rounds.make(made, step, NOW)
    assert faces.faces(made, step)[0].entries[0].cells == ("", "SENCo lead", "Head of Year")


def test_people_who_look_for_their_school_see_its_name_over_its_people():
    made = session()
    schools = ("Ysgol Bro Taf", "School 42", "")
    made = replace(
        made,
        people=tuple(replace(one, school=schools[n % 3], here=True) for n, one in enumerate(made.people)),
    )
    step = replace(titled(made, "Talk in pairs"), together="school")
    made = replace(made, steps=tuple(step if one.id == step.id else one for one in made.steps))
    made = rounds.make(made, step, NOW)
    face = faces.faces(made, step)[0]
    assert face.heading == "Find your school"
    assert {entry.title for entry in face.entries} >= {"Ysgol Bro Taf", "School 42"}
    assert {entry.marker for entry in face.entries} == {""}
    mine = next(entry for entry in face.entries if entry.title == "School 42")
    assert mine.text == " · ".join(sorted(one.name for one in made.people if one.school == "School 42"))


def test_while_the_clock_of_a_talk_runs_the_room_sees_its_prompt_and_back_turns_to_the_statements():
    size = Size(80, 24)
    made = progress.begin(session(), NOW)
    used = made.frameworks[0]
    made = choices.focus_on(made, (Ref(framework=used.id, ref=used.framework.areas[0].ref),))
    state = progress.enter(made, titled(made, "Talk in pairs"), NOW)
    kinds = []
    while progress.ahead(state, NOW, size).move != "step":
        kinds.append(stage_view(state, NOW).face_kind)
        state = progress.next_(state, NOW, size)
    assert kinds == ["pairs", "prompt", "statements"]
    assert stage_view(state, NOW).face_kind == "prompt"
    assert stage_view(state, NOW).clock is not None
    before = progress.back(state, NOW, size)
    assert stage_view(before, NOW).face_kind == "statements"
    assert stage_view(progress.next_(before, NOW, size), NOW).face_kind == "prompt"
    # Started by its own key while they look for each other, it leaves them at that.
    early = progress.play_pause(progress.enter(made, titled(made, "Talk in pairs"), NOW), NOW)
    assert stage_view(early, NOW).face_kind == "pairs"


def test_what_the_room_has_chosen_is_marked_in_the_list_and_said_instead_of_the_invitation():
    made = session()
    used = made.frameworks[0]
    step = replace(made.steps[0], framework=used.id, choose="room", prompt="Write its number.")
    refs = [Ref(framework=used.id, ref=area.ref) for area in used.framework.areas]
    assert not any(one.chosen for one in faces.faces(made, step)[1].entries)
    made = choices.focus_on(choices.raise_hands(made, step.id, refs[1], 9), (refs[1],))
    prompt, chosen, *_ = faces.faces(made, step)
    area = used.framework.areas[1]
    assert prompt.heading == f"Chosen: {area.label}"
    assert chosen.caption.startswith(f"Chosen: {area.code}. ")
    assert [one.marker for one in chosen.entries if one.chosen] == [f"✓ {area.code}"]
    view = replace(
        stage_view(made, NOW), kind="face", caption=chosen.caption, entries=chosen.entries, blocks=()
    )
    weights = [line.pieces[1].style for line in pages(view, Size(80, 24))[0].lines if line.text.strip()]
    assert weights == ["strong" if one.chosen else "plain" for one in chosen.entries]
