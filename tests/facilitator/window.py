"""A program in a terminal window of its own, which can be killed like a laptop whose power cord was pulled."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pyte

# Questions to the terminal and modes that pyte does not know and would print.
_UNKNOWN = re.compile(
    rb"\x1b\[[<>=?][0-9;]*[umqt]|\x1b\[\?[0-9;]*\$p|\x1b\[>[0-9;]*m|\x1b\[1[48]t|\x1b\[c|\x1bP.*?\x1b\\"
)
_PATIENCE = 10.0
KEYS = {"pagedown": "\x1b[6~", "escape": "\x1b", "enter": "\r", "f5": "\x1b[15~", "f6": "\x1b[17~"}


class Window:
    """The program and what it shows."""

    def __init__(self, *arguments: str, columns: int = 120, rows: int = 40) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._fd, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        command = [sys.executable, "-c", "import sys; from facilitator.cli import main; sys.exit(main())"]
        self._process = subprocess.Popen(
            [*command, *arguments],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
            env={name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")},
        )
        os.close(inner)

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self._screen.display)

    def press(self, *keys: str) -> None:
        """Press keys, by name or as they are typed."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())

    def until(self, *words: str) -> str:
        """Wait until all of these are on the screen; what is there then."""
        end = time.monotonic() + _PATIENCE
        while not all(one in self.text for one in words):
            assert self._read(end - time.monotonic()), f"{words} never showed:\n{self.text}"
        return self.text

    def kill(self) -> None:
        """End the program at once: nothing of it runs any more."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End it, if it was not ended before."""
        self.kill()
        os.close(self._fd)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return False
        data = b""
        with suppress(OSError):
            data = os.read(self._fd, 1 << 16)
        if b"\x1b[?2026$p" in data:  # "do you paint in one go?": yes, like most terminals today
            os.write(self._fd, b"\x1b[?2026;2$y")
        self._stream.feed(self._decode(_UNKNOWN.sub(b"", data)))
        return bool(data)


@contextmanager
def window(*arguments: str) -> Iterator[Window]:
    """A window with ``facilitator`` and these arguments, closed in the end."""
    one = Window(*arguments)
    try:
        yield one
    finally:
        one.close()
