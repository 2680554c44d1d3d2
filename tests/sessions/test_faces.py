"""The faces of a step."""

from msgspec.structs import replace

from sessions import faces, rounds
from tests.build import NOW, session, titled


def test_roles_keep_their_capitals():
    made = session()
    step = replace(titled(made, "Talk in pairs"), roles=("SENCo lead", "head of Year"))
    made = rounds.make(made, step, NOW)
    assert faces.faces(made, step)[0].caption == "SENCo lead, then head of Year"
    lower = replace(step, roles=("speaker", "listener"))
    assert faces.faces(made, lower)[0].caption == "Speaker, then listener"
