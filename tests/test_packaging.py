"""What is installed is whole, stands alone, and is no heavier than it has to be."""

import re
import sys
import zipfile
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import ROOT, run

PACKAGES = ("facilitator", "sessions", "frameworks", "exports")


def test_no_dependency_brings_a_package_of_one_of_our_names() -> None:
    owners = packages_distributions()
    assert {name: set(owners.get(name, [])) - {"facilitator"} for name in (*PACKAGES, "tests")} == {
        name: set() for name in (*PACKAGES, "tests")
    }


@pytest.mark.xdist_group("installed")
def test_the_wheel_holds_all_content_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    here = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    assert inside == here
    assert {f"{package}/py.typed" for package in PACKAGES} <= inside


@pytest.mark.xdist_group("installed")
def test_an_installed_wheel_uses_its_own_files(installed: Path, tmp_path: Path) -> None:
    python = installed.with_name(Path(sys.executable).name)
    code = f"import {', '.join(PACKAGES)}\nfor m in ({', '.join(PACKAGES)}): print(m.__file__)"
    files = run(python, "-c", code, folder=tmp_path).stdout.splitlines()
    assert len(files) == len(PACKAGES)
    for file in files:
        assert Path(file).is_relative_to(installed.parent.parent)
        assert not Path(file).is_relative_to(ROOT)


def test_the_packages_below_facilitator_import_no_textual(tmp_path: Path) -> None:
    code = (
        "import importlib, pkgutil, sys\n"
        "for name in ('frameworks', 'sessions', 'exports'):\n"
        "    package = importlib.import_module(name)\n"
        "    for module in pkgutil.walk_packages(package.__path__, f'{name}.'):\n"
        "        importlib.import_module(module.name)\n"
        "print(*{'textual', 'rich', 'facilitator'} & set(sys.modules))"
    )
    assert run(sys.executable, "-c", code, folder=tmp_path).stdout.strip() == ""


@pytest.mark.skipif(find_spec("facilitator.cli") is None, reason="there is no command line yet")
def test_a_command_that_needs_no_screen_imports_no_textual(tmp_path: Path) -> None:
    result = run(sys.executable, "-X", "importtime", "-m", "facilitator", "--version", folder=tmp_path)
    imported = set(re.findall(r"\|\s+([\w.]+)$", result.stderr, re.MULTILINE))
    assert "facilitator.cli" in imported
    assert not {"textual", "rich"} & imported
