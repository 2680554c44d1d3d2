"""What people work on, by its ref: areas, groups, statements."""

from msgspec.structs import replace

from frameworks.model import Area, Framework, Group, Statement, group_ref
from sessions import choices, forms
from sessions.faces import faces, values
from sessions.forms import Subject
from sessions.model import Field, Ref, Session, Step, UsedFramework
from sessions.topics import area_of, examples_for, statements_in, topic, topics
from tests import build

AREA = Area(
    ref="1",
    code="1",
    title="Planning",
    groups=(
        Group(
            title="Knowledge",
            lead_in="Knows about…",
            statements=(
                Statement(ref="1.1", code="1.1", text="futures"),
                Statement(ref="1.2", code="1.2", text="law"),
            ),
        ),
        Group(title="Values", statements=(Statement(ref="1.3", code="1.3", text="Thinks ahead"),)),
        Group(title="Actions", statements=(Statement(ref="1.1a", code="1.1a", text="Makes a plan"),)),
    ),
)
FRAMEWORK = Framework(
    id="std",
    title="Standards",
    coded=("areas", "statements"),
    statement="standard",
    areas=(AREA, replace(AREA, ref="2", code="2", title="Learning", groups=())),
)
STEP = Step(
    id="s",
    title="Review",
    framework="std",
    source="person",
    for_each="choice",
    examples="Actions",
    capture=(Field(key="evidence", name="Evidence", kind="evidence"),),
    prompt="{area}: {statements}",
)


def held(step: Step = STEP, *focus: str) -> Session:
    session = build.session(2)
    used = UsedFramework(id="std", digest="x", framework=FRAMEWORK)
    meta = replace(session.meta, steps=(step.id,), focus=tuple(map(ref, focus)))
    return replace(session, steps=(step,), frameworks=(used,), meta=meta)


def ref(text: str) -> Ref:
    return Ref(framework="std", ref=text)


def refs(found: tuple[Ref, ...]) -> list[str]:
    return [one.ref for one in found]


def test_areas_groups_and_statements_are_named_in_words():
    session = held()
    said = {}
    for name in ("1", "1/2", "1.1", "1.3"):
        found = topic(session, ref(name))
        assert found is not None
        said[name] = (found.kind, found.label, found.within)
    assert said == {
        "1": ("area", "1 Planning", ""),
        "1/2": ("group", "Values", "1 Planning"),
        "1.1": ("statement", "1.1 Knows about futures", "1 Planning"),
        "1.3": ("statement", "1.3 Thinks ahead", "1 Planning"),
    }
    assert topic(session, ref("9")) is None
    assert topic(session, Ref(framework="gone", ref="1")) is None


def test_what_can_be_chosen_follows_the_order_of_the_source():
    assert [one.ref.ref for one in topics(FRAMEWORK, "area")] == ["1", "2"]
    assert [one.ref.ref for one in topics(FRAMEWORK, "group")] == ["1/1", "1/2", "1/3"]
    assert [one.ref.ref for one in topics(FRAMEWORK, "statement")] == ["1.1", "1.2", "1.3", "1.1a"]
    assert [one.ref.ref for one in topics(FRAMEWORK, "anything")] == [
        "1", "1/1", "1.1", "1.2", "1/2", "1.3", "1/3", "1.1a", "2",
    ]  # fmt: skip


def test_a_groups_ref_is_its_areas_and_its_place():
    assert group_ref(AREA, 2) == "1/2"
    found = FRAMEWORK.find_group("1/2")
    assert found is not None
    assert found[1].title == "Values"
    assert FRAMEWORK.find_group("1/4") is None
    area = area_of(held(), ref("1/3"))
    assert area is not None
    assert area.title == "Planning"


def test_what_a_choice_holds_leaves_the_examples_out_unless_they_were_chosen_themselves():
    session = held()
    assert refs(statements_in(session, ref("1"), "Actions")) == ["1.1", "1.2", "1.3"]
    assert refs(statements_in(session, ref("1"))) == ["1.1", "1.2", "1.3", "1.1a"]
    assert refs(statements_in(session, ref("1/3"), "Actions")) == ["1.1a"]
    assert refs(statements_in(session, ref("1.2"), "Actions")) == ["1.2"]
    assert [one.code for one in examples_for(session, ref("1.2"), "actions")] == ["1.1a"]
    assert examples_for(session, ref("1.2"), "") == ()


def test_there_is_one_form_for_each_thing_chosen_and_one_empty_form_before_anyone_chose():
    someone = Subject(kind="person", id="x", label="")
    assert [form.about for form in forms.of_subject(held(), STEP, someone)] == [None]
    session = held(STEP, "1.2", "1/1", "2")
    assert [form.about and form.about.ref for form in forms.of_subject(session, STEP, someone)] == [
        "1.2",
        "1/1",
        "2",
    ]
    session = choices.choose(session, "s", "x", (ref("1"),))
    assert [form.about and form.about.ref for form in forms.of_subject(session, STEP, someone)] == ["1"]


def test_for_each_statement_of_a_chosen_group_there_is_a_form():
    step = replace(STEP, for_each="statement")
    found = forms.of_subject(held(step, "1/1"), step, Subject(kind="person", id="x", label=""))
    assert [form.about and form.about.ref for form in found] == ["1.1", "1.2"]


def test_the_room_reads_only_what_is_in_play_each_statement_in_its_sentence():
    said = values(held(STEP, "1/1", "1.3"), STEP)
    assert said["area"] == "Knowledge, 1.3 Thinks ahead"
    assert said["statements"] == ["1.1 Knows about futures", "1.2 Knows about law", "1.3 Thinks ahead"]
    step = replace(STEP, prompt="Talk.")
    (shown,) = [face for face in faces(held(step, "1.2"), step) if face.kind == "statements"]
    assert shown.heading == "1 Planning"
    assert [block.spans[0].text for block in shown.blocks] == ["Knowledge: Knows about…", "law"]


def test_hands_are_counted_for_each_thing_and_none_are_forgotten():
    session = held()
    for name, count in (("1", 9), ("2", 4), ("1/1", 9)):
        session = choices.raise_hands(session, "s", ref(name), count)
    assert choices.hands(session, "s") == {ref("1"): 9, ref("2"): 4, ref("1/1"): 9}
    session = choices.raise_hands(session, "s", ref("1"), 10)
    assert choices.hands(session, "s")[ref("1")] == 10
    session = choices.raise_hands(session, "s", ref("1"), -1)
    assert ref("1") not in choices.hands(session, "s")
    assert choices.hands(session, "another") == {}
