"""What is written to be printed from inside the app: a framework, the guide to a template or a session, a template's
blank worksheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from facilitator.dialogs.ask import AskLine, Tell
from frameworks.model import Framework
from sessions.errors import FacilitatorError
from sessions.model import Session, Template
from sessions.post import free, place, post, typed_path

if TYPE_CHECKING:
    from facilitator.screens.base import RoomScreen

Format = Literal["md", "html"]
_PAGE = "A page that opens in a browser; print it from there, on A4."
HINT = f"{_PAGE} A name that ends in .md makes it Markdown."


class Paper(NamedTuple):
    """Something to print: what it is called, its file without ending, and how it reads in a format; `page_only` is
    what is there to be printed and nothing else."""

    title: str
    stem: str
    text: Callable[[Format], str]
    page_only: bool = False


def of_framework(framework: Framework) -> Paper:
    """A framework to lie before people."""
    from exports.framework_page import file_stem, write_page

    return Paper(framework.title, file_stem(framework), lambda form: write_page(framework, form))


def of_template(template: Template, frameworks: Mapping[str, Framework]) -> Paper:
    """The facilitator's guide to a template; `frameworks` are those that are here, by id."""
    from exports.guide import guide, write

    return Paper(
        f"Guide to “{template.title}”",
        f"{template.id}-guide",
        lambda form: write(guide(template, frameworks), form),
    )


def blank_worksheets(template: Template, frameworks: Mapping[str, Framework], now: datetime) -> Paper:
    """A blank sheet of each kind that a template has; `frameworks` are those that are here, by id. Raises
    MissingFramework."""
    from exports.worksheet import blank, worksheet

    session = blank(template, frameworks, now)
    return Paper(
        f"Worksheets of “{template.title}”",
        f"{template.id}-worksheets",
        lambda _: worksheet(session, now),
        page_only=True,
    )


def of_session(session: Session, intro: str = "") -> Paper:
    """The guide to a session as it is planned, from its own start on; `intro` is what its templates say they are
    for."""
    from exports.guide import guide, write

    plan = Template(
        id="", title=session.meta.title, language=session.meta.language, intro=intro, steps=session.steps
    )
    frameworks = {used.id: used.framework for used in session.frameworks}
    document = guide(plan, frameworks, session.meta.start)
    return Paper(
        f"Guide to “{session.meta.title}”", f"{session.id}-guide", lambda form: write(document, form)
    )


async def write_out(screen: RoomScreen[None], paper: Paper) -> None:
    """Ask where it is to go, among the hand-outs unless somebody says otherwise, write it and say where it is."""
    app = screen.facilitator
    try:
        folder = typed_path(app.settings.usual_folder)
        page = paper.text("html").encode()
    except FacilitatorError as error:
        app.say(str(error), error=True)
        return
    name = free(folder, paper.stem, ".html", page).name
    written: list[Path] = []

    def put(typed: str) -> str:
        try:
            path = place(typed, name)
            marked = path.suffix.lower() in (".md", ".markdown") and not paper.page_only
            written.append(post(path, paper.text("md").encode() if marked else page).path)
        except FacilitatorError as error:
            return str(error)
        return ""

    async def told(typed: str | None) -> None:
        if typed is not None:
            path = written[-1].absolute()
            how = "Open it in a browser to print it." if path.suffix.lower().startswith(".htm") else ""
            await screen.app.push_screen(Tell(f"{paper.title} is in one file", f"{path}\n\n{how}".rstrip()))

    typed = str(Path(app.settings.usual_folder) / name)
    hint = _PAGE if paper.page_only else HINT
    await screen.app.push_screen(AskLine(f"{paper.title}: to print", typed, hint, put), told)
