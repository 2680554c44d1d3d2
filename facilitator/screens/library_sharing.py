"""The library's ways to and from colleagues: a plan saved as a template, files handed over and taken in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from facilitator.dialogs.ask import AskLine, Choose, Tell
from facilitator.keymap import Keymap
from facilitator.screens.library_lists import content_key, counted
from frameworks.faults import ContentError
from sessions.errors import FacilitatorError
from sessions.handover import Different, handed_over, holds, read_handed_over, take_in, until
from sessions.model import Session, Template
from sessions.post import free, opened, place, post, recognised, typed_path
from sessions.shelving import Arriving, Item, Shelving, beside, read_incoming
from sessions.template_bundle import bundle_of, write_bundle

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp
    from facilitator.screens.library import LibraryScreen

_WHICH = (
    "A session, a template (with its frameworks or alone) or a framework: type its name, or drop it here."
)
# The usual key: a colleague has not the ones that were changed here.
_TAKES_IN = Keymap().key("library.take-in")
_LEAVE = ("leave", "Leave everything as it is")


class _Letter(NamedTuple):
    """A file for a colleague: what it is called, what is in it, and what there is to say about it."""

    title: str
    stem: str
    suffix: str
    data: bytes
    about: str


# --- as a template ---------------------------------------------------------------------------------------------


async def save_template(screen: LibraryScreen, session_id: str) -> None:
    """Save a session's plan as a template, and show it among the others."""
    from facilitator.screens.save_template import SaveTemplateScreen

    try:
        session = screen.facilitator.load(session_id)
    except FacilitatorError as error:
        screen.facilitator.say(str(error), error=True)
        return

    def saved(id: str | None) -> None:
        if id is not None:
            language = session.meta.language
            screen.show("templates", id if language == "en" else f"{id} {language}")

    await screen.app.push_screen(SaveTemplateScreen(session), saved)


# --- to a colleague --------------------------------------------------------------------------------------------


async def hand_over(screen: LibraryScreen, item: object, session_id: str) -> None:
    """Write a whole session, or a template with its frameworks, into one file, and say where it is."""
    app = screen.facilitator
    try:
        letter = _template(app, item) if isinstance(item, Template) else _session(app.load(session_id))
        folder = typed_path(app.settings.usual_folder)
    except (ContentError, FacilitatorError) as error:
        app.say(in_words(error), error=True)
        return
    name = free(folder, letter.stem, letter.suffix, letter.data).name
    written: list[Path] = []

    def write(typed: str) -> str:
        try:
            written.append(post(place(typed, name), letter.data).path)
        except FacilitatorError as error:
            return str(error)
        return ""

    async def told(typed: str | None) -> None:
        if typed is not None:
            where = f"{written[-1].absolute()}\n\n{letter.about}"
            await screen.app.push_screen(Tell(f"“{letter.title}” is in one file", where))

    typed = str(Path(app.settings.usual_folder) / name)
    await screen.app.push_screen(AskLine(f"Hand over “{letter.title}”", typed, letter.about, write), told)


def _session(session: Session) -> _Letter:
    about = (
        f"One file with {holds(session)}. {until(session)} That goes for the copy too. "
        f"Your colleague takes it in with {_TAKES_IN} in the library."
    )
    return _Letter(session.meta.title, session.id, ".json", handed_over(session), about)


def _template(app: FacilitatorApp, template: Template) -> _Letter:
    bundle = bundle_of(template, app.templates, app.frameworks)
    count = counted(len(bundle.frameworks), "framework")
    with_them = f"with {count} it works on" if bundle.frameworks else "which works on no framework"
    about = f"One file with the template, {with_them}. Your colleague takes it in with {_TAKES_IN} in the library."
    return _Letter(template.title, template.id, ".zip", write_bundle(bundle, template.title), about)


# --- from a colleague ------------------------------------------------------------------------------------------


async def from_a_file(screen: LibraryScreen) -> None:
    """Take in what is in a file; where it differs from what is here, ask."""
    app = screen.facilitator
    found: list[Session | list[Arriving]] = []

    def read(typed: str) -> str:
        try:
            path, data = opened(typed)
            if recognised(data) == "session":
                found.append(read_handed_over(data, path))
            else:
                found.append(read_incoming(path, data, app.frameworks.all())[0])
        except (ContentError, FacilitatorError) as error:
            return in_words(error)
        return ""

    async def answered(typed: str | None) -> None:
        if typed is None:
            return
        what = found[-1]
        if isinstance(what, Session):
            await _take_in_session(screen, what)
        else:
            await _take_in_content(screen, what)

    await screen.app.push_screen(AskLine("Which file is to be taken in?", "", _WHICH, read), answered)


async def _take_in_session(screen: LibraryScreen, session: Session, *, as_new: bool = False) -> None:
    app = screen.facilitator
    try:
        arrived = take_in(app.store, session, as_new=as_new)
    except Different as different:
        await _ask_about_session(screen, session, different)
        return
    except FacilitatorError as error:
        app.say(str(error), error=True)
        return
    screen.reload(keep=arrived.session.id)
    if arrived.there:
        app.say(f"“{session.meta.title}” is here already, just as in the file.")
        return
    about = f"It came with {holds(session)}. {until(session)}"
    await screen.app.push_screen(Tell(f"“{session.meta.title}” is in the library", about))


async def _ask_about_session(screen: LibraryScreen, session: Session, different: Different) -> None:
    options = [("new", "Take the one in the file in beside it"), _LEAVE]
    if different.binned:
        options.insert(0, ("restore", "Bring the one in the bin back"))

    async def answered(chosen: str | None) -> None:
        if chosen == "new":
            await _take_in_session(screen, session, as_new=True)
        elif chosen == "restore":
            try:
                screen.facilitator.store.restore(session.id)
            except FacilitatorError as error:
                screen.facilitator.say(str(error), error=True)
                return
            screen.reload(keep=session.id)

    question = (
        f"“{session.meta.title}” is {'in the bin' if different.binned else 'here already, and differs'}"
    )
    hint = "Nothing is overwritten. What was written here since, and what was written there, stays in two sessions."
    await screen.app.push_screen(Choose(question, options, "" if different.binned else hint), answered)


async def _take_in_content(screen: LibraryScreen, arriving: Sequence[Arriving]) -> None:
    app = screen.facilitator
    shelving = Shelving(app.data, app.frameworks, app.templates)
    items = shelving.stand(arriving)
    differing = [item for item in items if item.differs]
    if not differing:
        _put(screen, shelving, items)
        return
    main = items[-1].arriving.content  # the template comes last
    free_id = shelving.free_id(main.id)
    options = [("beside", f"Take in the new one beside it, known as “{free_id}”"), _LEAVE]
    if all(item.arriving.kind == "framework" for item in differing) and len(items) > len(differing):
        options.insert(0, ("keep", "Take in the template alone, with the framework that is here"))
    if all(item.standing == "changed" for item in differing):
        options.insert(0, ("over", "Put the new one in the place of yours"))

    def answered(chosen: str | None) -> None:
        if chosen == "over":
            _put(screen, shelving, items)
        elif chosen == "keep":
            _put(screen, shelving, [item for item in items if not item.differs])
        elif chosen == "beside":
            try:
                _put(screen, shelving, shelving.stand(beside(items, free_id)))
            except (ContentError, FacilitatorError) as error:
                app.say(in_words(error), error=True)

    await screen.app.push_screen(
        Choose("Which one is to count?", options, " ".join(map(str, differing))), answered
    )


def _put(screen: LibraryScreen, shelving: Shelving, items: Sequence[Item]) -> None:
    """Write what comes in, say it, and show the last of it, the template where there is one."""
    try:
        written = shelving.put(items, over=True)
    except FacilitatorError as error:
        screen.facilitator.say(str(error), error=True)
        return
    main = items[-1].arriving
    screen.show(f"{main.kind}s", content_key(main.content))
    done = "taken in" if written else "here already, just as in the file"
    screen.facilitator.say(f"“{main.content.title}” is {done}.")


def in_words(error: ContentError | FacilitatorError) -> str:
    """What is wrong, in a line or two; of many faults the first."""
    if not isinstance(error, ContentError):
        return str(error)
    first = error.faults[0]
    where = f", line {first.line}" if first.line else ""
    more = f" And {counted(len(error.faults) - 1, 'more fault')}." if len(error.faults) > 1 else ""
    hint = f" {first.suggestion}." if first.suggestion else ""
    return f"{Path(first.path).name}{where}: {first.message}.{hint}{more}"
