"""Handing on: a session saved as a template, templates and whole sessions given to colleagues and taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli.common import (
    counted,
    data_folder,
    data_option,
    listing,
    loaded_session,
    open_libraries,
    open_store,
    remark,
    template_named,
)
from sessions.errors import FacilitatorError
from sessions.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sessions.reuse import Find
    from sessions.shelving import Item, Shelving

_TO = click.option("--to", "file", required=True, metavar="FILE", help="The new file, or a folder for it.")
_OVER = click.option("--over", is_flag=True, help="Put it in the place of one of your own that differs.")


class NewId(click.ParamType[str]):
    """An id for something new, on the command line."""

    name = "id"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id as it is. Fails with one that would do."""
        from frameworks.front import SLUG
        from frameworks.text import slug

        text = str(value).strip()
        if not SLUG.fullmatch(text):
            self.fail(f"an id is like {slug(text) or 'our-own'}: a to z, digits, hyphens.", param, ctx)
        return text


@click.command("save")
@click.argument("session")
@click.option(
    "--id", required=True, type=NewId(), metavar="ID", help="The template’s id, such as our-own-talk."
)
@click.option("--title", default="", help="Its title; else the session’s.")
@click.option("--to", "file", metavar="FILE", help="The file to write; else among your own templates.")
@click.option("--neutral", is_flag=True, help="Replace every name by the word suggested for it.")
@click.option("--keep-names", is_flag=True, help="Save it with the names that are in its words.")
@_OVER
@data_option
def save_template(
    session: str, id: str, title: str, file: str | None, neutral: bool, keep_names: bool, over: bool
) -> None:
    """Save the plan of SESSION as a template, without people, notes, schools, cluster and dates.

    Every known name that is still in its words goes to standard error, and then it is only saved with --neutral or
    --keep-names. Prints the file's name.
    """
    from sessions import reuse
    from sessions.shelving import Arriving, Shelving
    from sessions.template_writer import write_template

    if neutral and keep_names:
        raise click.UsageError("Give --neutral or --keep-names, not both.")
    store = open_store()
    loaded = loaded_session(store, session)
    frameworks, library = open_libraries()
    origins = reuse.origins_of(loaded, library)
    template = reuse.as_template(loaded, id, one_line(title) or loaded.meta.title, reuse.intro_of(origins))
    finder = reuse.Finder(loaded, origins)
    if not keep_names and finder.named(id):
        raise FacilitatorError(
            f"The id “{id}” has the name of a person, a school or the cluster in it, or a date. "
            "Give another with --id, or --keep-names."
        )
    found = finder.finds(template)
    for one in found:
        remark(_said(one))
    if found and not (neutral or keep_names):
        them = "it" if len(found) == 1 else "them"
        raise FacilitatorError(
            f"{counted(len(found), 'name')} found, and nothing was saved. Replace {them} as shown with --neutral, "
            f"or keep {them} with --keep-names."
        )
    if neutral:
        template = reuse.neutral(template, loaded, origins)
    arriving = Arriving(content=template, text=write_template(template))
    shelving = Shelving(data_folder(), frameworks, library)
    if file is None:
        items = shelving.stand([*shelving.missing(template, loaded), arriving])
        _put(shelving, items, over, "another --id saves it beside it")
        click.echo(items[-1].path)
    else:
        _post(file, f"{id}.md", arriving.text.encode(), over=over)


@click.command("import")
@click.argument("file", metavar="FILE")
@_OVER
@click.option("--as", "id", type=NewId(), metavar="NEW-ID", help="Take it in beside yours, under this id.")
@click.option(
    "--keep-frameworks", is_flag=True, help="Where a framework differs, go on with the one that is here."
)
@data_option
def import_template(file: str, over: bool, id: str | None, keep_frameworks: bool) -> None:
    """Take in a template, or a bundle of a template with its frameworks, that a colleague sent.

    Nothing is overwritten unasked. Prints the template's id.
    """
    from facilitator.keymap import read_keymap
    from sessions.post import opened
    from sessions.shelving import Shelving, beside, read_incoming

    path, data = opened(file)
    _must_be_content(path, data)
    frameworks, library = open_libraries()
    shelving = Shelving(data_folder(), frameworks, library)
    arriving, warnings = read_incoming(path, data, frameworks.all())
    for fault in warnings:
        remark(str(fault))
    if all(one.kind == "framework" for one in arriving):
        takes_in = read_keymap(data_folder()).key("library.take-in")
        raise FacilitatorError(
            f"{path} is a framework, not a template. {takes_in} in the library takes it in."
        )
    items = shelving.stand(arriving)
    if keep_frameworks:
        items = [item for item in items if item.arriving.kind == "template" or not item.differs]
    if id is not None:
        items = shelving.stand(beside(items, id))
    _put(shelving, items, over, "--as NEW-ID takes it in beside it")
    click.echo(next(item.arriving.content.id for item in items if item.arriving.kind == "template"))


@click.command("bundle")
@click.argument("template")
@_TO
@data_option
def bundle_template(template: str, file: str) -> None:
    """Write TEMPLATE with the frameworks it works on into one file for a colleague; prints the file's name."""
    from sessions.template_bundle import bundle_of, write_bundle

    frameworks, library = open_libraries()
    found = template_named(library, template)
    bundle = bundle_of(found, library, frameworks)
    _post(file, f"{found.id}.zip", write_bundle(bundle, found.title))
    inside = listing([f"“{one.removesuffix('.md')}”" for one in bundle.frameworks])
    remark(f"With the framework {inside}." if bundle.frameworks else "It works on no framework.")


@click.command("bundle")
@click.argument("session")
@_TO
@data_option
def bundle_session(session: str, file: str) -> None:
    """Write the whole of SESSION into one file for a colleague's laptop; prints the file's name."""
    from sessions.handover import handed_over, holds, until

    store = open_store()
    loaded = loaded_session(store, session)
    _post(file, f"{loaded.id}.json", handed_over(loaded))
    remark(f"It holds {holds(loaded)}. {until(loaded)}")
    holder = store.console_holder(loaded.id)
    if holder is not None:
        remark(f"Its console is open ({holder}): what is written from now on is not in the file.")


@click.command("import")
@click.argument("file", metavar="FILE")
@click.option("--as-new", is_flag=True, help="Take it in beside the one that is here, under a new id.")
@data_option
def import_session(file: str, as_new: bool) -> None:
    """Take in a session that a colleague handed over; nothing is overwritten. Prints the session's id."""
    from sessions.handover import Different, read_handed_over, take_in, until
    from sessions.post import opened, recognised

    path, data = opened(file)
    if recognised(data) != "session" and data.strip():
        raise FacilitatorError(
            f"{path} is no session. If it is a template or a bundle, “facilitator templates import” takes it in."
        )
    session = read_handed_over(data, path)
    try:
        arrived = take_in(open_store(), session, as_new=as_new)
    except Different as error:
        way_back = (
            f"“facilitator sessions restore {error.session_id}” brings it back; " if error.binned else ""
        )
        raise FacilitatorError(f"{error} {way_back}--as-new takes this one in beside it.") from error
    if arrived.there:
        remark("It is here already, just as in the file.")
    remark(until(session))
    click.echo(arrived.session.id)


def _said(find: Find) -> str:
    """A find in its place: where, the words around it with the name in brackets, and what may be put for it."""
    maybe = " (an ordinary word too)" if find.ordinary else ""
    suggested = find.suggestion or "is taken out"
    return f"{find.where}: {find.before}[{find.words}]{find.after} → {suggested}{maybe}"


def _must_be_content(path: Path, data: bytes) -> None:
    from sessions.post import recognised

    if recognised(data) == "session":
        raise FacilitatorError(
            f"{path} is no template. If it is a session, “facilitator sessions import” takes it in."
        )


def _put(shelving: Shelving, items: Sequence[Item], over: bool, other: str) -> None:
    """Put what comes in where it belongs, and say what became of each; or say what there is to decide."""
    undecided = [item for item in items if item.differs and not (over and item.standing == "changed")]
    if undecided:
        ways = [other]
        if any(item.arriving.kind == "framework" for item in undecided) and len(items) > 1:
            ways.insert(0, "--keep-frameworks goes on with the framework that is here")
        if all(item.standing == "changed" for item in undecided):
            ways.insert(0, "--over puts the new one in its place")
        said = " ".join(str(item) for item in undecided)
        raise FacilitatorError(f"{said} Nothing was saved: {listing(ways, 'or')}.")
    written = shelving.put(items, over=over)
    for item in items:
        kind, id = item.arriving.kind, item.arriving.content.id
        remark(f"The {kind} “{id}” is in {item.path}." if item in written else str(item))


def _post(typed: str, name: str, data: bytes, *, over: bool = False) -> None:
    """Write a file for a colleague and print its name."""
    from sessions.post import place, post

    posted = post(place(typed, name), data, over=over)
    if posted.there:
        remark("It is there already, just the same.")
    click.echo(posted.path)
