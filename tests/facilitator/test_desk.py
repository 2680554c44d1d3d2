"""The desk of an open session, without any screen."""

import asyncio
import threading
from pathlib import Path

import pytest

from facilitator.desk import Desk
from sessions import rounds
from sessions.errors import CannotRead, FacilitatorError
from sessions.model import Session
from sessions.store import Store
from tests.build import NOW, session, titled


class Watched(Store):
    """Notes on which thread the cluster's sessions are read; `lost` is a disk that cannot be read."""

    read_on: list[str]
    lost = False

    def same_cluster(self, cluster: str, *, besides: str = "") -> list[Session]:
        self.read_on.append(threading.current_thread().name)
        if self.lost:
            raise CannotRead(self.data, "the disk reports a fault")
        return super().same_cluster(cluster, besides=besides)


def desk(data: Path, *, lost: bool = False) -> tuple[Desk, Watched]:
    store = Watched(data)
    store.read_on, store.lost = [], lost
    before, made = session(), session()
    store.create(rounds.make(before, titled(before, "Talk in pairs"), NOW))
    return Desk(store, store.create(made), lambda: NOW), store


async def test_who_met_before_is_read_once_and_never_on_the_thread_that_paints(tmp_path: Path):
    opened, store = desk(tmp_path)
    at_once = await asyncio.gather(opened.who_met(), opened.who_met())
    assert at_once[0] == await opened.who_met()
    assert len(at_once[0]) == 3
    assert [one.startswith("writer") for one in store.read_on] == [True]
    assert len(await opened.others()) == 1
    assert all(one.startswith("writer") for one in store.read_on)
    opened.close()


async def test_where_other_sessions_cannot_be_read_pairs_are_made_and_people_taken_in_all_the_same(
    tmp_path: Path,
):
    opened, _ = desk(tmp_path, lost=True)
    assert (await opened.who_met(), await opened.earlier(), await opened.others()) == ({}, [], [])
    opened.close()


async def test_what_is_only_looked_at_is_not_undone_either(tmp_path: Path):
    store = Store(tmp_path, by="me")
    made = store.create(session())
    first, second = Desk(store, made, lambda: NOW), Desk(Store(tmp_path, by="me"), made, lambda: NOW)
    first.hold()
    second.hold()
    changed = await first.change("Groups", lambda one: rounds.make(one, one.steps[1], NOW))
    for turn in (second.undo, second.redo):
        with pytest.raises(FacilitatorError, match="open in a console already"):
            await turn()
    assert store.load(made.id) == changed
    assert await first.undo() == "Groups"
    first.close()
    second.close()
