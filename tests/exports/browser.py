"""A real browser for the tests: Chromium without a window, spoken to over a pipe, with no port and no network.

One start takes about a second, so that everything that is looked at is looked at in one browser.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import select
import shutil
import signal
import time
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any

from PIL import Image

# Set where a browser has to be there: a test that would be skipped for want of one fails then.
NEEDED = "FACILITATOR_NEEDS_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_A4, _LETTER = (210.0, 297.0), (215.9, 279.4)
PAPER = {"A4": _A4, "Letter": _LETTER}
# Seconds for one answer; only a browser that hangs takes them.
_PATIENCE = 30.0
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-gpu",
    "--hide-scrollbars",
    "--mute-audio",
    "--password-store=basic",
    # Where a container gives little shared memory.
    "--disable-dev-shm-usage",
    # Whatever is asked for, nothing is found: the test is the same with a network and without.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def found() -> str:
    """Where the browser is, or ""."""
    return next((path for name in _NAMES if (path := shutil.which(name))), "") if os.name == "posix" else ""


@dataclass
class Page:
    """One open page, and what it said and asked for since it was opened."""

    browser: Browser
    session: str
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def call(self, method: str, **values: Any) -> dict[str, Any]:
        """One call of the DevTools protocol, and its answer."""
        return self.browser.call(method, self.session, **values)

    def goes_to(self, address: str) -> None:
        """Open an address and wait until all of it is there."""
        self.messages.clear()
        self.requests.clear()
        self.browser.loaded.discard(self.session)
        answer = self.call("Page.navigate", url=address)
        assert "errorText" not in answer, answer
        self.browser.until(lambda: self.session in self.browser.loaded)

    def sized(self, width: int, height: int, *, dark: bool = False, density: float = 1) -> None:
        """Give the window this size in CSS pixels, and light or dark colours."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=density,
            mobile=width < 600,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def says(self, script: str) -> Any:
        """What a script of the test's own finds on the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def picture(self, of: str = "body") -> Image.Image:
        """The first element that a selector finds, as it is seen, however far down it stands."""
        script = (
            f"(({{x, y, width, height}}) => ({{x: x + scrollX, y: y + scrollY, width, height, scale: 1}}))"
            f"(document.querySelector({json.dumps(of)}).getBoundingClientRect())"
        )
        data = self.call(
            "Page.captureScreenshot",
            format="png",
            clip=self.says(script),
            captureBeyondViewport=True,
            optimizeForSpeed=True,
        )["data"]
        return Image.open(BytesIO(b64decode(data))).convert("RGB")

    def printed(self, paper: str = "A4") -> bytes:
        """The page as a PDF, as it comes out of a printer with this paper."""
        width, height = PAPER[paper]
        made = self.call(
            "Page.printToPDF",
            paperWidth=width / 25.4,
            paperHeight=height / 25.4,
            preferCSSPageSize=False,
            printBackground=False,
        )
        return b64decode(made["data"])

    def spoken(self) -> list[tuple[str, str]]:
        """What a screen reader is told, in order: roles and names."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        return [
            (node["role"]["value"], node.get("name", {}).get("value", ""))
            for node in nodes
            if not node["ignored"]
        ]


class Browser:
    """Chromium, from entering to leaving the context; `folder` is for its profile and what it writes."""

    def __init__(self, path: str, folder: Path) -> None:
        self._path = path
        self._folder = folder
        self._next = 0
        self._rest = b""
        self._answers: dict[int, dict[str, Any]] = {}
        self._pages: dict[str, Page] = {}
        self.loaded: set[str] = set()

    def __enter__(self) -> Browser:
        # It reads from 3 and writes to 4. Ours are far from these, so that one does not land on another.
        to_it, from_it = os.pipe(), os.pipe()
        its = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in (to_it[0], from_it[1])]
        os.close(to_it[0])
        os.close(from_it[1])
        self._to, self._from = to_it[1], from_it[0]
        flags = [*_FLAGS, f"--user-data-dir={self._folder / 'profile'}"]
        if os.geteuid() == 0:
            # In a container; Chromium refuses to put root into its sandbox.
            flags.append("--no-sandbox")
        log = str(self._folder / "chromium.log")
        self._pid = os.posix_spawn(
            self._path,
            [self._path, *flags, "about:blank"],
            {**os.environ, "HOME": str(self._folder)},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600),
                (os.POSIX_SPAWN_DUP2, 1, 2),
                (os.POSIX_SPAWN_DUP2, its[0], 3),
                (os.POSIX_SPAWN_DUP2, its[1], 4),
            ],
            setpgroup=0,
        )
        for end in its:
            os.close(end)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._to)
        os.close(self._from)
        # With its pipe gone it ends by itself; all of its processes are of one group, should one not.
        deadline = time.monotonic() + 2
        while time.monotonic() < deadline:
            if os.waitpid(self._pid, os.WNOHANG) != (0, 0):
                return
            time.sleep(0.02)
        os.killpg(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)

    def page(self) -> Page:
        """A new page, of which everything is listened to."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = self._pages[session] = Page(self, session)
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.call(f"{domain}.enable")
        return page

    def call(self, method: str, session: str = "", **values: Any) -> dict[str, Any]:
        """One call of the DevTools protocol, and its answer; fails where the browser says that it failed."""
        self._next += 1
        number = self._next
        message: dict[str, Any] = {"id": number, "method": method, "params": values}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data) :]
        self.until(lambda: number in self._answers)
        answer = self._answers.pop(number)
        assert "error" not in answer, (method, answer["error"])
        result: dict[str, Any] = answer["result"]
        return result

    def until(self, reached: Callable[[], bool]) -> None:
        """Read what the browser says until something is so."""
        while not reached():
            ready, _, _ = select.select([self._from], [], [], _PATIENCE)
            data = os.read(self._from, 1 << 20) if ready else b""
            assert data, f"Chromium says nothing more.\n{self._log()}"
            *whole, self._rest = (self._rest + data).split(b"\0")
            for message in whole:
                self._hear(json.loads(message))

    def _hear(self, message: dict[str, Any]) -> None:
        if "id" in message:
            self._answers[message["id"]] = message
            return
        page = self._pages.get(message.get("sessionId", ""))
        if page is None:
            return
        about = message["params"]
        match message["method"]:
            case "Page.loadEventFired":
                self.loaded.add(page.session)
            case "Log.entryAdded":
                page.messages.append(about["entry"]["text"])
            case "Runtime.consoleAPICalled":
                page.messages.append(" ".join(str(one.get("value", "")) for one in about["args"]))
            case "Runtime.exceptionThrown":
                page.messages.append(about["exceptionDetails"]["text"])
            case "Network.requestWillBeSent":
                page.requests.append(about["request"]["url"])

    def _log(self) -> str:
        path = self._folder / "chromium.log"
        return re.sub(r"\n+", "\n", path.read_text("utf-8", "replace"))[-2000:] if path.exists() else ""
