"""A terminal for programs: a pseudo-terminal, and the screen they paint on it, with the time of every byte."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

import pyte

# What pyte does not know and would print: private modes and questions to the terminal.
_UNKNOWN = re.compile(
    rb"\x1b\[[<>=?][0-9;]*[umqt]|\x1b\[\?[0-9;]*\$p|\x1b\[>[0-9;]*m|\x1b\[1[48]t|\x1b\[c|\x1bP.*?\x1b\\"
)
# An escape sequence that is not all there yet.
_UNFINISHED = re.compile(rb"\x1b(\[[0-9;?<>=$ ]*|P[^\x1b]*)?$")
_PATIENCE = 15.0


class Terminal:
    """A program in a pseudo-terminal of so many columns and rows, from its start on."""

    def __init__(self, command: Sequence[str], columns: int = 120, rows: int = 40) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = b""
        self.started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        size = struct.pack("HHHH", rows, columns, 0, 0)
        if self._pid == 0:
            for name in ("COLUMNS", "LINES", "NO_COLOR"):
                os.environ.pop(name, None)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            # By name: a library may have put a size into the environment behind Python's back.
            os.execvpe(command[0], list(command), dict(os.environ))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, size)

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self._screen.display)

    def send(self, keys: str) -> float:
        """Press keys; when they were pressed."""
        now = time.perf_counter()
        os.write(self._fd, keys.encode())
        return now

    def until(self, so: Callable[[str], bool], patience: float = _PATIENCE) -> float:
        """Wait until the screen is so; when the bytes came that made it so. Raises TimeoutError."""
        end = time.perf_counter() + patience
        while True:
            left = end - time.perf_counter()
            came = self._read(left) if left > 0 else None
            if came is None:
                raise TimeoutError(f"it never showed:\n{self.text}")
            if so(self.text):
                return came

    def settle(self, quiet: float) -> None:
        """Wait until nothing was painted for so many seconds."""
        while self._read(quiet) is not None:
            pass

    def kill(self) -> None:
        """End the program as a power cut would."""
        self.close(signal.SIGKILL)

    def close(self, *signals: signal.Signals) -> None:
        """End the program, with these signals in turn. One that is closed stays so."""
        if self._fd < 0:
            return
        for name in signals or (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.kill(self._pid, name)
            end = time.perf_counter() + 2
            while time.perf_counter() < end:
                with suppress(OSError, EOFError):
                    self._read(0.02)
                if os.waitpid(self._pid, os.WNOHANG)[0]:
                    break
            else:
                continue
            break
        os.close(self._fd)
        self._fd = -1

    def first(self, words: str, patience: float = _PATIENCE) -> float:
        """Wait for words in what the program sends; when they came. Nothing is painted, which would take time."""
        end, sent = time.perf_counter() + patience, b""
        while (left := end - time.perf_counter()) > 0:
            data, came = self._take(left)
            sent += data
            if words.encode() in sent:
                return came
        raise TimeoutError(f"{words} never came")

    def _read(self, seconds: float) -> float | None:
        """Take in and paint what comes within so many seconds; when it came, or None."""
        data, came = self._take(seconds)
        if not data:
            return None
        data = self._rest + data
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        data, self._rest = data[:cut], data[cut:]
        self._stream.feed(self._decode(_UNKNOWN.sub(b"", data)))
        return came

    def _take(self, seconds: float) -> tuple[bytes, float]:
        if not select.select([self._fd], [], [], seconds)[0]:
            return b"", 0.0
        data = os.read(self._fd, 1 << 16)
        came = time.perf_counter()  # before it is understood: that takes pyte longer than it takes to paint
        if not data:
            raise EOFError("the program ended")
        if b"\x1b[?2026$p" in data:  # "do you paint in one go?": yes, like most terminals today
            os.write(self._fd, b"\x1b[?2026;2$y")
        return data, came
