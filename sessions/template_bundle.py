"""A template with the frameworks it works on, in one file for a colleague: a zip of Markdown files.

Anyone can open it and read what is in it. What comes in from elsewhere is not trusted: nothing is unpacked to the
disk, only the names below are taken, and nothing larger than content ever is.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from frameworks.library import FrameworkLibrary
from frameworks.shelf import USUAL, Content
from frameworks.source import read_text
from frameworks.text import file_text
from sessions.errors import FacilitatorError
from sessions.model import Template
from sessions.templates import TemplateLibrary, frameworks_of

README = "READ ME.txt"
# What the program ships is at most some 60 kB a file; ten times as much is still content.
LARGEST_FILE = 1_000_000
LARGEST = 8_000_000
_MOST_FILES = 60
# What a zip file begins with.
_MAGIC = b"PK"
_NAME = re.compile(r"(templates|frameworks)/([a-z0-9]+(?:-[a-z0-9]+)*(?:\.[A-Za-z0-9-]{2,20})?)\.md")
_FOLDERS = ("templates/", "frameworks/")
# Zip knows no time before this day; the same content makes the same file.
_WHEN = (1980, 1, 1, 0, 0, 0)
# What zipfile and its helpers raise for bytes that make no sense.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, LookupError,
    ArithmeticError,
)  # fmt: skip
_ABOUT = """\
{title}

This is a session plan for the program “facilitator”, with what it works on.

{contents}

All of these are plain text and can be read in any editor.

To use it, keep this file as it is and take it in:

    facilitator templates import "FILE"

or press Ctrl+O in the library and give the file's name.
"""
_PLACES = {"templates": "the session plan", "frameworks": "a framework it works on"}


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """The texts of content files by their names (``our-own.md``)."""

    templates: dict[str, str]
    frameworks: dict[str, str]


class NotABundle(FacilitatorError):
    """A file is no bundle, or not one as this program writes them."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} is no bundle that can be taken in: {reason}. Ask for the file again.")


def bundle_of(template: Template, templates: TemplateLibrary, frameworks: FrameworkLibrary) -> Bundle:
    """A template of the library and the frameworks it works on, in every language there is, as their files are."""
    ids = frameworks_of(template)
    return Bundle(
        templates=_texts(templates, [one for one in templates.all() if one.id == template.id]),
        frameworks=_texts(frameworks, [one for one in frameworks.all() if one.id in ids]),
    )


def _texts(library: TemplateLibrary | FrameworkLibrary, content: Iterable[Content]) -> dict[str, str]:
    """The files of some of a library's content, named after what is in them."""
    found = {}
    for one in content:
        path = library.path(one.id, one.language)
        if path is not None:
            name = one.id if one.language == USUAL else f"{one.id}.{one.language}"
            found[f"{name}.md"] = read_text(path)
    return found


def is_bundle(data: bytes) -> bool:
    """Whether the bytes look like a bundle, whole or not."""
    return data.startswith(_MAGIC)


def write_bundle(bundle: Bundle, title: str) -> bytes:
    """The bundle as a file; `title` is what the plan is called."""
    files = {f"templates/{name}": text for name, text in bundle.templates.items()}
    files |= {f"frameworks/{name}": text for name, text in bundle.frameworks.items()}
    contents = "\n".join(f"- {name}: {_PLACES[name.partition('/')[0]]}" for name in files)
    about = _ABOUT.format(title=title, contents=contents)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        # Old editors on Windows show plain text on one line without its own line ends.
        for name, text in {README: about.replace("\n", "\r\n"), **files}.items():
            made.writestr(zipfile.ZipInfo(name, _WHEN), text.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def read_bundle(data: bytes, path: Path) -> Bundle:
    """What is in a bundle. Raises NotABundle for anything else, in words."""
    if len(data) > LARGEST:
        raise NotABundle(path, "it is far too large for one")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            bundle = _read(opened, path)
    except NotABundle:
        raise
    except UnicodeDecodeError as error:
        raise NotABundle(path, "a file in it is not UTF-8 text") from error
    except _BROKEN as error:
        raise NotABundle(path, "it is damaged, or was not sent whole") from error
    if not bundle.templates:
        raise NotABundle(path, "there is no template in it")
    return bundle


def _read(opened: zipfile.ZipFile, path: Path) -> Bundle:
    entries = opened.infolist()
    if len(entries) > _MOST_FILES:
        raise NotABundle(path, f"there are {len(entries)} files in it, far too many for one")
    bundle = Bundle(templates={}, frameworks={})
    for entry in entries:
        if entry.filename in (README, *_FOLDERS):
            continue
        match = _NAME.fullmatch(entry.filename)
        if match is None:
            shown = file_text(entry.filename[:60]).replace("\n", " ")
            raise NotABundle(path, f"“{shown}” does not belong into one")
        if entry.flag_bits & 1:
            raise NotABundle(path, "it is locked with a password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotABundle(path, "it is packed in an unusual way")
        files = bundle.templates if match[1] == "templates" else bundle.frameworks
        name = f"{match[2]}.md"
        if name in files:
            raise NotABundle(path, f"“{entry.filename}” is in it twice")
        with opened.open(entry) as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise NotABundle(path, f"“{entry.filename}” in it is far too large")
        files[name] = file_text(content.decode("utf-8-sig"))
    return bundle
