"""Finding known names in text that people typed: whole words, in capitals or not, with or without accents.

Besides the names themselves their other forms are found (see `name_forms`), which are in doubt until the facilitator
has decided; what becomes of them until then says `name_doubts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sessions.name_doubts import ORDINARY, PLACES, Doubt, goes, word_goes
from sessions.name_letters import TOKEN, Folded, begins, decided_on, fold, tokens, word_set, words
from sessions.name_spelling import (
    AFTER,
    MONTHS,
    Form,
    Hit,
    Of,
    Spelling,
    body,
    capitals,
    compiled,
    is_month,
    lead,
    span_of,
    with_kind,
    with_own,
    with_stop,
    without_article,
    without_s,
)
from sessions.name_strangers import TITLES, schools, titled

__all__ = ["TITLES", "Match", "Of", "Replacer", "tokens", "word_set", "words"]

AN_ADDRESS = "an e-mail address"
_ADDRESS = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
# Initials as they are written, each letter apart: "M.P.", "M. P.", "M P".
_APART = re.compile(r"[^\W\d_](?![^\W\d_])(?:[. ]{1,2}[^\W\d_](?![^\W\d_]))+")


class Match(NamedTuple):
    """A name in a text: where, its words, what to put for it. `left`: it stays, for it is more likely a word, or the
    facilitator said so.

    `ordinary`: it may be an ordinary word. `doubt` says why it is not certain, and `core` is the name without a title
    before it and "'s" behind. `phrase` is what of the text would have to stay for this one to stay: the core; where
    an ordinary word begins a sentence, with the word behind it. `decided` are the words somebody decided on, folded.
    """

    start: int
    end: int
    words: str
    becomes: str
    left: bool
    ordinary: bool = False
    doubt: Doubt = ""
    core: str = ""
    phrase: str = ""
    decided: tuple[str, ...] = ()


class Replacer:
    """Knows names and puts other words in their place."""

    def __init__(
        self, *, strangers: bool = False, also: Iterable[str] = (), stay: Iterable[str] = ()
    ) -> None:
        """`strangers`: e-mail addresses, and people and schools that nobody listed, are found too. `also` are words
        that somebody decided are a name, and `stay` words that are none: about them there is no doubt."""
        self._strangers = strangers
        self._also = {decided_on(one) for one in also}
        self._stay = {decided_on(one) for one in stay} - {()} - self._also
        self._longest = max(map(len, self._stay), default=0)
        self._names: dict[str, list[Spelling]] = {}
        self._known: set[tuple[str, ...]] = set()
        self._forms: dict[tuple[str, ...], Form] = {}
        self._begin: dict[str, list[tuple[str, ...]]] = {}
        self._initials: dict[str, Form] = {}
        self._unlisted = {"title": "someone", "school": "a school"}

    def add(
        self,
        words: Iterable[str],
        becomes: str | None,
        *,
        of: Of = "person",
        name: str = "",
        ordinary: bool = False,
        initials: bool = False,
    ) -> None:
        """Know one more name, as folded words (and numbers); the first to be known of two alike wins. An `ordinary`
        word is taken for a name only with a capital, and `initials` in it have to be capitals.

        Besides the usual signs those of the `name` itself may stand between its words: "St Mary's (Aided) School".
        """
        parts = tuple(words)
        if not parts or parts in self._known:
            return
        self._known.add(parts)
        plain = ORDINARY | PLACES if of == "school" else ORDINARY | MONTHS
        ordinary |= len(parts) == 1 and (parts[0] in plain or len(parts[0]) <= 2)
        spelled = body(parts, name)
        own = "'s" if ordinary else r"'s|'(?=\s|$)" if parts[-1].endswith("s") else "'?s"
        pattern = compiled(rf"(?P<core>{spelled}){AFTER.get(of, '')}(?P<own>{own})?(?![^\W\d_])")
        names = self._names.setdefault(parts[0], [])
        names.append(Spelling(pattern, len(spelled), becomes, of, ordinary, initials))
        names.sort(key=lambda name: -name.length)

    def suspect(
        self, words: tuple[str, ...], becomes: str | None, doubt: Doubt, *, of: Of = "person", shared: str
    ) -> None:
        """Know a form of a name that may be none, or initials as one word. What two names have in common becomes
        `shared`."""
        known = self._initials.get(words[0]) if doubt == "initials" else self._forms.get(words)
        if known is not None and known.becomes != becomes:
            becomes = shared
        form = Form(becomes, known.of if known else of, known.doubt if known else doubt)
        if doubt == "initials":
            self._initials[words[0]] = form
        elif words not in self._known:
            if words not in self._forms and len(words) > 1:
                self._begin.setdefault(words[0], []).append(words)
            self._forms[words] = form

    def knows(self, words: tuple[str, ...]) -> bool:
        """Whether these words are a name, or a form of one."""
        return words in self._known or words in self._forms or "".join(words) in self._initials

    def unlisted(self, person: str, school: str) -> None:
        """What is put for a person and for a school that nobody listed."""
        self._unlisted = {"title": person, "school": school}

    def __call__(self, text: str, *, heading: bool = False) -> str:
        """The text with every known name replaced. In a heading, ordinary words are never taken for names."""
        parts, last = [], 0
        for match in self.search(text, heading=heading):
            if not match.left:
                before = text[last : match.start]
                parts += [before, without_article(before, match.becomes)]
                last = match.end
        return "".join([*parts, text[last:]]) if parts else text

    def search(self, text: str, *, heading: bool = False) -> Iterator[Match]:
        """Every name in the text, in order and without overlaps."""
        folded = fold(text)
        done = 0
        addresses = list(_ADDRESS.finditer(folded.plain)) if self._strangers and "@" in text else []
        others = self._other_schools(folded, heading=heading) if self._strangers else {}
        for word in TOKEN.finditer(folded.plain):
            if word.start() < done:
                continue
            if addresses and addresses[0].start() <= word.start():
                address = addresses.pop(0)
                done = address.end()
                start, end = folded.places[address.start()], folded.places[done]
                yield Match(start, end, text[start:end], AN_ADDRESS, False, core=text[start:end])
                continue
            hit = self._certain(folded, word, heading=heading) or self._doubtful(folded, word, others)
            match = self._match(folded, hit, heading=heading) if hit else None
            if hit is not None and (match is not None or hit.form.becomes is None):
                done = hit.end
            if match is not None:
                yield match

    def _match(self, text: Folded, hit: Hit, *, heading: bool) -> Match | None:
        """What becomes of a find; None where it is none, or stays because the one it names does."""
        becomes, of, doubt = hit.form
        if becomes is None:
            return None
        core = text.cut(*hit.core)
        name = tokens(core)
        phrase = core
        going: bool | None = True
        if doubt:
            going = goes(doubt, text, *hit.core, heading=heading)
            if going is None:
                return None
        elif hit.ordinary:
            first = hit.core[0]
            lower = not text.capital(first) and not with_kind(text, hit)
            if lower or is_month(text.plain, first, first=name[0]):
                return Match(*span_of(text, first, hit.end), becomes, True, True, core=core, phrase=core)
            likely = None if hit.own or with_kind(text, hit) else word_goes(text, *hit.core)
            if likely is not None:
                doubt, going = "word", likely
                following = TOKEN.match(text.plain, hit.core[1] + 1)
                phrase = text.cut(first, following.end() if following else hit.core[1])
        if doubt == "initials":
            name = decided_on(core)
        decided = self._kept(text, hit.core[0], len(name)) or (
            name if name in self._also | self._stay else ()
        )
        if decided:
            doubt, going = "", decided in self._also
        start = hit.start if of == "" or doubt == "title" else lead(text, hit.start, of)
        if hit.own:
            becomes += "'s"
        start, end, words = span_of(text, start, hit.end)
        if begins(text.text, start):
            becomes = becomes[:1].upper() + becomes[1:]
        ordinary = hit.ordinary or bool(doubt)
        return Match(start, end, words, becomes, not going, ordinary, doubt, core, phrase, decided)

    def _kept(self, text: Folded, start: int, least: int) -> tuple[str, ...]:
        """The words, so many at least, that begin here and that somebody decided are no name."""
        if not self._stay:
            return ()
        there: list[str] = []
        for word in TOKEN.finditer(text.plain, start):
            there.append(word.group())
            if len(there) >= least and tuple(there) in self._stay:
                return tuple(there)
            if len(there) >= max(self._longest, least):
                break
        return ()

    def _certain(self, text: Folded, word: re.Match[str], *, heading: bool) -> Hit | None:
        for first in without_s(word.group()):
            for name in self._names.get(first, ()):
                if heading and name.ordinary:
                    continue
                match = name.pattern.match(text.plain, word.start())
                if match is None or (name.initials and not capitals(text, *match.span("core"))):
                    continue
                start, end = match.span()
                if name.initials and not match["own"] and text.plain[end - 2 : end - 1].isspace():
                    end = with_stop(text, (start, end))[1]
                form = Form(name.becomes, name.of, "")
                return Hit(start, end, match.span("core"), form, bool(match["own"]), name.ordinary)
        return None

    def _doubtful(self, text: Folded, word: re.Match[str], others: Mapping[int, Hit]) -> Hit | None:
        """What begins with this word and may be a name: a form of a known one, or one that nobody listed."""
        form, other = self._form(text, word), others.get(word.start())
        if form is not None and (other is None or other.end <= form.end):
            return form
        return other or (self._titled(text, word) if self._strangers else None)

    def _form(self, text: Folded, word: re.Match[str]) -> Hit | None:
        """A form of a name that begins with this word: of several words, initials, one word."""
        for parts in self._begin.get(word.group(), ()):
            match = compiled(body(parts, "")).match(text.plain, word.start())
            if match is not None and (hit := with_own(text, match.span(), self._forms[parts])):
                return hit
        if self._initials and len(word.group()) == 1:
            return self._written_apart(text, word)
        for one in without_s(word.group()):
            span = word.start(), word.start() + len(one)
            form = self._initials.get(one) if len(one) > 1 else None
            if form is not None and goes("initials", text, *span) is not None:
                return with_own(text, span, form)
            form = self._forms.get((one,))
            if form is not None and (hit := with_own(text, span, form)):
                return hit
        return None

    def _written_apart(self, text: Folded, word: re.Match[str]) -> Hit | None:
        match = _APART.match(text.plain, word.start())
        if match is None:
            return None
        ends = [at + 1 for at in range(*match.span()) if text.plain[at].isalpha()]
        for count in range(len(ends), 1, -1):
            span = word.start(), ends[count - 1]
            form = self._initials.get("".join(text.plain[end - 1] for end in ends[:count]))
            if form is None or goes("initials", text, *span) is None:
                continue
            return with_own(text, with_stop(text, span), form) or with_own(text, span, form)
        return None

    def _titled(self, text: Folded, word: re.Match[str]) -> Hit | None:
        """Someone with a title whom nobody listed; one who is known is found by the name itself."""
        found = titled(text, word)
        if found is None:
            return None
        name = TOKEN.match(text.plain, found.core)
        if name is not None and len(name.group()) > 1 and self._certain(text, name, heading=False):
            return None
        form, core = Form(self._unlisted["title"], "person", "title"), (found.core, found.end)
        if name is not None and len(name.group()) == 1:
            form = self._initials.get(name.group(), form)._replace(doubt="title")
            core = with_stop(text, (found.start, found.end))
        elif name is not None and (known := self._form(text, name)) is not None:
            form = known.form._replace(doubt="title")
        hit = with_own(text, core, form)
        return hit._replace(start=found.start) if hit else None

    def _other_schools(self, text: Folded, *, heading: bool) -> dict[int, Hit]:
        """The schools that nobody listed, by where they begin."""
        found: dict[int, Hit] = {}
        for one in schools(text):
            inside = TOKEN.finditer(text.plain, one.start, one.end)
            if any(self._certain(text, word, heading=heading) for word in inside):
                continue
            hit = with_own(text, (one.start, one.end), Form(self._unlisted["school"], "school", "school"))
            if hit is not None:
                found[one.start] = hit
        return found
