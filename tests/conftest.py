"""What every test stands on: a known terminal, and a data folder that is never a real one."""

import gc
import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.settling import pilot_asks_the_loop

ROOT = Path(__file__).parent.parent

# A slow machine is no fault; budgets are the bench's business.
settings.register_profile("facilitator", deadline=None, max_examples=20)
# Before a release: make test ARGS=--hypothesis-profile=thorough (tests with a number of their own keep it).
settings.register_profile("thorough", deadline=None, max_examples=500)
settings.load_profile("facilitator")


# What takes seconds and waits for other processes most of the time; last, it would leave the other workers idle.
_LONG = {
    "test_browser", "test_packaging", "test_power_cut", "test_store_crowd", "test_two_windows", "test_whole_workshop",
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    items.sort(key=lambda item: item.path.stem not in _LONG)


def pytest_collection_finish() -> None:
    """Let Python look for unused memory less often, and not among the tests: a sixth of the time went into that."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)


def pytest_sessionfinish() -> None:
    """Look through what is left once: pytest does it five times at the end of each process."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _pilot() -> Iterator[None]:
    with pilot_asks_the_loop():
        yield


@pytest.fixture(scope="session", autouse=True)
def _environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Colours as on a good terminal; a data folder of the run's own, for what outlives one test."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NO_COLOR", "FORCE_COLOR", "PYTHONPATH"):
            patch.delenv(name, raising=False)
        patch.setenv("COLORTERM", "truecolor")
        patch.setenv("TERM", "xterm-256color")
        # No test asks the system it runs on to stay awake.
        patch.setenv("WAKEPY_FAKE_SUCCESS", "1")
        patch.setenv("FACILITATOR_DATA", str(tmp_path_factory.mktemp("data")))
        # No test cuts the power, and waiting for the disk takes longer than most of them.
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session")
def _folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new folder for every test."""
    base = tmp_path_factory.mktemp("tests")
    return (base / str(number) for number in itertools.count())


@pytest.fixture
def tmp_path(_folders: Iterator[Path]) -> Path:
    """The test's own folder: pytest's goes through those of all earlier tests to find a free name."""
    folder = next(_folders)
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own data folder; it does not exist yet."""
    folder = tmp_path / "data"
    monkeypatch.setenv("FACILITATOR_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``facilitator`` command of an installed wheel, in a venv that knows nothing of the checkout.

    Tests that use it are marked ``@pytest.mark.xdist_group("installed")``, so that it is made once.
    """
    venv = tmp_path_factory.mktemp("installed") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", venv)
    scripts = venv / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    run(
        *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python),
        *("install", "--quiet", "--no-index", "--no-deps", wheel),
    )
    purelib = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    # The dependencies come from the environment of the tests. Its own .pth files, the one that
    # leads to the checkout among them, are not read there.
    dependencies = [path for path in sys.path if Path(path).name == "site-packages"]
    Path(purelib, "dependencies.pth").write_text("\n".join(dependencies), encoding="utf-8")
    return scripts / "facilitator"


def run(*command: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What a command that succeeds prints, run outside the checkout; one that fails says why."""
    result = subprocess.run(
        command, cwd=folder or ROOT.parent, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result
