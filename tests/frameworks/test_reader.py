"""Framework files as people write them, and everything that can be wrong in one."""

from pathlib import Path

import pytest

from frameworks.faults import ContentError
from frameworks.model import Framework
from frameworks.reader import check_framework, parse_framework, read_framework
from tests.frameworks.content import read

TOP = "---\nid: x\ntitle: X\n---\n"
CODED = "---\nid: x\ntitle: X\ncoded: areas, statements\n---\n"


def parsed(name: str) -> Framework:
    return parse_framework(read(f"frameworks/{name}.md"), name)


def faults(text: str, level: str = "error") -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in check_framework(text, "x.md") if fault.level == level]


def test_codes_are_taken_off_areas_and_statements_and_are_their_refs():
    framework = parsed("kitchen-qualities")
    assert framework.coded == ("areas", "statements")
    assert [(area.ref, area.code, area.title) for area in framework.areas] == [
        ("1", "1", "Cooking needs a calm head"),
        ("2", "2", "Cooking is done by many hands"),
    ]
    assert [statement.ref for _, statement in framework.statements()] == ["1.1", "1.2", "1.3", "EM5"]
    assert framework.areas[0].statements[1].label == "1.2 Turns the flame down when others turn it up."


def test_particulars_are_text_without_their_comments():
    framework = parsed("kitchen-qualities")
    assert (framework.title, framework.language) == ("Qualities of a head cook: a worksheet", "en")
    assert (framework.statement, framework.area) == ("behaviour", "quality")
    assert framework.status == "made up for tests"
    assert framework.source == "a kitchen, https://example.org/cooks"


def test_no_is_norwegian():
    assert parsed("kitchen-away").language == "no"
    assert parse_framework("---\nid: x\ntitle: Yes\nlanguage: no\n---\n# A\n- b", "x").language == "no"


def test_a_statement_may_run_over_indented_lines():
    assert parsed("kitchen-qualities").areas[0].statements[0].text == (
        "Tastes before deciding and says what the taste told them."
    )


def test_a_list_belongs_to_the_definition_as_long_as_text_follows_it():
    area = parsed("kitchen-qualities").areas[0]
    assert area.definition.startswith("Haste burns. Whoever stops to taste, again and again, *knows*")
    assert "- tasting before salting\n- asking whoever" in area.definition
    assert area.definition.endswith("All of it can be learned.")
    assert len(area.statements) == 3


def test_a_list_kept_in_a_definition_is_pointed_out():
    assert (23, "This list is part of the definition, for text follows it") in faults(
        read("frameworks/kitchen-qualities.md"), "warning"
    )


def test_opening_text_and_prompts_are_read():
    framework = parsed("kitchen-qualities")
    assert framework.opening.startswith("Four things")
    assert framework.opening.endswith("choose a quality.")
    assert framework.prompts.opening == ("Tell a colleague of the one dish that changed last winter.",)
    assert framework.prompts.reflection == ("What does this mean for your kitchen?", "What comes first?")


def test_without_codes_refs_are_places_and_numbers_stay_words():
    framework = parsed("kitchen-areas")
    assert [area.ref for area in framework.areas] == ["#1", "#2"]
    assert [statement.ref for _, statement in framework.statements()] == [
        "#1.1",
        "#1.2",
        "#1.3",
        "#2.1",
        "#2.2",
    ]
    assert all(statement.code == "" for _, statement in framework.statements())
    assert framework.areas[1].statements[1].text == "24 plates are no more trouble than twelve"
    assert framework.area == "key area"


def test_a_list_goes_on_across_blank_lines():
    assert len(parsed("kitchen-areas").areas[0].statements) == 3


def test_groups_have_titles_and_lead_ins_and_share_the_places_of_their_area():
    framework = parsed("kitchen-standards")
    first = framework.areas[0]
    assert first.title == "Key Area 1 – Keeping house"
    assert first.definition == "A narrative of two paragraphs,\nthe first over two lines.\n\nAnd the second."
    assert [(group.title, group.lead_in) for group in first.groups] == [
        ("Knowledge and skills", "Knows about…"),
        ("Personal qualities and values", ""),
        ("Actions", "The head cook makes sure that..."),
    ]
    assert [statement.ref for statement in first.statements] == ["1.1", "1.2", "1.4", "1.1a", "1.2a"]


def test_a_gap_in_the_codes_is_kept_and_pointed_out():
    text = read("frameworks/kitchen-standards.md")
    assert faults(text) == []
    assert faults(text, "warning") == [(23, "There is no 1.3 before 1.4")]


def test_a_lead_in_needs_no_group():
    framework = parsed("kitchen-evidence")
    assert [area.groups[0].lead_in for area in framework.areas] == ["What evidence is there of…"] * 2
    assert [area.definition for area in framework.areas] == ["", "These are questions for a whole team."]
    assert framework.areas[0].statements[1].text == "meetings at which *the soup itself* is on the table?"


def test_headings_in_fences_are_words():
    framework = parse_framework(f"{TOP}# A\n\n```\n# no area\n- no statement\n```\n\n- one", "x")
    assert [area.title for area in framework.areas] == ["A"]
    assert framework.areas[0].definition == "```\n# no area\n- no statement\n```"


def test_underlined_headings_are_words():
    framework = parse_framework(f"{TOP}# A\nNo area\n=======\n\nNo group\n---\n\n- one", "x")
    assert framework.areas[0].definition == "No area\n=======\n\nNo group\n---"


def test_text_between_backticks_marked_markdown_is_taken_as_it_is():
    text = (
        f"{TOP}```markdown\n# no area\n\n- no statement\n```\n# A\n````markdown\n```\nIt ends…\n````\n- one"
    )
    framework = parse_framework(text, "x")
    assert framework.opening == "# no area\n\n- no statement"
    assert framework.areas[0].definition == "```\nIt ends…"
    assert framework.areas[0].groups[0].lead_in == ""


@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(line: str, tmp_path: Path):
    path = tmp_path / "x.md"
    path.write_bytes(b"\xef\xbb\xbf" + read("frameworks/kitchen-standards.md").replace("\n", line).encode())
    assert read_framework(path) == parsed("kitchen-standards")


def test_decomposed_accents_and_invisible_characters_are_mended():
    text = f"{TOP}# Gw\u0302yl\u202e\n- one\x00 two\u2028three"
    area = parse_framework(text, "x").areas[0]
    assert (area.title, area.statements[0].text) == ("Gŵyl", "one two three")


def test_a_file_that_is_not_utf_8_is_a_fault_with_its_line(tmp_path: Path):
    path = tmp_path / "x.md"
    path.write_bytes("---\nid: x\ntitle: Café\n---\n".encode("latin-1"))
    with pytest.raises(ContentError) as caught:
        read_framework(path)
    (fault,) = caught.value.faults
    assert (fault.line, fault.text) == (3, "title: Caf�")
    assert "UTF-8" in fault.suggestion


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_wider_encodings_are_a_fault_of_the_whole_file(encoding: str, tmp_path: Path):
    path = tmp_path / "x.md"
    path.write_bytes("---\nid: é\n".encode(encoding))
    with pytest.raises(ContentError) as caught:
        read_framework(path)
    assert caught.value.faults[0].line == 0 or "\ufffd" in caught.value.faults[0].text


def test_a_file_that_is_not_there_or_a_folder_is_a_fault(tmp_path: Path):
    for path in (tmp_path / "none.md", tmp_path):
        with pytest.raises(ContentError) as caught:
            read_framework(path)
        assert caught.value.faults[0].path == str(path)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "---", "---\n---", "---\nid: x", "# A\n- one", "---\n- list\n---"]
)
def test_a_file_without_its_particulars_is_a_fault_not_a_crash(text: str):
    with pytest.raises(ContentError):
        parse_framework(text, "x.md")


def test_every_fault_of_a_broken_file_is_found_at_once():
    assert faults(read("frameworks/broken.md")) == [
        (1, "“title” is missing"),
        (2, "An id is small letters a to z, digits and single hyphens"),
        (3, "This line cannot be read as a name, a colon and words"),
        (3, "“titel” is not one of the particulars"),
        (4, "“english” is not the code of a language"),
        (5, "“area” does not say what has codes"),
        (6, "“statement” is empty"),
        (7, "“statement” stands here a second time"),
        (8, "“source” is not plain words"),
        (12, "These statements stand in no area"),
        (14, "This group stands in no area"),
        (18, "This looks like a statement, but the list of statements is not here"),
        (21, "This line is not an item of the list"),
        (22, "This item is nested in the one above"),
        (23, "“Forgets” stands where the code belongs"),
        (24, "Here is one word alone, “1.4”, and the first word is the code"),
        (25, "The code 1.2 stands on line 20 already"),
        (27, "An item is one paragraph"),
        (28, "The code “**1.6**” has marks in it"),
        (30, "This heading has no words"),
        (34, "This area has no statements"),
        (38, "This looks like a statement, but the list of statements is not here"),
        (40, "Text follows the list of this area, so that its items are not read as statements"),
        (45, "A lead-in ends in an ellipsis, for each statement ends its sentence"),
        (49, "A heading this deep has no meaning here"),
        (52, "This group has no statements"),
        (55, "This stands in no section of the prompts"),
        (57, "“Openings” is no section of the prompts"),
        (61, "A prompt is an item of a list"),
        (63, "“Reflection” stands here a second time"),
        (66, "The prompts stand on line 54 already"),
        (69, "The text that these marks open has no end"),
        (69, "A prompt is an item of a list"),
    ]


def test_the_error_holds_every_error_with_its_line_and_a_way_out():
    with pytest.raises(ContentError) as caught:
        parse_framework(read("frameworks/broken.md"), "broken.md")
    errors = caught.value.faults
    assert len(errors) == 33
    assert all(fault.level == "error" and fault.path == "broken.md" and fault.suggestion for fault in errors)
    assert "broken.md:3: “titel” is not one of the particulars\n    titel: Broken" in str(caught.value)
    assert "Did you mean “title”?" in str(caught.value)


def test_the_first_word_of_a_coded_list_is_always_the_code():
    framework = parse_framework(f"{CODED}# A Title\n- a) words\n- b) more words\n", "x")
    assert framework.areas[0].code == "A"
    assert [statement.code for statement in framework.areas[0].statements] == ["a)", "b)"]


def test_codes_that_are_plain_words_or_words_that_look_like_codes_are_pointed_out():
    assert faults(f"{CODED}# 1 A\n- Tastes first\n", "warning") == [(7, "“Tastes” is read as the code")]
    warned = faults(f"{TOP}# 1 A\n- 1.1 Tastes first\n- 1.2 Then salts\n", "warning")
    assert [line for line, _ in warned] == [5, 6]


def test_an_area_and_a_statement_cannot_have_the_same_code():
    assert faults(f"{CODED}# 1 A\n- 1 one\n") == [(7, "The code 1 stands on line 6 already")]


def test_a_code_cannot_look_like_a_place():
    assert [line for line, _ in faults(f"{CODED}# 1 A\n- #1.1 one\n")] == [7]


def test_statements_above_the_first_group_are_kept_and_pointed_out():
    text = f"{TOP}# A\n- one\n## G\n- two\n"
    assert [group.title for group in parse_framework(text, "x").areas[0].groups] == ["", "G"]
    assert [line for line, _ in faults(text, "warning")] == [6]


def test_a_definition_with_a_list_may_stand_before_groups():
    area = parse_framework(f"{TOP}# A\nIt is:\n- one\n\nand so on.\n## G\n- two\n", "x").areas[0]
    assert area.definition == "It is:\n- one\n\nand so on."
    assert [statement.text for statement in area.statements] == ["two"]


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("title: Wales: a draft", 'title: "Wales: a draft"'),
        ("title: [Draft] Standards", 'title: "[Draft] Standards"'),
        ("title: *stars*", 'title: "*stars*"'),
        ("title: !important", "title: "),
        ("title: {a: b}", 'title: "{a: b}"'),
        ("title: 'it's", "title: \"'it's\""),
    ],
)
def test_particulars_that_yaml_reads_otherwise_are_shown_in_quotes(line: str, suggestion: str):
    found = check_framework(f"---\nid: x\n{line}\n---\n# A\n- b", "x")
    assert [fault.line for fault in found] == [3]
    assert suggestion in found[0].suggestion


@pytest.mark.parametrize("begins", [b"PK\x03\x04\x14\x00", b"{\\rtf1\\ansi", b"\xd0\xcf\x11\xe0\xa1"])
def test_a_word_processors_file_is_said_to_be_one(begins: bytes, tmp_path: Path):
    path = tmp_path / "x.md"
    path.write_bytes(begins + b" more")
    with pytest.raises(ContentError) as caught:
        read_framework(path)
    (fault,) = caught.value.faults
    assert fault.message == "The file is a word processor's, not plain text"
    assert "plain text" in fault.suggestion


def test_what_looks_like_a_code_is_answered_with_the_line_to_write():
    text = "---\nid: x\ntitle: X\ncoded: areas\n---\n# 1 A\n- 1.1 one\n"
    (fault,) = check_framework(text, "x.md")
    assert fault.suggestion == "If it is a code, write at the top: coded: areas, statements"


def test_no_codes_are_said_by_leaving_the_line_out():
    (fault,) = check_framework("---\nid: x\ntitle: X\ncoded: none\n---\n# A\n- one\n", "x.md")
    assert "leave this line out" in fault.suggestion
