"""The commands with a screen: the library, ``run``, ``rehearse``, ``stage``, ``room`` and ``demo``.

Only these import Textual.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.common import data_folder, data_given, data_option, now, open_store
from facilitator.crash import DEMO
from sessions.errors import FacilitatorError

if TYPE_CHECKING:
    from textual.app import App


def library() -> None:
    """The library of the data folder."""
    need_screen("facilitator")
    _hurry()
    from facilitator.app import FacilitatorApp

    show(FacilitatorApp(data_folder()))


@click.command()
@click.argument("session")
@data_option
def run(session: str) -> None:
    """Open SESSION's console."""
    need_screen("facilitator run")
    _hurry()
    found = open_store().find(session)
    from facilitator.app import FacilitatorApp

    show(FacilitatorApp(data_folder(), session=found))


@click.command()
@click.argument("session")
@data_option
def rehearse(session: str) -> None:
    """Try SESSION out on a copy, with its stage; nothing of it is kept."""
    need_screen("facilitator rehearse")
    _hurry()
    found = open_store().find(session)
    from facilitator.app import FacilitatorApp

    show(FacilitatorApp(data_folder(), session=found, rehearsing=True))


@click.command()
@click.argument("session", required=False)
@data_option
def stage(session: str | None) -> None:
    """The room's view of SESSION, for a second terminal; without SESSION, of the one whose console is open."""
    need_screen("facilitator stage")
    # Without a session it waits until a console is opened.
    found = open_store().find(session) if session else ""
    from facilitator.stage_app import StageApp

    show(StageApp(data_folder(), found))


@click.command()
@data_option
def demo() -> None:
    """The library with made-up workshops, in a throw-away folder."""
    if data_given():
        raise click.UsageError("The demo has a throw-away folder of its own. Leave --data out.")
    need_screen("facilitator demo")
    try:
        with tempfile.TemporaryDirectory(prefix=DEMO, ignore_cleanup_errors=True) as folder:
            from facilitator.demo.build import build

            build(Path(folder), now())
            click.echo("Everything here is sample data in a throw-away folder, gone when you leave.")
            click.echo(f"Its stage, in a second terminal:  facilitator stage --data {_quoted(folder)}")
            sys.stdout.flush()
            from facilitator.app import FacilitatorApp

            show(FacilitatorApp(Path(folder), demo=True))
    finally:
        click.echo("That was sample data, and its throw-away folder is gone.")


def need_screen(command: str) -> None:
    """Refuse to start without a terminal. Raises FacilitatorError.

    Textual reads standard input, draws on standard error and takes the size from standard output, whether or
    not they are a terminal: it has to be looked at before.
    """
    screenless = "“facilitator --help” lists the commands that need none."
    for stream, name in ((sys.stdin, "input"), (sys.stdout, "output"), (sys.stderr, "error output")):
        if stream is None or not stream.isatty():
            raise FacilitatorError(
                f"“{command}” needs a terminal, and its {name} is not one: it goes to or comes from a file or "
                f"another program. {screenless}"
            )
    if os.name != "nt" and os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        raise FacilitatorError(
            f"“{command}” needs a terminal that can draw, and TERM is “{os.environ.get('TERM', '')}”. "
            f"Use another terminal, or try TERM=xterm-256color. {screenless}"
        )


def _hurry() -> None:
    """Look for unused memory only after the first picture, when `facilitator.starting.tidy_again` is called: nearly
    all that is made before it stays, and looking through that again and again takes a fifth of the time."""
    gc.disable()


def show(app: App[None]) -> None:
    """Run an app to its end and take over its status."""
    try:
        app.run()
    finally:
        gc.enable()
    if app.return_code:
        click.get_current_context().exit(app.return_code)


def _quoted(folder: str) -> str:
    import shlex

    return shlex.quote(folder) if os.name != "nt" else f'"{folder}"'
