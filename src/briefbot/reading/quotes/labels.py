"""Labels: what stands before somebody's words in a transcript ("MR. LEE:", "**Ann Lee:**", "Ann Lee (Northbank) (Lab):", "Q.").

A label is told by its form and by what it is made of: a name, or a role in a conversation ("QUESTION", "The Court").
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefbot.language.languages import profile
from briefbot.language.lexicon import (
    CALENDAR,
    CUE,
    FUNCTION,
    GROUP,
    ORGANIZATION,
    PAPER,
    PARTICLE,
    PERSON,
    PLURAL,
    PREPOSITION,
    SUFFIX,
    TITLE,
    Lexicon,
    given_names,
)
from briefbot.model import Span

# Who takes part in a conversation without being named. Offices and trades ("moderator", "host") are in the lexicon.
_PARTS = frozenset(
    """question questioner answer q a audience crowd all voice voices speaker chair court clerk operator press panel panelist
    unidentified unknown male female interviewer interviewee interpreter translator participant respondent several members
    member
    honourable honorable narrator presenter presiding bench floor counsel bailiff foreperson juror defendant plaintiff
    respondent appellant petitioner teleprompter inaudible group both together""".split()
)
# Behind "Mr." these are an office, other nouns a family name ("Mr. Speaker", "Mr. King").
_OFFICES = frozenset(
    """speaker president chairman chairwoman chairperson chair secretary minister moderator commissioner ambassador attorney
    general justice clerk foreperson director convener deputy vice mayor judge premier chancellor""".split()
)
_FORMS_OF_ADDRESS = frozenset("mr mrs ms miss mx dr sir dame prof".split())
QUESTION, ANSWER = frozenset(("q", "question", "questioner", "interviewer", "reporter")), frozenset(("a", "answer"))
_TITLES = frozenset(
    """cllr councillor hon rt honourable honorable the shri shrimati smt deputy mr mrs ms miss mx dr prof sir dame lord lady
    madam m mme mlle""".split()
)
_MEMBERS = frozenset(("mp", "msp", "mep", "mla", "mpp", "td"))  # of parliaments, behind their names
_REACH, _NEAR = 140, 60  # code points in which a label ends, with what its bearer is or without
_STOPS = frozenset('.!?…"”’»,;')
_NUMBER = re.compile(r"#?\d{1,3}|[IVX]{1,4}|[A-Z]")
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:\s?[APap]\.?[Mm]\.?)?"
_TIME = rf"(?:[\[(](?:[\d./-]{{6,10}},?\s)?{_CLOCK}[\])]|{_CLOCK})"
_ROLE_BEHIND = re.compile(r",|\s[-–—|/]\s")
_BOLD = r"(?:\*\*|__|\*|_)"
_LABEL = r"[^\W\d_][^:!?\n\t*\[\](){}<>“”\"]{0,79}?"
_ASIDES = r"(?P<asides>(?:\s?[\[(][^\[\](){}\n]{1,80}[\])]){0,3})"
INLINE = re.compile(
    rf"(?:{_TIME}\s*[-–—]?\s*)?(?P<bold>{_BOLD})?(?:{_TIME}\s*)?(?P<label>{_LABEL}){_ASIDES}(?:,?\s*{_TIME})?"
    rf"\s?(?:{_BOLD}\s?:|:\s?{_BOLD}|:)(?:\s+{_TIME})?\s*(?=\S|$)"
)
DASHED = re.compile(
    rf"(?P<bold>{_BOLD})?(?P<label>[^\W\d_][^:.!?\n\t*\[\](){{}}<>“”\"—–−]{{2,60}}?){_ASIDES}(?:{_BOLD})?"
    r"(?:\.\s?[—–−-]|\s[—–])\s+(?=\S)"
)
STOPPED = re.compile(
    r"(?P<label>[A-Z][A-Za-z]{0,12}\.?\s+[A-Z][A-Z’'-]+(?:\s[A-Z][A-Z’'-]+){0,3}(?:\sof\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)?)"
    r"(?P<asides>(?:\s\([^()\n]{1,60}\))?)\.\s+(?=\S)"
)
# "QWhy not?": some texts lost the space behind it.
LETTERED = re.compile(
    rf"(?P<bold>{_BOLD})?(?P<label>[QA])(?P<asides>)(?:[.:]|\s?[—–-](?=\s)|(?=\s{{2}}|\t)|(?<=Q)(?=[A-Z][a-z’']))\s*(?:{_BOLD})?\s*(?=\S)"
)
ALONE = re.compile(
    rf"(?:{_TIME}\s*)?(?:#{{1,6}}\s|{_BOLD})?(?P<label>[^\W\d_][^:!?\n\t*\[\](){{}}<>“”\"]{{2,60}}?){_ASIDES}(?:\s+{_TIME})?\s?:?\s?(?:{_BOLD})?\s?:?$"
)


def likely(text: str, paragraphs: Sequence[Span]) -> dict[re.Pattern[str], list[int]]:
    """Form → the paragraphs in which it is worth looking for it: a glance at each, since few of few texts have a label."""
    found: dict[re.Pattern[str], list[int]] = {INLINE: [], STOPPED: [], DASHED: [], ALONE: []}
    for at, paragraph in enumerate(paragraphs):
        start, end = paragraph.start, paragraph.end
        first = text[start]
        if not (first.isupper() or first in "*_[(#" or first.isdigit()):
            continue
        colon = text.find(":", start, start + _REACH if end - start > _REACH else end)
        if (colon > 0 and _may_name(text[start:colon])) or first in "QA*_":
            found[INLINE].append(at)
        elif end - start < _REACH and text[end - 1] not in _STOPS:
            found[ALONE].append(at)
        head = text[start : start + _NEAR]
        second = head.find(" ") + 1
        if head[second : second + 2].isupper() and ". " in head:
            found[STOPPED].append(at)
        if " — " in head or " – " in head or ". −" in head or ". -" in head:
            found[DASHED].append(at)
    return found


def _may_name(words: str) -> bool:
    """Whether what stands before a colon may be a label: its last word has a capital, or tells what somebody is."""
    last = words[words.rfind(" ") + 1 :]
    return not last[:1].islower() or "," in words or "(" in words or " - " in words or "–" in words or "—" in words


class Label(NamedTuple):
    """Who a label says speaks: `name` without titles, () for a role; `key` is the same for the labels of one speaker.

    `place` is where the label stands; `words` where the words behind it begin. `sure` tells that its form is a person's: a
    given name, a title, or a part in a conversation.
    """

    key: str
    name: tuple[str, ...]
    place: Span
    words: int
    sure: bool


def label(pattern: re.Pattern[str], text: str, paragraph: Span, lexicon: Lexicon) -> Label | None:
    """The label that a paragraph begins with in one of the forms above; None where it begins with none."""
    found = pattern.match(text, paragraph.start, paragraph.end)
    if found is None:
        return None
    words, place = found["label"].strip(), Span(*found.span("label"))
    aside = next((inside for inside in re.findall(r"[\[(]([^\[\]()]+)[\])]", found["asides"])), "")
    named = read_label(words, aside, lexicon)
    return None if named is None else Label(named[0], named[1], place, found.end(), named[2])


def read_label(words: str, aside: str, lexicon: Lexicon) -> tuple[str, tuple[str, ...], bool] | None:
    """(key, name without titles, whether it is surely somebody's) of a label; None where it is none."""
    head = _ROLE_BEHIND.split(words, maxsplit=1)[0].strip()
    if len(words) - len(head) > 60 or not head:
        return None
    parts = [part.strip() for part in head.split()]
    if not 0 < len(parts) <= 9:
        return None
    bare = [part.strip(".").lower() for part in parts]
    role = _is_role(bare, parts, lexicon)
    inside = person(aside.split(",", maxsplit=1)[0].split(), lexicon) if aside else ()
    titled = len(inside) < len(aside.split(",", maxsplit=1)[0].split())
    given = bool(inside) and (titled or (len(inside) > 1 and inside[0].lower() in given_names()))
    if given and (role or bare[0] == "the" or not person(parts, lexicon)):
        return " ".join(inside).casefold(), inside, True
    if role:
        return " ".join(bare), (), bool(set(bare) & (_PARTS | {"moderator", "host", "reporter"}))
    name = person(parts, lexicon)
    if not name:
        return None
    sure = len(name) < len(parts) or (len(name) > 1 and name[0].lower() in given_names())
    return " ".join(name).casefold(), name, sure


def _is_role(bare: list[str], parts: list[str], lexicon: Lexicon) -> bool:
    """Whether all words are parts in a conversation, offices or trades ("THE COURT", "Mr. Speaker", "Reporter 2")."""
    if bare[0] in _FORMS_OF_ADDRESS and not set(bare[1:]) & (_OFFICES | _PARTS):
        return False
    known = 0
    for word, part in zip(bare, parts, strict=True):
        bits = lexicon.bits.get(word, 0) | lexicon.bits.get(word + ".", 0)
        if word in _PARTS or (bits & (PERSON | PLURAL) and word not in given_names()) or (bits & PERSON and part.isupper()):
            known += 1
        elif not (bits & (TITLE | FUNCTION | PREPOSITION) or word in _TITLES or _NUMBER.fullmatch(part)):
            return False
    return known > 0 or (len(bare) > 1 and bare[0] == "the")


def person(parts: list[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a person's name behind its titles; () where the words are none."""
    bits = lexicon.bits
    at = 0
    for n, part in enumerate(parts[:-1]):  # "Ohio Gov. Lee": what stands before a title is none of the name
        if part.islower() and n != at:
            break
        if _is_title(part.lower(), bits) and (n == at or not given_names().get(parts[0].lower())):
            at = n + 1
    name = parts[at:]
    while len(name) > 2 and name[-2] == "of":  # "Mr. LEE of Ohio"
        name = name[:-2]
    while len(name) > 1 and _is_degree(name[-1].lower(), lexicon):
        name = name[:-1]
    if not 0 < len(name) <= 5 or len(name[-1].strip(".")) < 2 or not name[-1][0].isupper():
        return ()
    for word in name:
        its = bits.get(word.lower(), 0)
        if its & PARTICLE and word.islower():
            continue
        if not word[0].isupper() or not all(sign.isalpha() or sign in "-’'." for sign in word):
            return ()
        if (
            its & (FUNCTION | CALENDAR | ORGANIZATION | PREPOSITION | GROUP | PAPER | CUE)
            and not its & SUFFIX
            and word.lower() not in given_names()
        ):
            return ()
    return tuple(name)


def _is_degree(word: str, lexicon: Lexicon) -> bool:
    return word in _MEMBERS or (bool(lexicon.bits.get(word, 0) & SUFFIX) and word not in lexicon.generations)


def _is_title(word: str, bits: Mapping[str, int]) -> bool:
    known = (bits.get(word, 0) | bits.get(word + ".", 0)) & TITLE or word.strip(".") in _TITLES
    return bool(known) and word not in profile("en").given_titles
