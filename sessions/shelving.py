"""Content from elsewhere taken in: templates, bundles and frameworks put into the data folder.

Nothing is overwritten unasked. What is here already stays as it is where it is the same; where it differs, somebody
says whether the new one takes its place or stands beside it under an id of its own. What comes with the program is
never replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from frameworks.faults import ContentError, Fault
from frameworks.library import FrameworkLibrary
from frameworks.model import Framework
from frameworks.reader import check_framework, parse_framework
from frameworks.shelf import USUAL
from frameworks.source import content_files, read_text
from frameworks.writer import write_framework
from sessions import files
from sessions.errors import FacilitatorError
from sessions.fitting import check_in_full
from sessions.model import Session, Template
from sessions.step_settings import SETTINGS
from sessions.template_bundle import LARGEST_FILE, Bundle, is_bundle, read_bundle
from sessions.template_reader import check_template, parse_template
from sessions.template_writer import write_template
from sessions.templates import TemplateLibrary, frameworks_of

Kind = Literal["template", "framework"]
# How something that comes in stands to what is here: there is nothing of its id and language; just the same; the
# user's own, which differs; the program's own, which differs; another language of the same id, which does not match.
Standing = Literal["new", "same", "changed", "shipped", "unlike"]

_STEP = re.compile(rf"^# .*\n[-*+] +(?:{'|'.join(SETTINGS)}) *:", re.IGNORECASE | re.MULTILINE)
_OF_A_TEMPLATE = re.compile(r"^framework *:", re.MULTILINE)


class Arriving(msgspec.Struct, frozen=True, kw_only=True):
    """A template or framework that comes in, with the text of its file."""

    content: Template | Framework
    text: str

    @property
    def kind(self) -> Kind:
        """What it is."""
        return "template" if isinstance(self.content, Template) else "framework"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """Something that comes in, how it stands to what is here, and the file it has or would have."""

    arriving: Arriving
    standing: Standing
    path: Path

    @property
    def differs(self) -> bool:
        """Whether somebody must say what is to become of it."""
        return self.standing not in ("new", "same")

    def __str__(self) -> str:
        """How it stands, in a sentence."""
        kind, id = self.arriving.kind, self.arriving.content.id
        return (
            f"The {kind} “{id}” "
            + {
                "new": "is new.",
                "same": "is here already.",
                "changed": "is here already, and not the same as this one.",
                "shipped": "comes with the program, and is not the same as this one.",
                "unlike": "is here in another language, and its codes or fields are not the same as those of this one.",
            }[self.standing]
        )


def kind_of(text: str) -> Kind:
    """Whether a content file is a template or a framework."""
    front, _, body = text.lstrip("\ufeff").removeprefix("---").partition("\n---")
    if _STEP.search(body) or _OF_A_TEMPLATE.search(front):
        return "template"
    try:
        parse_framework(text, "")
    except ContentError:
        return "template" if not check_template(text, "", None) else "framework"
    return "framework"


def read_incoming(path: Path, data: bytes, known: Iterable[Framework]) -> tuple[list[Arriving], list[Fault]]:
    """What is in a content file or a bundle, frameworks first, with warnings. `known` are the frameworks here.

    Raises ContentError with every error in it, and FacilitatorError for a bundle that cannot be read.
    """
    if is_bundle(data):
        bundle = read_bundle(data, path)
    elif len(data) > LARGEST_FILE:
        raise FacilitatorError(f"{path} is far too large for a template or a framework.")
    else:
        text = read_text(path)
        alone, one = {path.name: text}, kind_of(text) == "template"
        bundle = Bundle(templates=alone if one else {}, frameworks={} if one else alone)
    inside = f"{path}: " if is_bundle(data) else f"{path.parent}/"
    faults = [
        fault
        for name, text in bundle.frameworks.items()
        for fault in check_framework(text, f"{inside}{name}")
    ]
    _refuse(faults)
    frameworks = [parse_framework(text, name) for name, text in bundle.frameworks.items()]
    there = {one.id: one for one in known} | {one.id: one for one in frameworks}
    for name, text in bundle.templates.items():
        faults += check_in_full(text, f"{inside}{name}", there)
    _refuse(faults)
    arriving = [
        Arriving(content=framework, text=text)
        for framework, text in zip(frameworks, bundle.frameworks.values(), strict=True)
    ]
    arriving += [
        Arriving(content=parse_template(text, name), text=text) for name, text in bundle.templates.items()
    ]
    return arriving, faults


def beside(items: Iterable[Item], id: str) -> list[Arriving]:
    """What comes in under ids of its own: the template, or a framework alone, as `id`, and frameworks that differ as
    theirs with `id` behind; the template then works on these. Raises FacilitatorError for several templates."""
    items = list(items)
    if len({item.arriving.content.id for item in items if item.arriving.kind == "template"}) > 1:
        raise FacilitatorError(
            "There are several templates in this file, so one new id is not enough for them. Ask for them one by one."
        )
    alone = all(item.arriving.kind == "framework" for item in items)
    own = {
        item.arriving.content.id: id if alone else f"{item.arriving.content.id}-{id}"
        for item in items
        if item.arriving.kind == "framework" and item.differs
    }
    return [_renamed(item.arriving, id, own) for item in items]


class Shelving:
    """The data folder's templates and frameworks, for putting more into them."""

    def __init__(self, data: Path, frameworks: FrameworkLibrary, templates: TemplateLibrary) -> None:
        self._data = data
        self._frameworks = frameworks
        self._templates = templates

    def stand(self, arriving: Iterable[Arriving]) -> list[Item]:
        """How each of these stands to what is here."""
        return [self._stand(one) for one in arriving]

    def put(self, items: Iterable[Item], *, over: bool = False) -> list[Item]:
        """Write what is new, and with `over` what differs from the user's own; gives what was written.

        Raises ValueError for an item that differs otherwise, before anything is written, and CannotSave or Taken.
        """
        items = [item for item in items if item.standing != "same"]
        if any(item.differs and not (over and item.standing == "changed") for item in items):
            raise ValueError("somebody must say first what is to become of it")
        try:
            for item in items:
                files.make_folder(item.path.parent)
                data = item.arriving.text.encode()
                if item.standing == "new":
                    files.create(item.path, data)
                else:
                    files.replace(item.path, data)
        finally:
            self._frameworks.reload()
            self._templates.reload()
        return items

    def free_id(self, id: str) -> str:
        """The id, or with a number behind, that no template and no framework has."""
        taken = {one.id for one in self._templates.all()} | {one.id for one in self._frameworks.all()}
        taken |= {one.template.id for one in self._templates.waiting()}
        names = (id, *(f"{id}-{count}" for count in range(2, len(taken) + 3)))
        return next(name for name in names if name not in taken)

    def missing(self, template: Template, session: Session) -> list[Arriving]:
        """The frameworks a template made from a session works on that are only in the session itself."""
        ids = [id for id in frameworks_of(template) if self._frameworks.get(id) is None]
        copies = [found for id in ids if (found := session.framework(id)) is not None]
        return [Arriving(content=one, text=write_framework(one)) for one in copies]

    def _stand(self, arriving: Arriving) -> Item:
        content = arriving.content
        library = self._templates if isinstance(content, Template) else self._frameworks
        folder = self._data / f"{arriving.kind}s"
        path = library.path(content.id, content.language)
        there: Template | Framework | None = library.get(content.id, content.language)
        if path is None:
            path, there = self._left_out(folder, arriving)
        if path is None:
            fits = (
                self._templates.fits(content)
                if isinstance(content, Template)
                else self._frameworks.fits(content)
            )
            return Item(arriving=arriving, standing="new" if fits else "unlike", path=_free(folder, content))
        if there == content:
            return Item(arriving=arriving, standing="same", path=path)
        own = path.parent == folder
        return Item(arriving=arriving, standing="changed" if own else "shipped", path=path)

    @staticmethod
    def _left_out(folder: Path, arriving: Arriving) -> tuple[Path | None, Template | Framework | None]:
        """The user's own file of the same id and language that the library could not take, and what is in it."""
        for path in content_files(folder):
            try:
                there = _parsed(arriving.kind, path)
            except ContentError:
                continue
            if (there.id, there.language) == (arriving.content.id, arriving.content.language):
                return path, there
        return None, None


def _parsed(kind: Kind, path: Path) -> Template | Framework:
    if kind == "template":
        return parse_template(read_text(path), str(path))
    return parse_framework(read_text(path), str(path))


def _free(folder: Path, content: Template | Framework) -> Path:
    """A file that is not there, named after the id."""
    id, language = content.id, content.language

    def names() -> Iterator[str]:
        if language == USUAL:
            yield id
        yield f"{id}.{language}"
        yield from (f"{id}.{language}.{count}" for count in range(2, 10_000))

    return next(path for name in names() if not (path := folder / f"{name}.md").exists())


def _renamed(arriving: Arriving, id: str, own: dict[str, str]) -> Arriving:
    content = arriving.content
    if isinstance(content, Framework):
        if content.id not in own:
            return arriving
        framework = replace(content, id=own[content.id])
        return Arriving(content=framework, text=write_framework(framework))
    steps = tuple(
        replace(step, template=id, framework=own.get(step.framework, step.framework))
        for step in content.steps
    )
    template = replace(content, id=id, framework=own.get(content.framework, content.framework), steps=steps)
    return Arriving(content=template, text=write_template(template))


def _refuse(faults: list[Fault]) -> None:
    errors = [fault for fault in faults if fault.level == "error"]
    if errors:
        raise ContentError(errors)
