"""A template and its frameworks in one file: it comes out as it went in, and nothing else ever comes out."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.library import FrameworkLibrary
from frameworks.writer import write_framework
from sessions.model import Template
from sessions.reuse import as_template
from sessions.shelving import Shelving, read_incoming
from sessions.template_bundle import (
    LARGEST_FILE,
    README,
    Bundle,
    NotABundle,
    bundle_of,
    read_bundle,
    write_bundle,
)
from sessions.template_writer import write_template
from sessions.templates import TemplateLibrary
from tests import build
from tests.frameworks.content import texts
from tests.sessions.test_template_writer import templates

FILE = Path("sent.zip")
SMALL = Bundle(templates={"our-own.md": "---\nid: our-own\ntitle: Our own\n---\n# Talk\n"}, frameworks={})


def libraries(data: Path) -> tuple[FrameworkLibrary, TemplateLibrary]:
    frameworks = FrameworkLibrary(data)
    return frameworks, TemplateLibrary(data, frameworks)


def zipped(*files: tuple[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files:
            made.writestr(name, text)
    return buffer.getvalue()


@given(templates())
def test_any_template_comes_out_of_a_bundle_as_it_went_in(template: Template) -> None:
    bundle = Bundle(templates={"x.md": write_template(template)}, frameworks={})
    assert read_bundle(write_bundle(bundle, template.title), FILE) == bundle


@given(st.dictionaries(st.sampled_from(["a.md", "b-c.md", "a.cy.md"]), texts, min_size=1))
def test_any_text_comes_out_of_a_bundle_as_it_went_in(files: dict[str, str]) -> None:
    bundle = Bundle(templates=files, frameworks=files)
    assert read_bundle(write_bundle(bundle, "Title"), FILE) == bundle


def test_a_bundle_taken_in_elsewhere_gives_the_same_template_and_framework(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for kind, name, text in (
        ("frameworks", "fw", write_framework(build.framework())),
        ("templates", "My talk", write_template(as_template(build.session(), "talk", "A talk"))),
    ):
        (one / kind).mkdir(parents=True)
        (one / kind / f"{name}.md").write_text(text, encoding="utf-8")
    frameworks, library = libraries(one)
    template = library.get("talk")
    assert template is not None
    data = write_bundle(bundle_of(template, library, frameworks), template.title)
    frameworks, library = libraries(other)
    shelving = Shelving(other, frameworks, library)
    items = shelving.stand(read_incoming(FILE, data, frameworks.all())[0])
    assert [item.standing for item in items] == ["new", "new"]
    shelving.put(items)
    assert library.get("talk") == template
    assert frameworks.get("fw") == build.framework()
    assert {item.standing for item in shelving.stand(item.arriving for item in items)} == {"same"}


def test_the_same_content_makes_the_same_file_and_anyone_can_read_it() -> None:
    data = write_bundle(SMALL, "Our own")
    assert data == write_bundle(SMALL, "Our own")
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.namelist() == [README, "templates/our-own.md"]
        assert "facilitator templates import" in opened.read(README).decode()


@pytest.mark.parametrize(
    "name",
    [
        "../our-own.md",
        "/etc/our-own.md",
        "templates/../../our-own.md",
        "templates/deep/our-own.md",
        "templates\\our-own.md",
        "templates/Our own.md",
        "templates/our-own.exe",
        "our-own.md",
        "__MACOSX/._our-own.md",
        "templates/our-own.md/",
        "templates/\x1b[2J.md",
    ],
)
def test_nothing_but_content_under_its_own_name_is_taken(name: str) -> None:
    data = zipped((name, "x"), ("templates/our-own.md", SMALL.templates["our-own.md"]))
    with pytest.raises(NotABundle, match="does not belong into one") as raised:
        read_bundle(data, FILE)
    assert "\x1b" not in str(raised.value)


def test_a_bundle_that_somebody_packed_anew_is_taken_too() -> None:
    text = SMALL.templates["our-own.md"]
    data = zipped(("templates/", ""), (README, "mine"), ("templates/our-own.md", text), ("frameworks/", ""))
    assert read_bundle(data, FILE) == SMALL


def test_what_is_too_large_or_too_many_or_twice_is_refused() -> None:
    with pytest.raises(NotABundle, match="too large"):
        read_bundle(zipped(("templates/a.md", "x" * (LARGEST_FILE + 1))), FILE)
    with pytest.raises(NotABundle, match="far too many"):
        read_bundle(zipped(*((f"templates/a{n}.md", "x") for n in range(100))), FILE)
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped(("templates/a.md", "x"), ("templates/a.md", "y"))
    with pytest.raises(NotABundle, match="twice"):
        read_bundle(twice, FILE)
    with pytest.raises(NotABundle, match="no template"):
        read_bundle(zipped(("frameworks/a.md", "x")), FILE)


@given(st.integers(4, 400), st.binary(min_size=1, max_size=8))
def test_a_damaged_bundle_never_ends_in_anything_but_words(place: int, bytes_: bytes) -> None:
    data = write_bundle(SMALL, "Our own")
    damaged = data[:place] + bytes_ + data[place + len(bytes_) :]
    for broken in (damaged, data[:place]):
        with suppress(NotABundle):
            # What is not noticed is harmless: something in it that nobody reads.
            assert read_bundle(broken, FILE).templates


def test_a_bundle_that_was_cut_off_is_refused_in_words() -> None:
    data = write_bundle(SMALL, "Our own")
    with pytest.raises(NotABundle) as raised:
        read_bundle(data[:-30], FILE)
    assert str(raised.value) == (
        "sent.zip is no bundle that can be taken in: it is damaged, or was not sent whole. Ask for the file again."
    )
