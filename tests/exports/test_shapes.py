"""What ``--json`` gives, key by key, and the actions and learning points in it."""

import json
from datetime import date

from msgspec.structs import replace

from frameworks import show as framework_show
from frameworks.model import Area, Framework
from sessions import template_show
from sessions.model import ActionDetail, Note, PointDetail, Template
from sessions.outcomes import actions, owner_name, points
from sessions.show import show
from tests.exports.awkward import AT, SESSION, STEPS, WATER


def test_an_action_is_a_field_of_that_kind_that_is_not_empty() -> None:
    found = {action.id: action for action in actions(SESSION)}
    assert set(found) == {"n1.next", "n2.next", "n3.do"}
    first = found["n1.next"]
    assert (first.note, first.key, first.step, first.person) == ("n1", "next", "write", "p1")
    assert first.due == date(2027, 1, 5)
    blank = replace(SESSION, notes=(replace(SESSION.notes[0], fields={"next": " \n"}),))
    assert actions(blank) == []


def test_by_default_an_action_is_its_persons_due_at_the_review_and_open() -> None:
    plain = {action.id: action for action in actions(replace(SESSION, actions=()))}
    assert [(one.owner, one.due, one.state) for one in plain.values()] == [
        ("p1", date(2027, 1, 12), "open"),
        ("p2", date(2027, 1, 12), "open"),
        ("", date(2027, 1, 12), "open"),  # a pair's
    ]
    assert owner_name(SESSION, plain["n1.next"]) == "Rhian Jones"


def test_what_was_settled_about_an_action_wins() -> None:
    found = {action.id: action for action in actions(SESSION)}
    assert (found["n3.do"].owner, found["n3.do"].state) == ("Bethan Lloyd", "done")
    assert owner_name(SESSION, found["n3.do"]) == "Bethan Lloyd"
    assert found["n2.next"].owner == "p2"


def test_learning_points_carry_their_reviews() -> None:
    found = {point.id: point for point in points(SESSION)}
    assert set(found) == {"n5.one", "n6.one", "n7.learn"}
    assert (found["n5.one"].person, found["n5.one"].swap, len(found["n5.one"].reviews)) == ("p1", "s1", 1)
    assert (found["n7.learn"].person, found["n7.learn"].reviews) == ("", ())


def test_actions_and_points_of_a_step_taken_out_are_known_by_what_was_settled() -> None:
    note = Note(id="n", step="gone", people=("p1",), fields={"a-b": "dig", "c": "see"}, at=AT, changed=AT)
    session = replace(
        SESSION, notes=(note,), actions=(ActionDetail(id="n.a-b"),), points=(PointDetail(id="n.c"),)
    )
    assert [action.what for action in actions(session)] == ["dig"]
    assert [point.focus for point in points(session)] == ["see"]


def test_a_session_is_shown_with_every_key_others_rely_on() -> None:
    said = json.loads(json.dumps(show(SESSION)))
    assert {
        *(
            "id",
            "title",
            "cluster",
            "date",
            "start",
            "zone",
            "status",
            "focus",
            "review_date",
            "steps",
            "people",
        ),
        *("rounds", "notes", "actions", "points", "swaps"),
    } <= set(said)
    assert (said["date"], said["review_date"], said["zone"]) == ("2026-12-01", "2027-01-12", "Europe/London")
    assert said["focus"] == [{"framework": "water", "ref": "1", "title": "Springs <b>& sources</b>"}]
    step = said["steps"][2]
    assert {
        "id",
        "title",
        "minutes",
        "template",
        "framework",
        "together",
        "from",
        "shared",
        "capture",
    } <= set(step)
    assert {"key", "name", "kind", "hint"} <= set(step["capture"][0])
    assert {"id", "name", "school", "role", "here"} <= set(said["people"][0])
    assert {"id", "step", "groups"} <= set(said["rounds"][0])
    assert {"id", "label", "people"} <= set(said["rounds"][0]["groups"][0])
    note = said["notes"][0]
    assert {"id", "step", "round", "group", "people", "shared", "cites", "fields"} <= set(note)
    assert note["cites"] == [{"framework": "water", "ref": "1.4", "text": "Digs where # nobody dug"}]
    assert note["fields"] == SESSION.notes[0].fields
    assert said["actions"][0].items() >= {
        ("id", "n1.next"),
        ("note", "n1"),
        ("person", "p1"),
        ("what", SESSION.notes[0].fields["next"]),
        ("owner", "p1"),
        ("due", "2027-01-05"),
        ("state", "open"),
    }
    assert {"id", "person", "swap", "step", "focus", "reviews"} <= set(said["points"][0])
    assert said["points"][0]["reviews"][0]["at"] == "2026-12-01T10:15:00.000Z"
    assert said["swaps"][0] == {
        "id": "s1",
        "person": "p1",
        "with": "p2",
        "from": "Ysgol Tŷ Gwyn",
        "host": "Cae-glas Primary School",
        "dates": ["2027-01-18", "2027-01-25"],
    }


def test_dates_that_are_not_there_are_null() -> None:
    bare = replace(SESSION, meta=replace(SESSION.meta, review_date=None, delete_by=None))
    assert show(bare)["review_date"] is None


def test_a_framework_is_listed_in_counts_and_shown_in_words() -> None:
    assert framework_show.listed(WATER) == {
        "id": "water",
        "title": "Leading water | *wet*",
        "language": "en",
        "areas": 2,
        "statements": 4,
    }
    said = json.loads(json.dumps(framework_show.show(WATER)))
    assert {"id", "title", "language", "source", "areas", "prompts"} <= set(said)
    assert said["prompts"] == {
        "opening": ["Tell someone about a **well**."],
        "reflection": ["What did you draw?"],
    }
    assert said["areas"][1]["groups"] == [
        {
            "title": "",
            "lead_in": "",
            "statements": [{"ref": "2.1", "code": "2.1", "text": "Follows the bed."}],
        }
    ]
    empty = Framework(id="e", title="E", areas=(Area(ref="#1", title="A"),))
    assert framework_show.show(empty)["areas"][0]["groups"][0]["statements"] == []
    assert framework_show.show(empty)["areas"][0]["code"] == ""


def test_a_template_is_listed_and_shown_with_all_settings() -> None:
    template = Template(id="t", title="T", framework="water", intro="What for.", steps=STEPS)
    assert template_show.listed(template) == {"id": "t", "title": "T", "framework": "water", "minutes": 56}
    said = json.loads(json.dumps(template_show.show(template)))
    assert said["steps"][2]["from"] == "person"
    assert said["steps"][2]["cite"] == {"what": "ripple", "at_least": 1, "at_most": None}
