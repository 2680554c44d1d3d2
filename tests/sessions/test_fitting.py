"""Whether prompts fit the smallest stage."""

import pytest
from msgspec.structs import replace

from sessions.fitting import check_in_full, fits
from sessions.planning import MissingFramework
from tests import build

HEAD = "---\nid: x\ntitle: X\n---\n\n"
LONG = "\n".join(f"- Number {number} of a list that goes on and on" for number in range(1, 16))


def check(body: str, framework: str = "") -> list[tuple[int, str, str]]:
    head = HEAD.replace("title: X", f"title: X\nframework: {framework}") if framework else HEAD
    found = check_in_full(head + body, "x.md", {"fw": build.framework()})
    return [(fault.line, fault.level, fault.message) for fault in found]


def test_a_prompt_of_one_page_is_fine():
    assert check("# Talk\n- minutes: 5\n\n## Talk\n\n- One\n- Two\n") == []


def test_a_prompt_of_two_pages_is_a_warning_at_its_heading():
    ((line, level, message),) = check(
        f"# Welcome\n- minutes: 5\n\nHello.\n\n# Talk\n- minutes: 5\n\n{LONG}\n"
    )
    assert (line, level) == (11, "warning")
    assert message.startswith("The room turns 2 pages to read the prompt of “Talk” on the smallest stage")


def test_only_what_shows_a_definition_or_statements_may_run_on():
    assert check(f"# Talk\n- minutes: 5\n\n{{definition}}\n\n{LONG}\n", "fw") == []


def test_a_heading_that_is_cut_is_a_warning():
    words = " ".join(["a very long heading indeed"] * 8)
    ((_, _, message),) = check(f"# Talk\n- minutes: 5\n\n## {words}\n\nTalk.\n")
    assert message.startswith("The heading of “Talk” is cut on the smallest stage")


def test_a_faulty_file_is_not_measured():
    assert [level for _, level, _ in check(f"# Talk\n- minutes: none\n\n{LONG}\n")] == ["error"]


def test_the_longest_values_count():
    template = build.template()
    title = "An area with a title that takes up more than one line of the smallest stage there is"
    framework = build.framework()
    long = replace(framework, areas=(framework.areas[0], replace(framework.areas[1], title=title)))
    step = replace(
        template.steps[0],
        prompt="{area} {area} {area} {area} {area} {area} {area} {area} {area}",
        framework="fw",
    )
    template = replace(template, steps=(step,))
    assert fits(template, {"fw": framework})[step.id].fits
    assert not fits(template, {"fw": long})[step.id].fits


def test_a_framework_that_is_missing_is_said():
    with pytest.raises(MissingFramework):
        fits(build.template(), {})
