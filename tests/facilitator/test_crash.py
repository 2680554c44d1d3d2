"""What is said when the app has to stop."""

from pathlib import Path

import pytest

from facilitator.crash import DEMO, last_words
from tests.build import NOW


@pytest.mark.parametrize("demo", [False, True])
def test_how_a_fault_came_about_is_kept_where_it_stays_and_its_path_has_a_line_of_its_own(
    tmp_path: Path, demo: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    data = tmp_path / (f"{DEMO}x" if demo else "data")
    kept = Path(last_words(ValueError("Private words of Mair"), data, NOW).splitlines()[-1])
    assert kept.parent.name.startswith("facilitator-fault-") if demo else kept.parent == data
    said = kept.read_text(encoding="utf-8")
    assert "ValueError" in said
    assert "Mair" not in said
