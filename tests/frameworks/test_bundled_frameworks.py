"""Each framework that comes with the app has the structure of its source: nothing left out, nothing renumbered."""

import pytest

from frameworks import library
from frameworks.library import FrameworkLibrary
from frameworks.model import Framework
from frameworks.reader import check_framework
from tests.frameworks.bundled import BUNDLED

each = pytest.mark.parametrize("id", BUNDLED)


def bundled(id: str) -> Framework:
    framework = FrameworkLibrary(None).get(id)
    assert framework is not None
    return framework


def test_there_are_no_others():
    assert {framework.id for framework in FrameworkLibrary(None).all()} == set(BUNDLED)


@each
def test_areas_and_statements_are_called_and_coded_as_in_the_source(id: str):
    framework, expected = bundled(id), BUNDLED[id]
    assert (framework.statement, framework.area) == (expected.statement, expected.area)
    assert framework.coded == expected.coded


@each
def test_the_areas_are_there_in_order(id: str):
    expected = [(area.code or f"#{n}", area.code, area.title) for n, area in enumerate(BUNDLED[id].areas, 1)]
    assert [(area.ref, area.code, area.title) for area in bundled(id).areas] == expected


@each
def test_the_groups_are_there_in_order_with_their_lead_ins(id: str):
    found = [[(group.title, group.lead_in) for group in area.groups] for area in bundled(id).areas]
    assert found == [[(group.title, group.lead_in) for group in area.groups] for area in BUNDLED[id].areas]


@each
def test_every_group_holds_its_codes_in_order(id: str):
    found = [[[one.code for one in group.statements] for group in area.groups] for area in bundled(id).areas]
    assert found == [[group.codes for group in area.groups] for area in BUNDLED[id].areas]


@each
def test_a_ref_is_the_code_or_else_the_place_in_the_area(id: str):
    expected = [
        code or f"#{number}.{place}"
        for number, area in enumerate(BUNDLED[id].areas, 1)
        for place, code in enumerate((code for group in area.groups for code in group.codes), 1)
    ]
    found = [statement.ref for _, statement in bundled(id).statements()]
    assert found == expected
    assert len(set(found)) == len(found) == BUNDLED[id].statements


def test_the_gap_in_the_welsh_standards_stays_a_gap():
    framework = bundled("leadership-standards-wales-2011")
    assert framework.find_statement("2.12") is None
    assert framework.find_statement("2.12a") is not None
    codes = [statement.code for _, statement in framework.statements()]
    assert len([code for code in codes if code.endswith("a")]) == 61
    assert len([code for code in codes if not code.endswith("a")]) == 111


@each
def test_it_says_where_its_words_come_from_and_what_it_is_for(id: str):
    framework = bundled(id)
    assert framework.status
    assert framework.source
    assert framework.wording == "own"
    assert framework.opening
    assert framework.prompts.opening
    assert framework.prompts.reflection


def test_the_welsh_standards_are_said_to_be_a_draft_in_other_words():
    status = bundled("leadership-standards-wales-2011").status
    assert "draft, 2011" in status
    assert "our own words" in status


@each
def test_a_check_has_nothing_to_say_but_what_the_source_makes_it_say(id: str):
    text = (library.BUNDLED / f"{id}.md").read_text(encoding="utf-8")
    assert tuple(fault.message for fault in check_framework(text, id)) == BUNDLED[id].notices


@each
def test_a_statement_is_a_sentence_or_ends_the_one_its_lead_in_begins(id: str):
    for area in bundled(id).areas:
        for group in area.groups:
            for statement in group.statements:
                first = statement.text.split()[0]
                # Short forms (ICT) are in capitals wherever they stand.
                capital = first[0].isupper() and not first.isupper()
                assert capital is (group.lead_in == ""), statement
                assert statement.text.endswith("?" if group.lead_in.startswith("What") else "."), statement
