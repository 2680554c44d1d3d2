"""The frameworks that come with the app: complete, and with the codes of their sources."""

from pathlib import Path

import pytest

from frameworks.library import BUNDLED, FrameworkLibrary
from frameworks.reader import check_framework, parse_framework
from frameworks.writer import write_framework

FILES = sorted(BUNDLED.glob("*.md"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bundled_framework_has_no_faults_and_survives_writing(path: Path):
    text = path.read_text(encoding="utf-8")
    assert [fault for fault in check_framework(text, path.name) if fault.level == "error"] == []
    framework = parse_framework(text, path.name)
    assert parse_framework(write_framework(framework), path.name) == framework
    assert framework.id == path.name.split(".")[0]


def test_the_library_leaves_none_out():
    library = FrameworkLibrary(None)
    assert library.faults() == ()
    assert len(library.all()) == len(FILES)


def test_leadership_qualities_are_complete():
    framework = FrameworkLibrary(None).get("leadership-qualities")
    assert framework is not None
    assert [area.code for area in framework.areas] == ["1", "2", "3", "4", "5", "6", "7"]
    assert [statement.code for _, statement in framework.statements()] == [
        "1.1", "1.2", "1.3", "1.4", "1.5",
        "2.1", "2.2", "2.3", "2.4",
        "3.1", "3.2", "3.3", "3.4",
        "4.1", "4.2", "4.3", "4.4", "4.5",
        "5.1", "5.2", "5.3",
        "6.1", "6.2", "6.3", "6.4", "6.5",
        "7.1", "7.2", "7.3", "7.4",
    ]  # fmt: skip
    assert all(area.definition for area in framework.areas)
    assert len(framework.prompts.opening) == 1
    assert len(framework.prompts.reflection) == 7
