"""Whatever a file holds, checking it gives faults and never a crash."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frameworks.faults import ContentError
from frameworks.reader import check_framework, parse_framework
from sessions.template_reader import check_template, parse_template
from tests.frameworks.content import AWKWARD, read

FILES = (
    "frameworks/kitchen-standards.md",
    "frameworks/broken.md",
    "templates/kitchen-audit.md",
    "templates/broken.md",
)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """One of the files with lines taken out, put in twice, or replaced by something awkward."""
    lines = read(draw(st.sampled_from(FILES))).split("\n")
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(lines) - 1))
        indent = draw(st.sampled_from(["", " ", "  ", "\t"]))
        lines[place : place + draw(st.integers(0, 2))] = [
            indent + draw(st.sampled_from(AWKWARD) | st.text(max_size=8))
        ]
    return "\n".join(lines)


@given(spoilt())
@settings(max_examples=60)
def test_a_spoilt_file_gives_faults_on_its_own_lines(text: str):
    ends = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for check, parse in ((check_framework, parse_framework), (_check, parse_template)):
        faults = check(text, "x.md")
        assert all(0 <= fault.line <= ends for fault in faults)
        errors = [fault for fault in faults if fault.level == "error"]
        if errors:
            with pytest.raises(ContentError) as caught:
                parse(text, "x.md")
            assert caught.value.faults == errors
        else:
            parse(text, "x.md")


def _check(text: str, path: str):
    return check_template(text, path, None)
