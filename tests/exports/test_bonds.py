"""Who is kept apart or together is in nothing that anybody takes home."""

from pathlib import Path
from typing import get_args

import pytest

from exports.planned import For
from exports.write import export, worksheet_to
from sessions import bonds
from tests.exports.awkward import NOW, SESSION


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.mark.parametrize("kind", get_args(For))
def test_no_hand_out_tells_of_it(kind: For, tmp_path: Path) -> None:
    one, other, third, *_ = (person.id for person in SESSION.people)
    told = bonds.add(SESSION, one, other, apart=True)
    told = bonds.add(told, other, third, apart=False)
    for made, name in ((SESSION, "without"), (told, "with")):
        export(made, tmp_path / name, kind, now=NOW)
        worksheet_to(made, tmp_path / name, now=NOW)
    assert files_in(tmp_path / "with") == files_in(tmp_path / "without")
