"""What is written reads back the same."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from frameworks.faults import ContentError
from frameworks.model import Area, Framework, Group, Prompts, Statement
from frameworks.outline import trimmed
from frameworks.reader import parse_framework
from frameworks.writer import write_framework
from tests.frameworks.content import DATA, lines, texts

CODES = ("1.1", "1.2", "2.11", "2.13", "1.1a", "EM5", "A-7", "10.3b", "S1", "9.9.9")


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    coded = draw(
        st.sampled_from([(), ("areas",), ("statements",), ("areas", "statements"), ("statements", "areas")])
    )
    codes = iter(draw(st.permutations(CODES)))
    areas = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        code = str(number) if "areas" in coded else ""
        place = 0
        groups = []
        titles = draw(st.sampled_from([("",), ("A",), ("A", "b #"), ("", "A")]))
        for title in titles:
            statements = []
            for _ in range(draw(st.integers(1, 2))):
                place += 1
                own = next(codes, "") if "statements" in coded else ""
                assume(own or "statements" not in coded)
                statements.append(Statement(ref=own or f"#{number}.{place}", code=own, text=draw(lines)))
            lead_in = draw(st.sampled_from(["", "Knows about…", "Is able to..."]))
            groups.append(Group(title=title, lead_in=lead_in, statements=tuple(statements)))
        title = draw(lines.filter(lambda text: text.casefold() != "prompts"))
        areas.append(
            Area(
                ref=code or f"#{number}", code=code, title=title, definition=draw(texts), groups=tuple(groups)
            )
        )
    return Framework(
        id=draw(st.sampled_from(["x", "my-own", "a-1"])),
        title=draw(lines),
        language=draw(st.sampled_from(["en", "cy", "no", "pt-BR"])),
        coded=coded,
        statement=draw(lines),
        area=draw(lines),
        status=draw(st.just("") | lines),
        source=draw(st.just("") | lines),
        opening=draw(texts),
        areas=tuple(areas),
        prompts=Prompts(
            opening=tuple(draw(st.lists(lines, max_size=2))),
            reflection=tuple(draw(st.lists(lines, max_size=2))),
        ),
    )


@given(frameworks())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_reading_what_was_written_gives_the_same_framework(framework: Framework):
    assert parse_framework(write_framework(framework), "x.md") == framework


@given(texts)
@settings(max_examples=60)
def test_any_definition_can_be_written(text: str):
    area = Area(
        ref="#1", title="A", definition=text, groups=(Group(statements=(Statement(ref="#1.1", text="b"),)),)
    )
    framework = Framework(id="x", title="X", opening=text, areas=(area,))
    assert parse_framework(write_framework(framework), "x.md") == framework


@pytest.mark.parametrize(
    "path", sorted((DATA / "frameworks").glob("kitchen-*.md")), ids=lambda path: path.stem
)
def test_files_written_by_hand_survive(path: Path):
    framework = parse_framework(path.read_text(encoding="utf-8"), path.name)
    written = write_framework(framework)
    assert parse_framework(written, path.name) == framework
    assert write_framework(parse_framework(written, path.name)) == written


def test_only_a_text_that_needs_it_stands_between_backticks():
    statements = (Group(statements=(Statement(ref="#1.1", text="b"),)),)
    others = (Group(statements=(Statement(ref="#2.1", text="d"),)),)
    framework = Framework(
        id="x",
        title="X",
        opening="```\nnever closed",
        areas=(
            Area(
                ref="#1", title="A", definition="Plain *Markdown*.\n\n1. with\n2. a list", groups=statements
            ),
            Area(ref="#2", title="C", definition="# Like an area", groups=others),
        ),
    )
    assert write_framework(framework) == (
        "---\nid: x\ntitle: X\nlanguage: en\n---\n\n````markdown\n```\nnever closed\n````\n\n"
        "# A\n\nPlain *Markdown*.\n\n1. with\n2. a list\n\n- b\n\n"
        "# C\n\n```markdown\n# Like an area\n```\n\n- d\n"
    )


@pytest.mark.parametrize(
    "areas",
    [
        (),
        (Area(ref="#1", title="A"),),
        (Area(ref="1", title="A", groups=(Group(statements=(Statement(ref="#1.1", text="b"),)),)),),
        (Area(ref="#1", title="A\nB", groups=(Group(statements=(Statement(ref="#1.1", text="b"),)),)),),
        (Area(ref="#1", title="A", groups=(Group(statements=(Statement(ref="#1.1", text="- "),)),)),),
    ],
)
def test_what_no_file_can_say_is_refused(areas: tuple[Area, ...]):
    with pytest.raises(ContentError):
        write_framework(Framework(id="x", title="X", areas=areas))


def test_outer_blank_lines_of_a_definition_survive():
    assert trimmed(["", "a", "", " "]) == ["a"]
    area = Area(
        ref="#1",
        title="A",
        definition="\n\na\n",
        groups=(Group(statements=(Statement(ref="#1.1", text="b"),)),),
    )
    framework = Framework(id="x", title="X", areas=(area,))
    assert parse_framework(write_framework(framework), "x").areas[0].definition == "\n\na\n"
