"""What is written reads back the same."""

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frameworks.faults import ContentError
from sessions.field_line import KINDS, WITH_POINTS
from sessions.model import (
    LEFT,
    Choosable,
    Chooser,
    CiteRule,
    Field,
    ForEach,
    Kind,
    Step,
    Template,
    Together,
)
from sessions.rounds import GROUPED
from sessions.template_reader import parse_template, step_ids
from sessions.template_writer import tidy, write_template
from tests.frameworks.content import DATA, lines, texts

rules = st.just(CiteRule()) | st.builds(
    CiteRule,
    what=st.sampled_from(["statement", "key question"]),
    at_least=st.integers(0, 2),
    at_most=st.none() | st.integers(2, 4),
)


@st.composite
def fields(draw: st.DrawFn, kinds: Sequence[Kind]) -> tuple[Field, ...]:
    found = []
    for number in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(kinds))
        points = st.lists(lines, min_size=2, max_size=3, unique_by=str.casefold)
        options = (
            tuple(draw(points)) if kind == "scale" or (kind in WITH_POINTS and draw(st.booleans())) else ()
        )
        hint = draw(st.just("") | lines)
        found.append(Field(key=f"k-{number}", name=draw(lines), kind=kind, hint=hint, options=options))
    return tuple(found)


@st.composite
def templates(draw: st.DrawFn) -> Template:
    titles = draw(st.lists(lines, min_size=1, max_size=3))
    ids = step_ids(titles)
    framework = draw(st.sampled_from(["", "kitchen"]))
    steps: list[Step] = []
    grouped: list[bool] = []
    for number, (id, title) in enumerate(zip(ids, titles, strict=True)):
        own = draw(st.sampled_from([framework, "other", ""]))
        repeated: list[ForEach] = ["", "earlier"]
        if own:
            repeated += ["chosen statement", "statement", "area", "choice"]
        for_each = draw(st.sampled_from(repeated))
        earlier = draw(st.sets(st.sampled_from(LEFT), min_size=1)) if for_each == "earlier" else set()
        # What became of something is asked only about something.
        capture = draw(fields(KINDS if earlier else [kind for kind in KINDS if kind != "state"]))
        together: Together = draw(st.sampled_from(get_args(Together)))
        # Groups are asked only where people sit in them.
        grouped.append(together in GROUPED or (together == "same" and number > 0 and grouped[0]))
        choosers: list[Chooser] = ["", "room", "person"]
        if grouped[-1]:
            choosers.append("pair")
        sources = ["person", "school", "room", *(["group"] if grouped[-1] else [])]
        choose = draw(st.sampled_from(choosers)) if own else ""
        steps.append(
            Step(
                id=id,
                title=title,
                minutes=draw(st.integers(1, 600)),
                at=draw(st.sampled_from(["", "00:00", "12:30", "23:59"])),
                framework=own,
                together=together,
                size=draw(st.integers(2, 99)) if together == "groups" else 0,
                same_as=ids[0] if number and together == "same" else "",
                schools=draw(st.sampled_from(["any", "different", "same"])),
                roles=tuple(draw(st.lists(lines, max_size=2, unique_by=str.casefold))),
                choose=choose,
                choosable=draw(st.sampled_from(get_args(Choosable))) if choose else "area",
                choose_most=draw(st.integers(0, 99)) if choose else 0,
                source=draw(st.sampled_from(sources)) if capture else "",
                for_each=for_each,
                earlier=tuple(kind for kind in LEFT if kind in earlier),
                examples=draw(st.just("") | lines) if own else "",
                cite=draw(rules) if own else CiteRule(),
                shared=draw(st.sampled_from(["own", "group", "room"])),
                capture=capture,
                prompt=draw(texts),
                private=draw(texts),
            )
        )
    return Template(
        id=draw(st.sampled_from(["x", "my-own"])),
        title=draw(lines),
        language=draw(st.sampled_from(["en", "cy", "no"])),
        framework=framework,
        intro=draw(texts),
        steps=tuple(steps),
    )


def one(prompt: str = "", private: str = "", **more: object) -> Template:
    step = Step(id="a", title="A", template="x", prompt=prompt, private=private)
    return Template(id="x", title="X", steps=(step,), **more)  # type: ignore[arg-type]


@given(templates())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_reading_what_was_written_gives_the_same_template(template: Template):
    tidied = tidy(template)
    assert tidy(tidied) == tidied
    assert parse_template(write_template(template), "x.md") == tidied


@given(texts)
@settings(max_examples=80)
def test_any_prompt_note_and_intro_can_be_written(text: str):
    template = tidy(one(prompt=text, private=text, intro=text))
    assert parse_template(write_template(template), "x.md") == template


@pytest.mark.parametrize(
    "prompt",
    [
        "- a list\n- at the start",
        "- minutes: 5\n- together: pairs",
        "1. numbered\n2. too",
        "title: words",
        "minutes: 5\nmore: words",
        "> a quotation",
        "- > a quotation in a list",
        "Words\n> quoted on the way",
        "# A heading of the first level",
        "## A heading\n\n### and a smaller one",
        "    code by indentation",
        "```\ncode\n# in it\n> too\n```",
        "```\nnever closed",
        "````markdown\n```\n````",
        "\\> escaped already",
        "\\# escaped already",
        "---\nid: y\n---",
        "***",
        "  indented\n\n\n  twice",
        "\n\nblank lines around\n\n",
        "{area}\n\n- {statements}",
    ],
)
def test_a_prompt_reads_back_as_it_was(prompt: str):
    template = one(prompt=prompt, private=prompt.strip("\n"))
    assert parse_template(write_template(template), "x.md") == template


def test_a_plain_template_is_written_plainly():
    step = Step(
        id="talk",
        title="Talk",
        template="x",
        framework="kitchen",
        minutes=12,
        together="pairs",
        schools="different",
        source="person",
        cite=CiteRule(what="behaviour", at_least=1),
        capture=(
            Field(key="evidence", name="Evidence", kind="evidence", hint="where and when"),
            Field(key="next", name="Action", kind="action"),
            Field(key="how-far", name="How far", kind="scale", options=("not yet", "fully")),
        ),
        prompt="- First\n- Then",
        private="Say:\n\nslowly",
    )
    same = Step(id="swap", title="Swap", template="x", framework="kitchen", together="same", same_as="talk")
    template = Template(id="x", title="X: a test", framework="kitchen", intro="For all.", steps=(step, same))
    assert write_template(template) == (
        '---\nid: x\ntitle: "X: a test"\nlanguage: en\nframework: kitchen\n---\n\nFor all.\n\n'
        "# Talk\n- minutes: 12\n- together: pairs\n- schools: different\n- from: person\n"
        "- cite: behaviour, at least 1\n- shared: own\n- capture:\n"
        "  - Evidence [evidence]: where and when\n  - Action {next} [action]\n"
        "  - How far [scale: not yet, fully]\n\n"
        "- First\n- Then\n\n> Say:\n>\n> slowly\n\n"
        "# Swap\n- minutes: 5\n- together: same as Talk\n"
    )


@pytest.mark.parametrize(
    "path", sorted((DATA / "templates").glob("kitchen-*.md")), ids=lambda path: path.stem
)
def test_files_written_by_hand_survive(path: Path):
    template = parse_template(path.read_text(encoding="utf-8"), path.name)
    assert tidy(template) == template
    assert parse_template(write_template(template), path.name) == template


def test_steps_of_a_session_become_a_template():
    steps = (
        Step(id="s1", title="Talk", template="one", framework="a", minutes=0),
        Step(id="s2", title="talk", template="two", framework="b", together="same", same_as="s1"),
        Step(id="s3", title="  ", together="same", same_as="s9", prompt="Braces {typed} and {area}"),
    )
    template = parse_template(write_template(Template(id="x", title="X", framework="a", steps=steps)), "x.md")
    assert [(step.id, step.title, step.template) for step in template.steps] == [
        ("talk", "Talk", "x"),
        ("talk-2", "talk (2)", "x"),
        ("step-3", "Step 3", "x"),
    ]
    assert [step.framework for step in template.steps] == ["a", "b", ""]
    assert (template.steps[1].together, template.steps[1].same_as) == ("same", "talk")
    assert (template.steps[2].together, template.steps[2].same_as) == ("everyone", "")
    assert template.steps[2].prompt == "Braces \\{typed} and {area}"
    assert template.steps[0].minutes == 1


@pytest.mark.parametrize(
    "template",
    [
        Template(id="x", title="X"),
        Template(id="Not a slug", title="X", steps=(Step(id="a", title="A"),)),
        Template(id="x", title="X", steps=(Step(id="a", title="A", capture=(Field(key="b", name="B"),)),)),
        Template(id="x", title="X", steps=(Step(id="a", title="A", choose="room"),)),
    ],
)
def test_what_no_template_can_say_is_refused(template: Template):
    with pytest.raises(ContentError):
        write_template(template)
