"""Template files as people write them, and everything that can be wrong in one."""

from typing import Any

import pytest
from hypothesis import given, settings

from frameworks.faults import ContentError
from frameworks.model import Framework
from frameworks.reader import parse_framework
from sessions.model import CiteRule, Field, Step, Template
from sessions.template_reader import check_template, parse_template, step_ids
from tests.frameworks.content import read, texts

TOP = "---\nid: x\ntitle: X\n---\n"
ON = "---\nid: x\ntitle: X\nframework: kitchen-evidence\n---\n"


def audit() -> Template:
    return parse_template(read("templates/kitchen-audit.md"), "kitchen-audit.md")


def kitchen() -> dict[str, Framework]:
    framework = parse_framework(read("frameworks/kitchen-evidence.md"), "kitchen-evidence.md")
    return {framework.id: framework}


def step(settings: str, top: str = ON) -> Step:
    """The last step of a template whose earlier one is called Talk."""
    return parse_template(f"{top}# Talk\n- together: pairs\n# Next\n{settings}\n", "x.md").steps[-1]


def faults(text: str, level: str = "error", frameworks: Any = None) -> list[tuple[int, str]]:
    found = check_template(text, "x.md", frameworks)
    return [(fault.line, fault.message) for fault in found if fault.level == level]


def test_particulars_and_intro():
    template = audit()
    assert (template.id, template.title, template.language) == ("kitchen-audit", "Audit of a kitchen", "en")
    assert template.framework == "kitchen-evidence"
    assert template.intro == "For one kitchen, against every question.\n\n- bring evidence\n- bring a pen"
    assert template.minutes == 5 + 30 + 5 + 1 + 600


def test_step_ids_are_slugs_and_every_step_knows_its_template_and_framework():
    template = audit()
    assert [one.id for one in template.steps] == ["welcome", "audit", "talk", "swap", "lunch"]
    assert {one.template for one in template.steps} == {"kitchen-audit"}
    assert [one.framework for one in template.steps] == ["kitchen-evidence"] * 4 + [""]


def test_an_audit_asks_every_school_for_every_statement():
    one = audit().steps[1]
    assert (one.minutes, one.at, one.together, one.source) == (30, "10:00", "school", "school")
    assert (one.for_each, one.shared) == ("statement", "group")
    assert one.cite == CiteRule(what="question")
    assert one.capture == (
        Field(key="evidence", name="Evidence", kind="evidence", hint="what is there, and who has seen it"),
        Field(key="what-next", name="Action", kind="action"),
        Field(
            key="how-far-along",
            name="How far along",
            kind="scale",
            options=("not yet", "partly", "fully", "far"),
        ),
        Field(key="time", name="Time", hint="10:30 or later [text]"),
        Field(key="done", name="Done?", kind="yes/no", hint="tick"),
    )


def test_settings_end_at_the_first_blank_line():
    one = audit().steps[1]
    assert one.prompt == "- minutes: this list is for the room\n- so is this line\n\nBetween the notes."
    assert (34, "The settings ended at the blank line: the room sees this line") in faults(
        read("templates/kitchen-audit.md"), "warning"
    )


def test_quotes_at_the_left_edge_are_for_the_facilitator_alone():
    one = audit().steps[1]
    assert one.private == "Before\n\n- the list\n\nAfter"
    assert "Before" not in one.prompt
    assert "After" not in one.prompt


def test_groups_schools_roles_and_who_chooses():
    one = audit().steps[2]
    assert (one.together, one.size, one.schools, one.choose) == ("groups", 4, "different", "pair")
    assert one.roles == ("speaker", "listener", "writer")
    assert one.minutes == 5


def test_same_as_names_an_earlier_step_in_any_case():
    assert (audit().steps[3].together, audit().steps[3].same_as) == ("same", "talk")


def test_what_stands_between_backticks_marked_markdown_is_the_rooms():
    assert audit().steps[4].prompt == "> A quotation that the room sees\n\n# and a heading"
    assert audit().steps[4].private == ""


def test_quotes_in_other_fences_are_the_rooms_too():
    one = step("- minutes: 5\n\n```\n> typed\n```\n\n> mine")
    assert (one.prompt, one.private) == ("```\n> typed\n```", "mine")


def test_a_file_with_windows_line_ends_reads_the_same():
    text = read("templates/kitchen-audit.md")
    assert parse_template("\ufeff" + text.replace("\n", "\r\n"), "x") == audit()


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("none", CiteRule()),
        ("behaviour", CiteRule(what="behaviour")),
        ("any number", CiteRule(what="statement")),
        ("behaviour, any number", CiteRule(what="behaviour")),
        ("behaviour, at least 1", CiteRule(what="behaviour", at_least=1)),
        ("behaviour, at least 1, at most 3", CiteRule(what="behaviour", at_least=1, at_most=3)),
        ("at most 2", CiteRule(what="statement", at_most=2)),
        ("Key question, At Least 2", CiteRule(what="Key question", at_least=2)),
    ],
)
def test_what_may_be_cited_and_how_often(written: str, rule: CiteRule):
    assert step(f"- cite: {written}").cite == rule


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("Name", Field(key="name", name="Name")),
        ("Name: hint: with a colon", Field(key="name", name="Name", hint="hint: with a colon")),
        ("Name {k-1}", Field(key="k-1", name="Name")),
        ("Name {k} [lines]: hint", Field(key="k", name="Name", kind="lines", hint="hint")),
        ("Name [ Yes/No ]:hint", Field(key="name", name="Name", kind="yes/no", hint="hint")),
        ("Ŵyn’s name", Field(key="wyns-name", name="Ŵyn’s name")),
        ("名前", Field(key="field-1", name="名前")),
        ("From 9:30 on", Field(key="from-9-30-on", name="From 9:30 on")),
        (r"Odd \{a\} \[b\]\: c", Field(key="odd-a-b-c", name="Odd {a} [b]: c")),
        (r"S [scale: 1, 2\, 3, \] 4]", Field(key="s", name="S", kind="scale", options=("1", "2, 3", "] 4"))),
        ("R [rating]", Field(key="r", name="R", kind="rating")),
        ("R [rating: low, high]", Field(key="r", name="R", kind="rating", options=("low", "high"))),
    ],
)
def test_fields_have_keys_kinds_and_hints(written: str, field: Field):
    assert step(f"- from: person\n- capture:\n  - {written}").capture == (field,)


def test_ids_of_steps_with_like_titles_are_unlike():
    assert step_ids(["Talk", "Talk!", "Talk 2", "", "日本"]) == (
        "talk",
        "talk-2",
        "talk-2-2",
        "step-4",
        "step-5",
    )


def test_every_fault_of_a_broken_file_is_found_at_once():
    assert faults(read("templates/broken.md"), frameworks={}) == [
        (4, "“frame” is not one of the particulars"),
        (6, "This heading stands before the first step"),
        (9, "Minutes are a whole number from 1 to 600"),
        (10, "A time of day is written as 09:30 or 14:05"),
        (11, "There is no setting “minuets”"),
        (12, "There is no earlier step “Second”"),
        (13, "“schools” cannot be “diferent”"),
        (14, "A role has no words"),
        (15, "“choose” cannot be “group”"),
        (16, "“from” cannot be “pair”"),
        (17, "“for each” cannot be “statment”"),
        (18, "“at least many” does not say what is cited, or how many"),
        (19, "“shared” cannot be “public”"),
        (21, "“evidnce” is no kind of field"),
        (22, "This form has a field “Evidence” already"),
        (23, "A scale needs at least two points"),
        (24, "A field of the kind date has no points"),
        (25, "This field cannot be read"),
        (26, "A key is small letters a to z, digits and single hyphens"),
        (27, "A setting is a name, a colon and a value"),
        (28, "This line stands among the settings and is none"),
        (29, "“minutes” stands here a second time"),
        (31, "There is no placeholder {aera}"),
        (31, "There is no placeholder {nonsense}"),
        (34, "This line hangs on to the facilitator's note above it"),
        (37, "A quote inside a list: it is not clear who is to see it"),
        (41, "Settings stand directly under the heading"),
        (43, "A step called “second” stands on line 39 already"),
        (44, "Minutes are a whole number from 1 to 600"),
        (45, "“choose” needs a framework, and the template names none"),
        (46, "“for each” needs a framework, and the template names none"),
        (47, "“cite” needs a framework, and the template names none"),
        (48, "A group has at least two people"),
        (49, "Nobody is asked for these fields"),
        (52, "This item is nested too deep"),
        (53, "Nothing stands after “at:”"),
        (55, "This step has no title"),
        (57, "This is not the id of a framework"),
        (59, "The text that these marks open has no end"),
    ]


def test_the_error_holds_every_error_with_its_line_and_the_nearest_word():
    with pytest.raises(ContentError) as caught:
        parse_template(read("templates/broken.md"), "broken.md")
    errors = caught.value.faults
    assert len(errors) == 39
    assert all(fault.path == "broken.md" and fault.line and fault.suggestion for fault in errors)
    suggestions = " ".join(fault.suggestion for fault in errors)
    for word in ("framework", "minutes", "different", "pair", "group", "statement", "evidence"):
        assert f"Did you mean “{word}”?" in suggestions
    assert "Did you mean {area}?" in suggestions
    assert "broken.md:11: There is no setting “minuets”\n    - minuets: 5" in str(caught.value)


def test_a_framework_that_is_missing_is_named():
    assert faults(f"{ON}# A\n", frameworks=kitchen()) == []
    text = f"{ON.replace('evidence', 'evidense')}# A\n- framework: elsewhere\n"
    assert faults(text, frameworks=kitchen()) == [
        (4, "There is no framework “kitchen-evidense”"),
        (7, "There is no framework “elsewhere”"),
    ]
    assert check_template(text, "x", kitchen())[0].suggestion == "Did you mean “kitchen-evidence”?"
    with pytest.raises(ContentError):
        parse_template(text, "x", kitchen())


def test_without_the_frameworks_at_hand_none_is_missing():
    assert faults(f"{ON}# A\n", frameworks=None) == []


def test_a_statement_called_otherwise_than_in_the_framework_is_pointed_out():
    text = f"{ON}# A\n- cite: qestion\n"
    assert faults(text, "warning", kitchen()) == [
        (7, "A statement of kitchen-evidence is not called “qestion”")
    ]
    assert faults(f"{ON}# A\n- cite: question\n", "warning", kitchen()) == []


def test_a_step_may_have_a_framework_of_its_own_or_none():
    assert step("- framework: other-one").framework == "other-one"
    assert step("- framework: none").framework == ""
    assert step("- framework: other-one\n- choose: room", TOP).choose == "room"


def test_placeholders_of_a_framework_without_one_are_pointed_out():
    assert faults(f"{TOP}# A\n\n{{area}} at {{cluster}}\n", "warning") == [
        (7, "{area} needs a framework, and the template names none")
    ]


def test_braces_in_a_private_note_or_in_code_are_plain_text():
    assert faults(f"{TOP}# A\n\nSee `{{x}}` and \\{{y}}\n\n> {{z}}\n") == []


def test_a_template_without_steps_is_a_fault_of_the_whole_file():
    assert faults(f"{TOP}Words alone\n") == [(0, "The template has no steps")]


def test_settings_may_be_written_in_any_case_and_with_any_bullet():
    one = step("* Minutes: 7\n* FOR EACH:  Chosen   Statement\n+ From: Person")
    assert (one.minutes, one.for_each, one.source) == (7, "chosen statement", "person")


@pytest.mark.parametrize("minutes", ["0", "601", "-5", "5.5", "٣", "1e2", "12 min"])
def test_minutes_are_whole_and_at_most_ten_hours(minutes: str):
    assert faults(f"{TOP}# A\n- minutes: {minutes}\n") == [(6, "Minutes are a whole number from 1 to 600")]


@pytest.mark.parametrize("time", ["24:00", "9:00", "12:60", "12", "12:3", "noon"])
def test_a_time_of_day_has_two_digits_and_two(time: str):
    assert faults(f"{TOP}# A\n- at: {time}\n") == [(6, "A time of day is written as 09:30 or 14:05")]


def test_a_note_that_an_open_fence_would_show_to_the_room_is_a_fault():
    assert faults(f"{TOP}# A\n\n```\nopen\n\n> private\n") == [
        (7, "The text that these marks open has no end")
    ]


@given(texts)
@settings(max_examples=60)
def test_whatever_stands_above_it_the_room_never_sees_a_note(text: str):
    try:
        template = parse_template(f"{TOP}# A\n- minutes: 5\n\n{text}\n\n> SECRET\n", "x.md")
    except ContentError:
        return
    assert not any("SECRET" in one.prompt for one in template.steps)
    assert template.steps[-1].private.endswith("SECRET")


@pytest.mark.parametrize("asked", ["from: group\n- capture:\n  - Headline", "choose: pair"])
def test_asking_groups_where_nobody_sits_in_one_is_a_fault(asked: str):
    alone = f"{ON}# Talk\n- together: pairs\n# Next\n- {asked}\n"
    (fault,) = check_template(alone, "x.md", None)
    assert (fault.line, fault.level) == (9, "error")
    assert "Add together: pairs" in fault.suggestion
    for sitting in ("trios", "groups of 4", "by school", "by role", "same as Talk"):
        assert faults(alone.replace("# Next\n", f"# Next\n- together: {sitting}\n")) == []
    sat_alone = alone.replace("together: pairs", "together: alone")
    assert len(faults(sat_alone.replace("# Next\n", "# Next\n- together: same as Talk\n"))) == 1


def advice(text: str, frameworks: Any = None) -> list[tuple[int, str]]:
    return [(fault.line, fault.suggestion) for fault in check_template(text, "x.md", frameworks)]


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("together: plenary", "Did you mean “everyone”?"),
        ("together: In Threes", "Did you mean “trios”?"),
        ("together: same as", "Name the earlier step, such as “same as Talk”"),
        ("choose: statement", "Say first who chooses, such as “choose: person, statement”"),
        ("choose: everyone", "Did you mean “person” or “room”?"),
        ("from: everyone", "Did you mean “person” or “room”?"),
        ("for each: actions", "Did you mean “earlier action”?"),
        ("shared: private", "Did you mean “own”?"),
        ("from:", "Such as “from: person”; there are: person, group, school, room"),
        ("minutes:", "Such as “minutes: 12”"),
        ("cite: at most 0", "Write: cite: none"),
        ("examples: Actions", "It has no groups: take this line out, or choose another framework"),
    ],
)
def test_what_was_probably_meant_is_suggested(written: str, suggestion: str):
    text = f"{ON}# Talk\n- together: pairs\n# Next\n- {written}\n"
    assert advice(text, kitchen()) == [(9, suggestion)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("9.30", "09:30"), ("9am", "09:00"), ("2 pm", "14:00"), ("2.15 p.m.", "14:15"), ("12am", "00:00")],
)
def test_a_time_written_otherwise_is_suggested_as_it_is_to_be_written(written: str, meant: str):
    assert advice(f"{TOP}# A\n- at: {written}\n") == [(6, f"Write: at: {meant}")]


def test_a_time_that_nobody_can_read_is_answered_with_an_example():
    assert advice(f"{TOP}# A\n- at: noon\n") == [(6, "Such as “at: 12:30”")]


@pytest.mark.parametrize(
    ("written", "kind"),
    [("choice: a, b", "scale"), ("checkbox", "yes/no"), ("Deadline", "due"), ("Actions", "action")],
)
def test_a_kind_written_otherwise_is_suggested(written: str, kind: str):
    text = f"{TOP}# A\n- from: person\n- capture:\n  - Field [{written}]\n"
    assert advice(text) == [(8, f"Did you mean “{kind}”?")]


def test_a_heading_without_its_space_is_pointed_out_wherever_it_hides():
    text = (
        f"{TOP}For all.\n#One\n\n# Two\n\n- a list\n#Three\n\n```\n#four\n```\n\n#5 is a number, # is not\n"
    )
    assert faults(text, "warning") == [
        (line, "This is no heading, for there is no space behind the #") for line in (6, 11)
    ]
    assert advice(text)[0][1] == "If it is one, write: # One; if not, write: \\#One"


@pytest.mark.parametrize("mark", ["", "• ", "– "])
def test_a_setting_without_its_dash_is_no_secret_of_the_room(mark: str):
    message = "This looks like a setting, and the room would see it"
    assert faults(f"{TOP}# A\n{mark}minutes: 12\n") == [(6, message)]
    assert faults(f"{TOP}# A\n\n{mark}minutes: 12\n", "warning") == [(7, message)]
    assert faults(f"{TOP}# A\n- minutes: 5\n\n{mark}from: me to you\n", "warning") == []
    assert advice(f"{TOP}# A\n{mark}minutes: 12\n") == [
        (6, "If it is one, write it directly under the heading, with a dash: - minutes: 12")
    ]


def test_settings_below_the_prompt_are_pointed_out():
    assert faults(f"{TOP}# A\n\nHello\n\n- minutes: 5\n", "warning") == [
        (9, "This looks like a setting, and the room would see it")
    ]


def test_settings_after_the_note_are_a_fault():
    assert faults(f"{TOP}# A\n> note\n\n- minutes: 5\n") == [(8, "Settings stand directly under the heading")]


def test_fields_that_are_not_indented_are_told_from_settings():
    text = f"{TOP}# A\n- from: person\n- capture:\n- Headline\n- My view: a sentence\n"
    found = dict(advice(text))
    assert found[8].endswith("is indented by two spaces")
    assert found[9] == "If it is a field of the form, indent it by two spaces"


def test_fields_under_another_setting_are_told_from_a_list():
    assert faults(f"{TOP}# A\n- shared: own\n  - Headline\n") == [
        (7, "A list stands under “shared:”, and only “capture:” has one")
    ]


def test_two_fields_with_one_key_are_told_apart_from_two_of_one_name():
    form = f"{TOP}# A\n- from: person\n- capture:\n  - First {{one}}\n"
    assert faults(f"{form}  - Second {{one}}\n") == [(9, "“First” has the key “one” already")]
    assert faults(f"{form}  - first {{one}}\n") == [(9, "This form has a field “First” already")]


def test_what_is_worth_a_look_is_told_from_what_is_wrong():
    look, wrong = check_template(f"{TOP}# A\n\n{{area}}\n# B\n- minutes: x\n", "x.md", None)
    assert str(look).startswith("x.md:7: Worth a look: {area} needs a framework")
    assert str(wrong).startswith("x.md:9: Minutes are")
