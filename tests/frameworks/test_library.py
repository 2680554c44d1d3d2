"""The frameworks there are, and the files that are left out."""

import subprocess
import sys
from pathlib import Path

import pytest

from frameworks.library import FrameworkLibrary
from tests.frameworks.content import read

WORDS = "---\nid: {id}\ntitle: {title}\nlanguage: {language}\n---\n# A\n- b\n- c\n"


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    folder = tmp_path / "bundled"
    folder.mkdir()
    put(folder, "soup.en.md", "soup", "Soup")
    put(folder, "soup.cy.md", "soup", "Cawl", "cy")
    put(folder, "bread.md", "bread", "Brot", "de")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data" / "frameworks").mkdir(parents=True)
    return tmp_path / "data"


def put(folder: Path, name: str, id: str, title: str, language: str = "en", more: str = "") -> None:
    text = WORDS.format(id=id, title=title, language=language) + more
    (folder / name).write_text(text, encoding="utf-8")


def titles(library: FrameworkLibrary) -> list[str]:
    return [framework.title for framework in library.all()]


def test_two_languages_are_one_framework(bundled: Path):
    library = FrameworkLibrary(None, bundled)
    assert library.faults() == ()
    found = [library.get("soup", language) for language in ("en", "cy", "fr")]
    assert [framework.title if framework else None for framework in found] == ["Soup", "Cawl", "Soup"]


def test_a_framework_without_english_is_found_all_the_same(bundled: Path):
    framework = FrameworkLibrary(None, bundled).get("bread")
    assert framework is not None
    assert framework.title == "Brot"


def test_what_is_not_there_is_none(bundled: Path):
    assert FrameworkLibrary(None, bundled).get("cake") is None


def test_the_users_own_come_after_the_apps(bundled: Path, data: Path):
    put(data / "frameworks", "a.md", "a-mine", "Mine")
    assert titles(FrameworkLibrary(data, bundled)) == ["Soup", "Brot", "Cawl", "Mine"]


def test_a_users_file_cannot_take_the_place_of_one_of_the_apps(bundled: Path, data: Path):
    put(data / "frameworks", "soup.md", "soup", "My soup")
    library = FrameworkLibrary(data, bundled)
    framework = library.get("soup")
    assert framework is not None
    assert framework.title == "Soup"
    (fault,) = library.faults()
    assert fault.path.endswith("soup.md")
    assert fault.message == "The framework “soup” (en) comes with the app: this file is not used"


def test_a_user_may_add_a_language(bundled: Path, data: Path):
    put(data / "frameworks", "soup.fr.md", "soup", "Soupe", "fr")
    library = FrameworkLibrary(data, bundled)
    framework = library.get("soup", "fr")
    assert framework is not None
    assert (framework.title, library.faults()) == ("Soupe", ())


def test_a_language_with_other_refs_is_left_out(bundled: Path, data: Path):
    put(data / "frameworks", "soup.fr.md", "soup", "Soupe", "fr", "- un de plus\n")
    library = FrameworkLibrary(data, bundled)
    assert "Soupe" not in titles(library)
    assert library.faults()[0].message == "“soup” in this language does not match its en file"


def test_two_files_with_one_id_are_a_fault(bundled: Path, data: Path):
    put(data / "frameworks", "one.md", "cake", "First")
    put(data / "frameworks", "two.md", "cake", "Second")
    library = FrameworkLibrary(data, bundled)
    assert "First" in titles(library)
    assert "Second" not in titles(library)
    assert "one.md" in library.faults()[0].message


def test_a_broken_file_is_left_out_and_the_others_stay(bundled: Path, data: Path):
    own = data / "frameworks"
    (own / "broken.md").write_text(read("frameworks/broken.md"), encoding="utf-8")
    (own / "latin.md").write_bytes(b"---\nid: \xe9\n---\n")
    (own / "._mac.md").write_bytes(b"\x00\x05\x16\x07")
    (own / "notes.txt").write_text("no content", encoding="utf-8")
    (own / "folder.md").mkdir()
    put(own, "good.md", "good", "Good")
    library = FrameworkLibrary(data, bundled)
    assert "Good" in titles(library)
    assert {Path(fault.path).name for fault in library.faults()} == {"broken.md", "latin.md"}
    assert all(fault.level == "error" for fault in library.faults())


def test_no_data_folder_is_no_fault(bundled: Path, tmp_path: Path):
    assert FrameworkLibrary(tmp_path / "nowhere", bundled).faults() == ()


def test_files_are_read_once_until_asked_again(bundled: Path, data: Path):
    library = FrameworkLibrary(data, bundled)
    first = library.get("soup")
    put(data / "frameworks", "new.md", "new", "New")
    assert library.get("new") is None
    assert library.get("soup") is first
    library.reload()
    assert library.get("new") is not None


def test_a_library_that_nobody_asks_loads_no_parser():
    code = (
        "import sys; from pathlib import Path; from frameworks.library import FrameworkLibrary as F\n"
        "from sessions.templates import TemplateLibrary as T; import sessions.prompts\n"
        "T(Path('x'), F(Path('x'))); print({'markdown_it', 'yaml', 'textual', 'rich'} & set(sys.modules))"
    )
    root = Path(__file__).parent.parent.parent
    shown = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"
