"""The templates there are, and those that come with the app."""

from pathlib import Path

import pytest

from frameworks.library import FrameworkLibrary
from sessions.template_reader import parse_template
from sessions.template_writer import write_template
from sessions.templates import BUNDLED, TemplateLibrary
from tests.frameworks.content import read

FILES = sorted(BUNDLED.glob("*.md"))


def put(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path) -> TemplateLibrary:
    """The user's own kitchen framework and audit, a broken template, and nothing of the app's."""
    data = tmp_path / "data"
    put(data / "frameworks", "kitchen.md", read("frameworks/kitchen-evidence.md"))
    put(data / "templates", "audit.md", read("templates/kitchen-audit.md"))
    put(data / "templates", "broken.md", read("templates/broken.md"))
    return TemplateLibrary(data, FrameworkLibrary(data, tmp_path), tmp_path)


def test_a_broken_template_is_left_out_and_the_others_stay(library: TemplateLibrary):
    assert [template.id for template in library.all()] == ["kitchen-audit"]
    assert {Path(fault.path).name for fault in library.faults()} == {"broken.md"}
    assert library.get("broken") is None


def test_a_template_whose_framework_is_missing_is_left_out(library: TemplateLibrary, tmp_path: Path):
    put(tmp_path / "data" / "templates", "lost.md", "---\nid: lost\ntitle: L\nframework: gone\n---\n# A\n")
    assert library.get("lost") is None
    assert "There is no framework “gone”" in [fault.message for fault in library.faults()]


def test_a_language_with_other_keys_is_left_out(library: TemplateLibrary, tmp_path: Path):
    text = read("templates/kitchen-audit.md").replace("title:", "language: cy\ntitle:")
    put(tmp_path / "data" / "templates", "audit.cy.md", text.replace("{what-next}", "{other}"))
    put(tmp_path / "data" / "templates", "same.cy.md", text.replace("Audit of a kitchen", "Archwiliad"))
    found = library.get("kitchen-audit", "cy")
    assert found is not None
    assert found.title == "Archwiliad"
    assert [Path(fault.path).name for fault in library.faults() if not fault.line] == ["audit.cy.md"]


def test_the_users_template_cannot_take_the_place_of_one_of_the_apps(tmp_path: Path):
    put(tmp_path / "app", "t.md", "---\nid: t\ntitle: Ours\n---\n# A\n")
    put(tmp_path / "data" / "templates", "t.md", "---\nid: t\ntitle: Mine\n---\n# A\n")
    library = TemplateLibrary(tmp_path / "data", FrameworkLibrary(None), tmp_path / "app")
    assert [template.title for template in library.all()] == ["Ours"]
    assert library.faults()[0].message == "The template “t” (en) comes with the app: this file is not used"


def test_templates_are_read_once_until_asked_again(library: TemplateLibrary, tmp_path: Path):
    assert library.get("new") is None
    put(tmp_path / "data" / "templates", "new.md", "---\nid: new\ntitle: New\n---\n# A\n")
    assert library.get("new") is None
    library.reload()
    assert library.get("new") is not None


def test_no_bundled_template_is_left_out():
    library = TemplateLibrary(None, FrameworkLibrary(None))
    assert library.faults() == ()
    assert len(library.all()) == len(FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bundled_template_survives_writing(path: Path):
    template = parse_template(path.read_text(encoding="utf-8"), path.name)
    assert parse_template(write_template(template), path.name) == template
    assert template.id == path.name.split(".")[0]


def test_the_pair_talk_asks_what_the_worksheet_asks():
    template = TemplateLibrary(None, FrameworkLibrary(None)).get("quality-pair-talk")
    assert template is not None
    assert template.framework == "leadership-qualities"
    (form,) = [step for step in template.steps if step.for_each == "chosen statement"]
    assert {field.kind for field in form.capture} >= {"evidence", "action", "help"}
    assert form.cite.at_least == 1
