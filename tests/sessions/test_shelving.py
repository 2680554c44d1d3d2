"""Content taken in: nothing is overwritten unasked."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from frameworks.faults import ContentError
from frameworks.library import BUNDLED as FRAMEWORKS
from frameworks.library import FrameworkLibrary
from frameworks.model import Framework
from frameworks.writer import write_framework
from sessions.model import Template
from sessions.reuse import as_template
from sessions.shelving import Arriving, Item, Shelving, beside, kind_of, read_incoming
from sessions.template_writer import write_template
from sessions.templates import BUNDLED, TemplateLibrary
from tests import build


def arriving(content: Template | Framework) -> Arriving:
    text = write_template(content) if isinstance(content, Template) else write_framework(content)
    return Arriving(content=content, text=text)


def shelving(data: Path) -> Shelving:
    frameworks = FrameworkLibrary(data)
    return Shelving(data, frameworks, TemplateLibrary(data, frameworks))


def talk() -> Template:
    return as_template(build.session(), "talk", "A talk")


def stood(data: Path, *content: Template | Framework) -> list[Item]:
    return shelving(data).stand(arriving(one) for one in content)


def test_what_is_new_is_put_under_its_id_and_then_it_is_there(tmp_path: Path) -> None:
    items = stood(tmp_path, build.framework(), talk())
    assert [(item.standing, item.path.name) for item in items] == [("new", "fw.md"), ("new", "talk.md")]
    assert shelving(tmp_path).put(items) == items
    assert [item.standing for item in stood(tmp_path, build.framework(), talk())] == ["same", "same"]
    assert shelving(tmp_path).put(stood(tmp_path, build.framework(), talk())) == []


def test_what_differs_is_never_written_unless_somebody_says_so(tmp_path: Path) -> None:
    shelving(tmp_path).put(stood(tmp_path, build.framework(), talk()))
    before = (tmp_path / "templates" / "talk.md").read_bytes()
    changed = replace(talk(), title="Another talk")
    (item,) = stood(tmp_path, changed)
    assert item.standing == "changed"
    with pytest.raises(ValueError, match="somebody"):
        shelving(tmp_path).put([item])
    assert (tmp_path / "templates" / "talk.md").read_bytes() == before
    shelving(tmp_path).put([item], over=True)
    assert [item.standing for item in stood(tmp_path, changed)] == ["same"]


def test_what_comes_with_the_program_is_never_replaced(tmp_path: Path) -> None:
    library = TemplateLibrary(tmp_path, FrameworkLibrary(tmp_path))
    shipped = library.get("quality-pair-talk")
    assert shipped is not None
    same, differs = stood(tmp_path, shipped, replace(shipped, title="Mine"))
    assert (same.standing, differs.standing) == ("same", "shipped")
    with pytest.raises(ValueError, match="somebody"):
        shelving(tmp_path).put([differs], over=True)


def test_beside_it_everything_that_differs_has_an_id_of_its_own(tmp_path: Path) -> None:
    shelving(tmp_path).put(stood(tmp_path, build.framework(), talk()))
    items = stood(tmp_path, replace(build.framework(), title="Theirs"), replace(talk(), title="Theirs"))
    new = shelving(tmp_path).stand(beside(items, "theirs"))
    assert [(item.arriving.content.id, item.standing) for item in new] == [
        ("fw-theirs", "new"),
        ("theirs", "new"),
    ]
    shelving(tmp_path).put(new)
    found = TemplateLibrary(tmp_path, FrameworkLibrary(tmp_path)).get("theirs")
    assert found is not None
    assert {found.framework, *(step.framework for step in found.steps)} == {"fw-theirs"}


def test_a_framework_alone_comes_in_under_the_new_id(tmp_path: Path) -> None:
    shelving(tmp_path).put(stood(tmp_path, build.framework()))
    (new,) = beside(stood(tmp_path, replace(build.framework(), title="Theirs")), "theirs")
    assert new.content.id == "theirs"


def test_another_language_that_does_not_match_is_not_taken_for_the_same(tmp_path: Path) -> None:
    shelving(tmp_path).put(stood(tmp_path, build.framework(), talk()))
    welsh = replace(talk(), language="cy")
    (item,) = stood(tmp_path, welsh)
    assert (item.standing, item.path.name) == ("new", "talk.cy.md")
    (item,) = stood(tmp_path, replace(welsh, steps=welsh.steps[:1]))
    assert item.standing == "unlike"


def test_a_template_that_waited_for_its_framework_is_the_same_one(tmp_path: Path) -> None:
    shelving(tmp_path).put(stood(tmp_path, talk()))
    framework, template = stood(tmp_path, build.framework(), talk())
    assert (framework.standing, template.standing) == ("new", "same")
    shelving(tmp_path).put([framework, template])
    assert TemplateLibrary(tmp_path, FrameworkLibrary(tmp_path)).get("talk") == talk()


def test_a_file_in_the_way_is_left_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "talk.md"
    own.parent.mkdir()
    own.write_text("# Notes of mine, no template\n")
    shelving(tmp_path).put(stood(tmp_path, build.framework(), talk()))
    assert own.read_text() == "# Notes of mine, no template\n"
    assert TemplateLibrary(tmp_path, FrameworkLibrary(tmp_path)).get("talk") == talk()


def test_a_framework_that_only_the_session_has_comes_along(tmp_path: Path) -> None:
    made = build.session()
    (one,) = shelving(tmp_path).missing(talk(), made)
    assert one.content == build.framework()
    shelving(tmp_path).put(stood(tmp_path, build.framework()))
    assert shelving(tmp_path).missing(talk(), made) == []


@pytest.mark.parametrize(
    "path", [*BUNDLED.glob("*.md"), *FRAMEWORKS.glob("*.md")], ids=lambda path: path.stem
)
def test_templates_and_frameworks_are_told_apart(path: Path) -> None:
    kind = "template" if path.parent == BUNDLED else "framework"
    assert kind_of(path.read_text(encoding="utf-8")) == kind


def test_a_template_without_settings_is_one_too() -> None:
    assert kind_of("---\nid: x\ntitle: X\n---\n# Talk\n\nTalk.\n") == "template"


def test_every_fault_of_what_comes_in_is_said(tmp_path: Path) -> None:
    file = tmp_path / "bad.md"
    text = "---\nid: x\ntitle: X\nframework: gone-away\n---\n# Talk\n- minutes: 5\n- together: paris\n"
    file.write_text(text)
    with pytest.raises(ContentError) as raised:
        read_incoming(file, text.encode(), ())
    first, second = raised.value.faults
    assert (first.message, second.line) == ("There is no framework “gone-away”", 8)
    assert "facilitator templates bundle" in first.suggestion
    assert "“gone-away” alone belongs into the folder “frameworks”" in first.suggestion


def test_a_free_id_is_one_that_nothing_has(tmp_path: Path) -> None:
    assert shelving(tmp_path).free_id("talk") == "talk"
    shelving(tmp_path).put(stood(tmp_path, talk()))  # its framework is not here
    assert shelving(tmp_path).free_id("talk") == "talk-2"
    assert shelving(tmp_path).free_id("quality-pair-talk") == "quality-pair-talk-2"
