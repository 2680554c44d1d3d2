"""``facilitator room``: the test card."""

from __future__ import annotations

import click

from facilitator.cli.common import data_folder, data_option
from facilitator.cli.screens import need_screen, show


@click.command()
@data_option
def room() -> None:
    """A test card for the strange room: how far it is read, the clicker, the bell, a code, and staying awake."""
    need_screen("facilitator room")
    from facilitator.room_app import RoomApp

    show(RoomApp(data_folder()))
