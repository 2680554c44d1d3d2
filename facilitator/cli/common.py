"""What every command shares: loading on demand, the data folder, and how things are printed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from frameworks.library import FrameworkLibrary
    from frameworks.model import Framework
    from sessions.model import Session, Template
    from sessions.store import Store
    from sessions.templates import TemplateLibrary

F = TypeVar("F", bound=Callable[..., Any])
_DATA = "facilitator.data"
_GAP = "  "


def _remember(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if not value.strip():
        raise click.BadParameter("give the name of a folder.")
    ctx.meta[_DATA] = Path(value).expanduser()


def data_option(command: F) -> F:
    """``--data DIR``, before or after the command's name."""
    return click.option(
        "--data",
        metavar="DIR",
        callback=_remember,
        expose_value=False,
        help="The folder that holds everything (or FACILITATOR_DATA).",
    )(command)


def json_option(command: F) -> F:
    """``--json``, for programs."""
    return click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")(command)


class Group(click.Group):
    """Commands that are imported when they are called.

    `lazy` maps a command's name to where it is ("module:name" beside this one) and what it does, in a line.
    """

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they were named."""
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        module, _, name = self.lazy[cmd_name][0].partition(":")
        found = getattr(import_module(f"facilitator.cli.{module}"), name)
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of these arguments. Raises NoSuchCommand with the nearest names."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(args[0], possibilities=known, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands; the lazy ones are not imported for it."""
        if not self.lazy:
            super().format_commands(ctx, formatter)
            return
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in self.lazy.items()])


def data_folder() -> Path:
    """Where everything is kept: ``--data``, else FACILITATOR_DATA, else the user's own data folder."""
    ctx = click.get_current_context(silent=True)
    given = ctx.meta.get(_DATA) if ctx else None
    if isinstance(given, Path):
        return given
    if named := os.environ.get("FACILITATOR_DATA", "").strip():
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("facilitator", appauthor=False)


def data_given() -> bool:
    """Whether ``--data`` stands on the command line."""
    ctx = click.get_current_context(silent=True)
    return ctx is not None and _DATA in ctx.meta


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def open_store() -> Store:
    """The store of the data folder."""
    from sessions.store import Store

    return Store(data_folder(), now=now)


def loaded_session(store: Store, name: str) -> Session:
    """The session with this id, or the beginning of it, with what the one it follows leaves by now, as the console
    has it. Raises FacilitatorError."""
    from sessions.following import loaded

    return loaded(store, store.find(name))


def open_libraries() -> tuple[FrameworkLibrary, TemplateLibrary]:
    """The frameworks and templates of the data folder and those that come with the program."""
    from frameworks.library import FrameworkLibrary
    from sessions.templates import TemplateLibrary

    frameworks = FrameworkLibrary(data_folder())
    return frameworks, TemplateLibrary(data_folder(), frameworks)


def framework_named(library: FrameworkLibrary, id: str) -> Framework:
    """The framework with this id. Raises FacilitatorError with ids that look like it."""
    found = library.get(id.strip())
    if found is None:
        raise _unknown("framework", id, [one.id for one in library.all()])
    return found


def template_named(library: TemplateLibrary, id: str) -> Template:
    """The template with this id. Raises FacilitatorError with ids that look like it, or with the framework that is
    missing."""
    found = library.get(id.strip())
    if found is None:
        _refuse_waiting(library, id.strip())
        raise _unknown("template", id, [one.id for one in library.all()])
    return found


def _refuse_waiting(library: TemplateLibrary, id: str) -> None:
    """Say which framework keeps the template with this id out, if that is all that is wrong with it."""
    from sessions.planning import MissingFramework

    for one in library.waiting():
        if one.template.id == id:
            raise MissingFramework(one.missing[0], id)


def _unknown(what: str, id: str, known: Sequence[str]) -> Exception:
    from difflib import get_close_matches

    from sessions.errors import FacilitatorError
    from sessions.text import one_line

    wanted = one_line(id).lower()
    near = [one for one in known if wanted and wanted in one] or get_close_matches(
        wanted, known, n=3, cutoff=0.4
    )
    near = list(dict.fromkeys(near))[:3]
    hint = (
        f"Did you mean {listing(near, 'or')}?"
        if near
        else f"“facilitator {what}s list” shows those there are."
    )
    return FacilitatorError(f"There is no {what} “{one_line(id)}”. {hint}")


def print_json(data: object) -> None:
    """Print data as JSON, in ASCII where nothing else would arrive whole."""
    import json

    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(data, ensure_ascii=not utf8, indent=2))


def remark(text: str) -> None:
    """Say something beside the result, on standard error."""
    click.echo(shown(text), err=True)


def said(text: str, status: int) -> int:
    """Say on standard error what could not be done, and give the exit status."""
    from contextlib import suppress

    with suppress(OSError):
        click.echo("\n".join(shown(line) for line in text.split("\n")), err=True)
    return status


def shown(text: str) -> str:
    """Text that people typed, without anything a terminal would act on, on one line; indentation stays."""
    from sessions.text import one_line

    return " " * (len(text) - len(text.lstrip(" "))) + one_line(text)


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = ()) -> None:
    """Print a table cut to the terminal's width; the columns in `right` hold numbers.

    The first column is what other commands take: it stays whole.
    """
    from wcwidth import wcswidth

    cells = [list(head), *([shown(str(cell)) for cell in row] for row in rows)]
    widths = [max(wcswidth(row[place]) for row in cells) for place in range(len(head))]
    room = _width() - len(_GAP) * (len(head) - 1)
    while sum(widths) > room and max(widths[1:]) > 8:
        # The widest column gives way, a cell at a time.
        widths[max(range(1, len(widths)), key=lambda place: widths[place])] -= 1
    for row in cells:
        line = _GAP.join(
            _padded(cell, width, right=place in right)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        click.echo(line.rstrip())


def _width() -> int:
    """The terminal's width; none to speak of where the output goes into a file or another program."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return max(shutil.get_terminal_size().columns, 40)
    return 10_000


def _padded(text: str, width: int, *, right: bool) -> str:
    from wcwidth import wcswidth

    if wcswidth(text) > width:
        while wcswidth(text) > width - 1:
            text = text[:-1]
        text = text.rstrip() + "…"
    space = " " * (width - wcswidth(text))
    return space + text if right else text + space


def counted(count: int, one: str, many: str = "") -> str:
    """``"1 note"``, ``"12 notes"``, ``"2 people"``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listing(names: Sequence[str], last: str = "and") -> str:
    """``"a, b and c"``."""
    return f" {last} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
