"""The stages that are open in windows of their own, each known by a small file in the data folder.

The console turns pages for the stage that the room looks at, and that may be smaller than its own window, or have
larger text. So each stage says how large it is, in ``stages/PROCESS-CODE.json``; that is of no worth when nothing
runs. A stage touches its file as long as it shows something: what a killed one left behind is known by that, and by
its process.
"""

from __future__ import annotations

import os
import platform
import secrets
import time
from contextlib import suppress
from pathlib import Path

import msgspec

from sessions import files
from sessions.errors import FacilitatorError
from sessions.stage_size import Size

# Seconds after which a stage touches its file again; and after which one that did not is taken for gone.
BEAT, GONE = 2.0, 9.0


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """One stage: which session it shows, its size in cells and its text size, which process on which computer."""

    session: str
    width: int
    height: int
    text: int = 0
    process: int = 0
    host: str = ""


class Notice:
    """What one stage says of itself. Where nothing can be written it says nothing, and follows all the same."""

    def __init__(self, data: Path) -> None:
        self._path = data / "stages" / f"{os.getpid()}-{secrets.token_hex(3)}.json"
        self._said: Announced | None = None
        self._beaten = 0.0

    def say(self, session: str, size: Size) -> None:
        """This stage shows that session at this size. Called often; it writes when that changed, and now and then."""
        said = Announced(
            session=session,
            width=size.width,
            height=size.height,
            text=size.text,
            process=os.getpid(),
            host=platform.node(),
        )
        moment = time.monotonic()
        if said == self._said and moment - self._beaten < BEAT:
            return
        self._beaten = moment
        with suppress(OSError, FacilitatorError):
            if said == self._said and self._path.exists():
                os.utime(self._path)
                return
            self._said = said
            files.make_folder(self._path.parent)
            files.replace(self._path, msgspec.json.encode(said), lasting=False)

    def withdraw(self) -> None:
        """This stage shows nothing more."""
        self._said = None
        with suppress(OSError, FacilitatorError):
            files.remove(self._path)


def stages(data: Path, session: str) -> tuple[Size, ...]:
    """The sizes of the stages that show a session now, the largest first, each once. What stages that were killed
    left behind is removed."""
    found = set()
    try:
        listed = files.listing(data / "stages")
    except FacilitatorError:
        return ()
    for path in listed:
        one = _read(path)
        if one is None or _gone(one, path):
            with suppress(OSError, FacilitatorError):
                files.remove(path)
        elif one.session == session:
            found.add((one.width, one.height, one.text))
    return tuple(Size(*size) for size in sorted(found, reverse=True))


def _read(path: Path) -> Announced | None:
    try:
        found = files.read(path)
        return msgspec.json.decode(found[0], type=Announced) if found else None
    except (FacilitatorError, msgspec.DecodeError):
        return None


def _gone(one: Announced, path: Path) -> bool:
    try:
        if abs(time.time() - path.stat().st_mtime) > GONE:
            return True
    except OSError:
        return True
    # On Windows the same question would end the process.
    if os.name == "nt" or one.host != platform.node():
        return False
    try:
        os.kill(one.process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
