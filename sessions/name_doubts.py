"""Words that may be a name and may be none: what becomes of them as long as nobody has decided.

A name that stays in a hand-out tells who it was; a word that goes without need reads oddly. So what is in doubt goes,
but where it is plainly more likely a word. A capital tells most, in the middle of a sentence, where English and Welsh
give it to names alone:

- Without a capital it is no find at all. Only a form that could be nothing but Welsh for the name ("nghatrin") is.
- **A first letter changed as in Welsh** ("Fair" for Mair) goes after a word in small letters or a Welsh one that
  begins the sentence ("Gyda Fair"), for it is the word before that changes it. It stays at the beginning of a
  sentence ("Fair play"), after "the", "our" and the like ("the Fair"), and behind another word with a capital
  ("Christmas Fair").
- **Initials** go if all of them are capitals, but for what every school says ("PE", "MP", "HT"), with dots or without.
- **A first name cut short**, or as its bearer is called ("Rhi", "Dai" for David), goes; at the beginning of a sentence
  not if it is an ordinary word ("Cat").
- **A word of a school's name** ("Melwern" for Dyffryn Melwern) goes. If it is an ordinary word, in Welsh too ("Bryn"),
  it stays at the beginning of a sentence, after "the", and before another capital ("Bryn Coch" is another place).
- **A name that is an ordinary word** ("Young", or "Castle" for Castle Primary) goes with a capital. It is in doubt, and
  stays, after "the" and the like ("the Rose garden"), among words all in capitals, and where a sentence begins with it
  ("Young children"), unless what people do stands behind it ("Mark said", "Mark to send the list", "Mark and Gwen").
- **Someone with a title** ("Mrs Tudor") and **a school** ("Nant Primary School") that nobody listed go.
- In headings, and in lines all in capitals, where capitals tell nothing, what Welsh changed or was cut short stays.
"""

from __future__ import annotations

import re
from typing import Literal

from sessions.name_letters import TOKEN, Folded, word_set

# Why it is not certain: an ordinary word; Welsh; initials; cut short; a word of a school's or a helper's name; a
# title or a school that nobody listed. "" where it is certain.
Doubt = Literal["", "word", "mutation", "initials", "short", "part", "title", "school"]

# Names that are also words of every conversation: taken for a name only when written with a capital.
ORDINARY = word_set(
    """
    art autumn baker bank banks bass bay bell berry best bill bishop black blue bond bridge brook brown bush butcher
    carpenter case chance chase church clay close coach coal cook cooper court cross dawn day dean drew early east
    eve fair faith farmer field finch fish flower ford forest fox frank free french frost fry gardener gold good
    grace grant grave green grey guy hall hand hardy harmony hart head heath hedge hill home hood hope hunt hunter
    joy justice keen key king lake lane law light little long love low mark marks marsh mason max merit mercy miles
    mill miller mills moon moor moss new noble north olive page park parks parson pat patience pearl pepper pool
    pope potter power price prior ray read reed rich ridge rise river rivers robin rock rose rush sage sandy savage
    school sea shade sharp short silver singer skip small smart smith snow south speed spring star steel stone storm
    strong sue summer summers sunny swan swift tanner taylor temple thorn tide town turner vale view wall ward waters
    way weaver wells west white will wills winter wise wolf wood woods worth young
    """
)
# Words of many places: by itself none says which one is meant.
PLACES = word_set(
    """
    aber afon allt bro bryn cae capel carreg castell castle central clos coed cottage craig croes crescent cwm dol
    dyffryn eglwys felin ffordd gardd garth glan glas gorse grange great grove gwaun gwyn hafod haul hendre heol
    holy isaf lady llan llwyn llyn lodge lower maes manor mawr meadow mount mynydd nant newydd oak old orchard parc
    pant pen pentre plas pont queen rhiw rhos rhyd riverside road royal saint street tan tref trinity twyn uchaf
    under uplands upper valley village water woodland ynys
    bay beach beacon brookside church cliff common corner down downs eastern gate gateway harbour haven heath heights
    high hill hills hillside junction lakeside market meadows moorland northern oaks oakfield park parklands parkside
    quarry rectory rise sands seaside southern spring springs spire station summit tower vale view wharf west western
    woodlands woodside
    """
)
# Ordinary words that first names begin with, and that sentences do.
_BEGINNINGS = word_set(
    """
    ang art ask bar bed ben bet big bob buddy cab car cart cat chart chat chin christ con cry dad dear den don dot
    ear eat far fin
    fit flo gal gem glad gran ham hat heat her hop ill jam jar jewel kit lea lead led let lot mad man map mar mart
    mat may med men met mid mil mon mum nat net nic nor off own pen pet pol port rand red rod rub sam sand sat see
    sham sin son sun tab tam tan tea ten ton top van vic war wed win win
    """
)
# Words that are never cut from a name.
_NEVER = word_set(
    """
    all and any are but can did eve ever for from get had has have her here him his how its just like made make many
    mar more most must not now one our out over own say see she some than that the them then they this too under was
    were what when will with won you your
    """
)
_DETERMINERS = word_set("a an the our this that these those each every no any some his her their your my its")
# What a name may stand behind too ("said that Mark"), and "a" is Welsh for "and".
_OF_A_WORD = _DETERMINERS - word_set("a that her no")
# What changes the word behind it, and may begin a sentence.
_BEFORE_A_CHANGE = word_set(
    "a am ar at chwaer dan dros drwy dy efo ei fy gan gyda heb hefo i mam na neu o oddi dad diolch tad wrth yn"
)
# What all capitals stand for in schools.
ABBREVIATIONS = word_set(
    """
    ac ad ai al aln alnco am as asd adhd bbc bc bsl bm cd cpd cs cv da dbs de dfe dh dht dt dr ed eal elsa er es eu
    fe ft fsm gb gcse gp gtcw he hiv hlta ho hod hq hr ht ia iep idp it ict ks la led lsa ma md mp ms mfl na nhs no
    nqt npq ok pa pc pd pe pdg phd pl pm ppa pr ps pse pta qa qr re rs rse sa sat sats sen senco sl slt sm smt st
    ta tas tlr tv uk un us va vc vle wjec ww
    """
)
# Behind a word at the beginning of a sentence, these say that it is somebody.
_DOES = word_set(
    """
    added adds admitted agreed agrees argued argues asked asks began believes brought came can could did does explained
    explains feels felt gave gives goes had has is kept led leads liked likes made may mentioned might noted notes
    offered offers ran reckons reported reports runs said saw says shared shares should showed shows spoke speaks
    started suggested suggests talked teaches taught tells thinks thought to told took tried visited visits wanted
    wants was will wishes wondered wonders works would writes wrote
    """
)
# And these do before another capital: "Mark and Gwen", "Mark from Pont Wernog".
_JOINS = word_set("and at from of or with")
# Letters that no English word begins with: Welsh has changed them.
_WELSH = re.compile(r"dd|mh|ngh|nh|ng")


def goes(doubt: Doubt, text: Folded, start: int, end: int, *, heading: bool = False) -> bool | None:
    """Whether a doubtful form of a name, at these places of the folded text, goes while nobody has decided; None
    where it is none."""
    form = text.plain[start:end]
    if doubt == "initials":
        letters = "".join(char for char in form if char.isalpha())
        capitals = all(text.capital(at) for at in range(start, end) if text.plain[at].isalpha())
        return letters not in ABBREVIATIONS if capitals else None
    welsh = doubt == "mutation" and _WELSH.match(form) is not None
    if not text.capital(start):
        return True if welsh and len(form) > 4 else None
    if doubt == "mutation":
        return welsh or not form.isalpha() or _after_what_changes_it(text, start, end, heading=heading)
    opening = text.begins(start)
    if doubt == "short":
        if form in _NEVER:
            return None
        word = opening and form in ORDINARY | _BEGINNINGS
        return not (heading or word or _loud(text, start, end))
    if doubt == "part" and form in ORDINARY | PLACES:
        word = heading or opening or _loud(text, start, end) or _before(text, start)[0] in _DETERMINERS
        return not (word or _after(text, end)[1])
    return True


def word_goes(text: Folded, start: int, end: int) -> bool | None:
    """Whether a name that is an ordinary word too goes while nobody has decided, at these places and with a capital;
    None where there is no doubt that it is a name."""
    if _before(text, start)[0] in _OF_A_WORD or _loud(text, start, end):
        return False
    if not (text.begins(start) or _quoted(text, start)):
        return None
    following, _ = _after(text, end)
    if not following:
        # Before a comma it may be either; before a colon, or alone, it is somebody.
        return False if text.plain[end : end + 1] == "," else None
    if following in _JOINS:
        return _after(text, end + 1 + len(following))[1]
    return following in _DOES


def _quoted(text: Folded, start: int) -> bool:
    """Whether quotation marks open right before."""
    return text.text[: text.places[start]].endswith(("“", "‘", '"', " '", "('", "("))


def _after_what_changes_it(text: Folded, start: int, end: int, *, heading: bool) -> bool:
    if heading or text.begins(start) or _loud(text, start, end):
        return False
    word, capital = _before(text, start)
    if word in _DETERMINERS:
        # Welsh for "and" and "with" is "a", and gives p, t and c a breath.
        return word == "a" and text.plain[start : start + 2] in ("ph", "th", "ch")
    return not capital or (word in _BEFORE_A_CHANGE and text.begins(text.plain.rindex(word, 0, start)))


def _loud(text: Folded, start: int, end: int) -> bool:
    """Whether the words stand among others that are all in capitals."""
    if not _shouted(text, start, end):
        return False
    before = text.plain[:start].rstrip()
    at = max(before.rfind(" "), before.rfind("\n")) + 1
    following = TOKEN.search(text.plain, end)
    return _shouted(text, at, len(before)) or (
        following is not None and _shouted(text, following.start(), following.end())
    )


def _shouted(text: Folded, start: int, end: int) -> bool:
    letters = [at for at in range(start, end) if text.plain[at].isalpha()]
    return len(letters) > 1 and all(text.capital(at) for at in letters)


def _before(text: Folded, start: int) -> tuple[str, bool]:
    """The word that stands right before, with nothing but a space between, and whether it has a capital."""
    before = text.plain[:start]
    kept = before.rstrip(" ")
    at = len(kept)
    while at > 0 and kept[at - 1].isalpha():
        at -= 1
    word = kept[at:] if kept != before else ""
    return word, bool(word) and text.capital(at)


def _after(text: Folded, end: int) -> tuple[str, bool]:
    """The word that stands right after, and whether it has a capital."""
    found = TOKEN.match(text.plain, end + 1) if text.plain[end : end + 1] == " " else None
    return (found.group(), text.capital(end + 1)) if found else ("", False)
