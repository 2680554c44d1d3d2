"""The faces of a step."""

from msgspec.structs import replace

from sessions import faces, rounds
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
