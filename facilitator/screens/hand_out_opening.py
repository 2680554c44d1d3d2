"""Opening a file with whatever the system opens such files with, where there is a desktop to open it on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# Seconds: whatever is wrong shows itself sooner. Some openers stay for as long as what they opened.
_PATIENCE = 2.0
NO_DESKTOP = "There is no desktop here to open it on. The path stands above."
_CANNOT = "The system could not open it. The path stands above."


def opener(platform: str, env: Mapping[str, str]) -> str | None:
    """The program that opens a file here, "" where Windows does it itself, None where nothing can: over a network
    connection, or without a desktop."""
    far = bool(env.get("SSH_CONNECTION") or env.get("SSH_TTY"))
    if platform == "win32":
        return None if far else ""
    if platform == "darwin":
        return None if far else shutil.which("open", path=env.get("PATH"))
    if not (env.get("DISPLAY") or env.get("WAYLAND_DISPLAY") or env.get("WSL_DISTRO_NAME")):
        return None
    names = ("wslview", "xdg-open") if env.get("WSL_DISTRO_NAME") else ("xdg-open",)
    return next(filter(None, (shutil.which(name, path=env.get("PATH")) for name in names)), None)


def open_path(path: Path, platform: str = sys.platform, env: Mapping[str, str] | None = None) -> str:
    """Open a file, or show a folder; "" where that went well, else why not. Takes two seconds at most."""
    env = os.environ if env is None else env
    program = opener(platform, env)
    if program is None:
        return NO_DESKTOP
    if not path.exists():
        return f"{path.name} is not there any more."
    try:
        if not program:
            os.startfile(path)  # type: ignore[attr-defined]
            return ""
        # In a session of its own and with nothing of the terminal's: whatever it says is not for this screen.
        opened = subprocess.Popen(
            [program, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=dict(env),
        )
        return _CANNOT if opened.wait(_PATIENCE) else ""
    except subprocess.TimeoutExpired:
        return ""
    except (OSError, ValueError):
        return _CANNOT
