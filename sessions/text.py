"""Typed text on its way in: `clean` it, fold it to `one_line`, compare names by their `key`.

The rules themselves stand in `frameworks.text`, because content files obey them too.
"""

from frameworks.text import clean, key, one_line

__all__ = ["clean", "key", "one_line"]


def with_article(words: str) -> str:
    """``"a key area"``, ``"an activity"``."""
    return f"{'an' if words[:1].casefold() in set('aeiou') else 'a'} {words}"
