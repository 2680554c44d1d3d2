"""The command line. ``main`` is the one place where errors become a line and an exit status.

Each command is imported when it is called, so that ``--version`` and ``--help`` cost nothing and only commands
with a screen pay for one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from facilitator.cli.common import Group, data_option, said

_ABOUT = """Plan, run and follow up workshops for clusters of schools.

Without a command it opens the library. SESSION is a session's id or any beginning of it that fits one alone.
"""


@click.group(
    cls=Group,
    name="facilitator",
    help=_ABOUT,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    lazy={
        "demo": ("screens:demo", "The library with made-up workshops, in a throw-away folder."),
        "run": ("screens:run", "Open a session's console."),
        "rehearse": ("screens:rehearse", "Try a session out on a copy, of which nothing is kept."),
        "stage": ("screens:stage", "The room's view of a session, in another terminal."),
        "room": ("room:room", "A test card: how far it is read, the clicker, the bell, a code."),
        "new": ("sessions:new", "Make a session from one or more templates; prints its id."),
        "again": ("sessions:same_again", "Make the next session of a series from the last one."),
        "sessions": ("sessions:sessions", "List, show, delete, restore and hand over sessions."),
        "note": ("notes:note", "Write down what someone said; prints the note's id."),
        "point": ("notes:point", "Write down a learning point; prints its id."),
        "swap": ("notes:swap", "Note down a swap or a visit; prints its id."),
        "export": ("handouts:export", "Write what people take home."),
        "worksheet": ("handouts:worksheet", "Write blank sheets to print, one page a person."),
        "templates": ("templates:templates", "List, show, check, save and share templates."),
        "frameworks": ("frameworks:frameworks", "List, show, print and check frameworks."),
        "doctor": ("doctor:doctor", "Say what is well and what is not, and what to do."),
    },
)
@click.version_option(package_name="facilitator", message="%(prog)s %(version)s")
@data_option
@click.pass_context
def facilitator(ctx: click.Context) -> None:
    """The library, when no command is given."""
    if ctx.invoked_subcommand is None:
        from facilitator.cli.screens import library

        library()


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and give the exit status: 0 done, 1 it could not be done, 2 wrong usage."""
    _write_anything()
    try:
        status = _run(args)
        sys.stdout.flush()
    except OSError as error:
        # What was printed could not be taken: a closed pipe, or a full disk behind ">".
        status = _unheard(error)
    return status


def _run(args: Sequence[str] | None) -> int:
    from frameworks.faults import ContentError
    from sessions.errors import FacilitatorError

    try:
        result = facilitator.main(args, "facilitator", standalone_mode=False, windows_expand_args=False)
    except click.exceptions.NoArgsIsHelpError as error:
        return said(error.format_message(), 2)
    except click.UsageError as error:
        return said(_usage(error), 2)
    except click.ClickException as error:
        return said(error.format_message(), 1)
    except (click.Abort, KeyboardInterrupt):
        return said("Stopped.", 1)
    except ContentError as error:
        return said(str(error), 1)
    except FacilitatorError as error:
        return said(str(error), 1)
    except BrokenPipeError:
        raise
    except OSError as error:
        return said(_refused(error), 1)
    except Exception as error:  # a mistake of ours, the last resort: what it says may be people's words
        if sys.flags.dev_mode:
            raise
        return said(_mistake(error), 1)
    return result if isinstance(result, int) else 0


def _usage(error: click.UsageError) -> str:
    """What was wrong, and where the right usage stands, on one line."""
    message = error.format_message().rstrip(".")
    end = "" if message.endswith(("?", "!", ")")) else "."
    path = error.ctx.command_path if error.ctx else ""
    return f"{message}{end} “{path} --help” shows how it is used." if path else f"{message}{end}"


def _refused(error: OSError) -> str:
    """What the system refused to do with which file, in words."""
    reason = error.strerror or type(error).__name__
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."


def _mistake(error: Exception) -> str:
    """Where a mistake of the program's own came to light, without anything that people typed."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" ({place.tb_frame.f_globals.get('__name__')}, line {place.tb_lineno})" if place else ""
    return (
        f"A mistake in facilitator itself: {type(error).__name__}{where}. What was saved before is as it was. "
        "Please report this line."
    )


def _unheard(error: OSError) -> int:
    """End when standard output takes no more. A reader who has left (``| head``) needs no message."""
    if not isinstance(error, BrokenPipeError):
        said(f"What there was to say could not be written: {_refused(error)}", 1)
    with suppress(OSError, ValueError):
        # Else Python tries once more at the very end, and says so in its own words.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _write_anything() -> None:
    """Names with ŵ in them must not end a command whose output goes where only ASCII fits."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
