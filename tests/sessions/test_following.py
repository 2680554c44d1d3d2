"""Whoever only looks on, as the stage does, changes nothing."""

from pathlib import Path

import pytest

from sessions.errors import DamagedFile
from sessions.following import Onlooker
from sessions.rehearsal import RehearsalStore, copied
from sessions.store import Store
from tests.build import NOW, session


@pytest.mark.parametrize("rehearsed", [False, True])
def test_one_who_only_looks_on_leaves_a_damaged_file_where_it_is(tmp_path: Path, rehearsed: bool) -> None:
    kept = session()
    real = Store(tmp_path)
    if rehearsed:
        kept = RehearsalStore(real).begin(copied(kept, NOW))
    else:
        real.create(kept)
    file = tmp_path / ("rehearsals" if rehearsed else "sessions") / f"{kept.id}.json"
    broken = file.read_bytes()[:200]
    file.write_bytes(broken)
    looking: Store = Onlooker(tmp_path)
    looking = RehearsalStore(looking) if rehearsed else looking
    for _ in range(2):
        with pytest.raises(DamagedFile) as caught:
            looking.load(kept.id)
        assert not caught.value.aside
    assert file.read_bytes() == broken
    assert not (tmp_path / "damaged").exists()
