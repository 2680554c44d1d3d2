"""What is installed is whole, stands alone, and is no heavier than it has to be."""

import json
import sys
import zipfile
from importlib.metadata import packages_distributions
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


@pytest.mark.xdist_group("installed")
def test_an_installed_wheel_runs_a_workshop_to_its_export(installed: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "Name,School,Role\nMair Pugh,Ysgol Bryn,Head\nTom Ellis,Coed Primary,Deputy\n", encoding="utf-8"
    )

    def facilitator(*words: str) -> str:
        return run(installed, "--data", str(tmp_path / "data"), *words, folder=tmp_path).stdout.strip()

    made = facilitator(
        "new", "quality-pair-talk", "cluster-swap", "--cluster", "Cwm", "--people", str(people)
    )
    steps = json.loads(facilitator("sessions", "show", made, "--json"))["steps"]
    # Steps are found by what they ask, as anything that reads the shapes would.
    written = next(
        n for n, step in enumerate(steps, 1) if any(f["kind"] == "evidence" for f in step["capture"])
    )
    points = next(n for n, step in enumerate(steps, 1) if any(f["kind"] == "point" for f in step["capture"]))
    evidence = next(f["key"] for f in steps[written - 1]["capture"] if f["kind"] == "evidence")
    said = "Two subject leaders ran the meeting *without me*."
    facilitator(
        "note",
        made,
        "--step",
        str(written),
        "--person",
        "Mair",
        "--cite",
        "1.4",
        "--field",
        f"{evidence}={said}",
    )
    facilitator("point", made, "--step", str(points), "--person", "Tom", "--focus", "How they greet parents")
    facilitator("export", made, "--to", str(tmp_path / "out"), "--for", "record")
    facilitator("worksheet", made, "--to", str(tmp_path / "sheets"))
    (record,) = (tmp_path / "out").glob("*.md")
    text = record.read_text(encoding="utf-8")
    assert r"Two subject leaders ran the meeting \*without me\*." in text
    assert "How they greet parents" in text
    (sheet,) = (tmp_path / "sheets").glob("*.html")
    assert "Tom Ellis" in sheet.read_text(encoding="utf-8")


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
