"""Who could be speaking: every name, pronoun and noun phrase outside of marked words that can stand for somebody."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefbot.language.en.callings import ANYBODY
from briefbot.language.lexicon import (  # fmt: skip
    CALENDAR,
    CUE,
    DETERMINER,
    FUNCTION,
    HEAD,
    ING,
    NATIONALITY,
    OBJECT,
    PARTICLE,
    PAST,
    PERSON,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    SUFFIX,
    TITLE,
    TRANSPARENT,
    Lexicon,
    given_names,
)
from briefbot.reading.quotes.names import MONTH_NAMES, KnownNames, NameFinder, words_are_given
from briefbot.reading.quotes.tokens import QUOTE, Stream

NAME, PRONOUN_KIND, NOMINAL = "name", "pronoun", "nominal"
# A party and a state behind a name ("D-Ohio", "R-N.Y.", "D" before a closing bracket).
_AFFILIATION = re.compile(r"[A-Z](?:-[A-Z].*)?$")
_INSIDE = frozenset((",", QUOTE, "(", ")", "'", "’", "."))  # behind these, in one sentence, a capital still marks a name
_DATELINE = 14  # tokens of the longest dateline
_BEHIND_IS = frozenset("been not going got a an the also already always still".split())  # "Lee's been"
_DASHES = frozenset(("—", "–", "-", "―"))
_MAX_PHRASE = 7  # tokens between a determiner and its noun


@dataclass(slots=True, eq=False)
class Mention:
    """Tokens `start`..`end` of the stream that point at somebody; `core` holds a name's own words, without titles.

    `gender` is m, f, n (a thing), p (several), w (relative), i, j (first person), o (one, others) or "" where nothing tells.
    `cases` are the grammatical cases that it can stand in, in a language that has any. `modifies` tells a name that only
    describes what follows ("Trump" in "Trump campaign"); `phrase` is where the role before a name begins, -1 without one;
    `same` is an earlier mention that it takes up whatever that means ("там": where something was said before);
    `relations` are words that narrow that role down; `apart` is somebody whom it cannot mean (who passes on "her words");
    `entity` is set by coreference.
    """

    kind: str
    start: int
    end: int
    core: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    gender: str = ""
    head: str = ""
    possessive: bool = False
    modifies: bool = False
    quoted: bool = False
    entity: int = -1
    phrase: int = -1
    apart: "Mention | None" = None
    same: "Mention | None" = None
    cases: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()


class MentionFinder:
    """One document's mentions, in the order of the text."""

    def __init__(self, stream: Stream, lexicon: Lexicon) -> None:
        self.stream = stream
        self.lexicon = lexicon
        # A capital that opens a sentence says nothing; elsewhere it marks a name.
        self.seen_inside = self._capitals_inside()
        self.small = {word for word in set(stream.words) if word.islower()}
        self.names = NameFinder(stream, lexicon, self.small)

    def _capitals_inside(self) -> set[str]:
        s = self.stream
        sentence = s.sentence
        return {
            word
            for i, (before, word) in enumerate(itertools.pairwise(s.words))
            if word[0].isupper() and before[-1].isalnum() and sentence[i] == sentence[i + 1]
        }

    def all(self) -> list[Mention]:
        """Every mention of the document."""
        s = self.stream
        words, bits, sentence = s.words, s.bits, s.sentence
        found: list[Mention] = []
        i, n = 0, len(words)
        wanted = HEAD | PRONOUN
        begins = HEAD | PRONOUN | PARTICLE
        skipped = self._headlines()
        while i < n:
            if i in skipped:
                i = skipped[i]
                continue
            word, b = words[i], bits[i]
            if not b & begins and word.islower():
                i += 1  # most words: nothing below holds of them
                continue
            if i and words[i - 1] in "(," and _AFFILIATION.match(word):
                i += 1
            elif word[0].isupper() or (b & PARTICLE and i + 1 < n and word[-1] == "-"):
                mention, i = self._name(i)
                if mention is not None:
                    found.append(mention)
            elif b & wanted:
                i = self._pronoun_or_phrase(i, found)
            else:
                i += 1
        self._settle(found)
        _mark_modifiers(found, words, bits, sentence)
        return found

    def _settle(self, found: list[Mention]) -> None:
        """Cut from each name what is not its own, now that all names of the article are known."""
        names = [m for m in found if m.kind is NAME and m.core]
        known = KnownNames({m.core[0] for m in names if len(m.core) == 1}, {m.core for m in names if len(m.core) > 1})
        for m in names:
            if len(m.core) > 1:
                m.core = self.names.person(m.core, known, titled=bool(m.titles))
        words = self.stream.words
        offices = {title for m in names for title in m.titles}
        for m in names:  # "the Dutchman" is somebody of that land, "the Special Agent" who is introduced so: no names
            called = m.core[-1].lower() in (ANYBODY if len(m.core) == 1 else offices)
            if called and m.start and words[m.start - 1].lower() == "the":
                m.kind, m.start, m.head, m.core = NOMINAL, m.start - 1, m.core[-1].lower(), ()
                m.gender = "f" if m.head.endswith("woman") else "m" if m.head.endswith("man") and m.head != "german" else ""
        family = {m.core[-1] for m in names if len(m.core) > 1}
        for m in found:  # a rank that the article knows for a family name: "King said", of Peter King
            if m.kind is NOMINAL and m.end - m.start == 1 and words[m.start] in family:
                m.kind, m.core, m.gender, m.head = NAME, (words[m.start],), "", ""

    def _headlines(self) -> dict[int, int]:
        """Paragraphs In Title Case, where a capital marks no name: first token → the token after the last."""
        s = self.stream
        skipped: dict[int, int] = {}
        for start, end in zip(s.first, s.first[1:], strict=False):
            if (behind := self._behind_dateline(start, end)) > start:
                skipped[start] = behind
            if 6 <= end - start <= 40:
                words = [w for w in s.words[start:end] if w[0].isalpha()]
                capitals = sum([w[0].isupper() for w in words])
                if (
                    capitals > 0.6 * len(words) > 3
                    and all(w[0].isupper() for w in words if len(w) > 4)
                    and not any(b & CUE and w[0].islower() for w, b in zip(s.words[start:end], s.bits[start:end], strict=True))
                ):
                    skipped[start] = end
        return skipped

    def _behind_dateline(self, start: int, end: int) -> int:
        """The token behind a dateline ("HARBURG, Jan 3 (Reuters) -", "Harburg (AP) —"); `start` where there is none."""
        s = self.stream
        sure = s.words[start : start + 1] != [] and len(s.words[start]) > 2 and s.words[start].isupper()
        for j in range(start, min(start + _DATELINE, end)):
            word = s.words[j]
            if word in _DASHES:
                return j + 1 if sure and j > start else start
            if word == "(":
                sure = True
            elif word[0].isalpha() and not word[0].isupper():
                return start
        return start

    def _pronoun_or_phrase(self, i: int, found: list[Mention]) -> int:
        s = self.stream
        b = s.bits[i]
        if b & PRONOUN and not (
            b & DETERMINER and i + 1 < len(s.words) and s.words[i + 1][0].isalpha() and not s.bits[i + 1] & (CUE | FUNCTION)
        ):
            found.append(Mention(PRONOUN_KIND, i, i + 1, gender=self.lexicon.pronouns[s.words[i].lower()]))
            if b & OBJECT:
                found[-1].possessive = True
            return i + 1
        if b & HEAD:
            mention = self._phrase(i)
            if mention is not None:
                while found and found[-1].start >= mention.start and found[-1].kind == NOMINAL:
                    found.pop()
                found.append(mention)
        return i + 1

    def _phrase(self, i: int) -> Mention | None:
        """The noun phrase whose head is token `i`, back to its determiner; a bare noun only where it is a plural."""
        s = self.stream
        words, bits = s.words, s.bits
        if i + 1 < len(words) and s.sentence[i + 1] == s.sentence[i] and bits[i + 1] & HEAD and not bits[i + 1] & CUE:
            return None  # "campaign manager": the head is the last one
        start = i
        limit = max(s.first[s.paragraph[i]], i - _MAX_PHRASE)
        j = i - 1
        while j >= limit and s.sentence[j] == s.sentence[i]:
            if bits[j] & DETERMINER or words[j] in ("'s", "’s", "’", "'"):
                start = j
                break
            if bits[j] & (PREPOSITION | PRONOUN) or not (words[j][0].isalnum() or words[j] == ","):
                break
            if bits[j] & CUE and bits[j] & PAST and words[j - 1] == "," and words[j + 1][0].isupper():
                break  # "the union, said Ann Lee, founder"
            j -= 1
        word = words[i].lower()
        plural = bool(bits[i] & PLURAL) and not bits[i] & PERSON
        if start == i and not plural and not (i and words[i - 1][0].isupper()):
            return None
        gender = "p" if plural else "" if bits[i] & PERSON else "n"
        if bits[i] & PERSON:
            gender = self.lexicon.persons.get(word, "")
        return Mention(NOMINAL, start, i + 1, gender=gender, head=word)

    def _name(self, i: int) -> tuple[Mention | None, int]:
        """The name that begins at token `i` (None where the capital means nothing), and the token to go on from."""
        s = self.stream
        words, bits = s.words, s.bits
        sentence = s.sentence[i]
        opens = s.opens(i) or not (words[i - 1][-1].isalnum() or words[i - 1] in _INSIDE)
        b = bits[i]
        acronym = len(words[i]) > 1 and words[i].isupper() and words[i].isalpha()
        if b & (FUNCTION | PRONOUN) and not b & (TITLE | PARTICLE) and not acronym and not self._may_be_called(i):
            if b & PRONOUN:
                if b & DETERMINER and i + 1 < len(words) and words[i + 1][0].isalpha() and not bits[i + 1] & (CUE | FUNCTION):
                    return None, i + 1
                return Mention(
                    PRONOUN_KIND, i, i + 1, gender=self.lexicon.pronouns[words[i].lower()], possessive=bool(b & OBJECT)
                ), i + 1
            return None, i + 1
        j = self.names.end(i, sentence)
        if self.names.describes_only(i, j):
            return None, j
        bracketed = i > 0 and words[i - 1] == "(" and (i == 1 or s.sentence[i - 2] != sentence)
        return self._build(i, j, opens=opens or bracketed), j

    def _may_be_called(self, i: int) -> bool:
        """Whether a function word with a capital is part of somebody's name: "Will Estrada, the chairman", "“…,” Will said"."""
        words = self.stream.words
        given = i + 1 < len(words) and words[i + 1][0].isupper() and words[i].lower() in given_names()
        return (given and self._is_whole(i)) or self._is_family_name(i)

    def _is_family_name(self, i: int) -> bool:
        """Whether a function word with a capital is somebody's name: right before a verb of saying, where no sentence opens."""
        s = self.stream
        if s.bits[i] & PRONOUN or i + 1 >= len(s.words) or not s.bits[i + 1] & CUE or s.sentence[i + 1] != s.sentence[i]:
            return False
        return i > 0 and s.sentence[i - 1] == s.sentence[i] and (s.words[i - 1] is QUOTE or s.words[i - 1][-1].isalnum())

    def _build(self, i: int, j: int, *, opens: bool) -> Mention | None:
        """The mention that the capitalised words `i`..`j` make."""
        s = self.stream
        words, bits = s.words, s.bits
        titles, core = self._begun(i, j)
        last = bits[j - 1]
        member = core < j - 1 and last & PERSON and last & NATIONALITY and not self.names.is_named(core)
        if (member or (titles and j - i == 1)) and self._goes_on_as_role(j):
            return None
        if member:
            return Mention(NOMINAL, i, j, gender=self.lexicon.persons.get(words[j - 1].lower(), ""), head=words[j - 1].lower())
        if titles and core >= j:
            start = i - 1 if i and words[i - 1].lower() == "the" and s.sentence[i - 1] == s.sentence[i] else i
            return Mention(NOMINAL, start, j, gender=self.lexicon.titles.get(titles[-1], ""), head=titles[-1])
        while core < j - 1 and s.bits[core] & FUNCTION and not s.bits[core] & PARTICLE and words[core + 1][0].isupper():
            core += 1
        if opens and core == i and words[i] not in self.seen_inside:
            if (j - i > 1 and self._is_stray(i)) or (j - i > 2 and self.names.is_role(i, j)):
                core = i + 1
            elif j - i == 1:
                common = self._common_noun(i)
                if common is not None or not self._opens_as_name(i, words[i].lower()):
                    return common
        if s.bits[core] & CALENDAR and j - core == 1 and words[core] not in MONTH_NAMES:
            return None
        possessive = j < len(words) and words[j] in ("'s", "’s", "’", "'") and not self._is_contracted(j)
        gender = next((g for title in titles if (g := self.lexicon.titles.get(title, ""))), "")
        return Mention(NAME, i, j, self._without_degrees(words[core:j]), tuple(titles), gender, possessive=possessive)

    def _begun(self, i: int, j: int) -> tuple[list[str], int]:
        """The titles that capitalised words begin with, and where the name behind them, or behind what describes, begins."""
        words, bits = self.stream.words, self.stream.bits
        titles, core = self.names.titles(i, j)
        behind = max(core, self.names.behind_description(core, j))
        if not titles:
            titles = [w.lower() for w, b in zip(words[i:behind], bits[i:behind], strict=True) if b & PERSON]
        return titles, behind + (behind == i and self._are_people_before(i, j))

    def _goes_on_as_role(self, j: int) -> bool:
        """Whether a role in small letters follows: "General secretary", "Salem-based Republican strategist Ann Lee"."""
        s = self.stream
        return j < len(s.words) and s.words[j].islower() and bool(s.bits[j] & PERSON) and s.sentence[j] == s.sentence[j - 1]

    def _are_people_before(self, i: int, j: int) -> bool:
        """Whether a name begins with what those who bear it and the next one are ("Republicans Ash of Salem and Birch")."""
        s = self.stream
        people = s.words[i].lower().removesuffix("s")
        if j - i < 2 or not s.bits[i] & PLURAL or not self.lexicon.bits.get(people, 0) & NATIONALITY:
            return False
        behind = range(j, min(j + _MAX_PHRASE, len(s.words)))
        return any(s.words[k] in ("and", ",") for k in behind if s.sentence[k] == s.sentence[i])

    def _without_degrees(self, words: Sequence[str]) -> tuple[str, ...]:
        """A name's own words: a degree or an honour behind it ("Lee, MD") is no part of it, a generation ("Lee Jr.") is."""
        core = _rejoined([word for word in words if word != ","])
        while len(core) > 1 and self._is_degree(core):
            core.pop()
        return tuple(core)

    def _is_degree(self, core: Sequence[str]) -> bool:
        """Whether the last word of a name is one: a known one, or two to four capitals behind a given and a family name."""
        last = core[-1]
        if last.lower() in self.lexicon.generations:
            return False
        letters = len(core) > 2 and last.isupper() and last.isalpha() and len(last) < 5 and not core[-2].isupper()
        return bool(self.lexicon.bits.get(last.lower(), 0) & SUFFIX) or (letters and core[0].lower() in given_names())

    def _common_noun(self, i: int) -> Mention | None:
        """A plain noun that has its capital from the sentence's start ("Officials said")."""
        bits = self.stream.bits[i]
        if not bits & HEAD or bits & CUE:
            return None
        return Mention(NOMINAL, i, i + 1, gender="p" if bits & PLURAL else "n", head=self.stream.words[i].lower())

    def _is_contracted(self, j: int) -> bool:
        """Whether "'s" at token `j` is a verb ("Lee's been")."""
        return any(word in _BEHIND_IS for word in self.stream.words[j + 1 : j + 2])

    def _opens_as_name(self, i: int, low: str) -> bool:
        """Whether a single word that opens a sentence and is capitalised nowhere else is a name by what stands around it."""
        words, bits = self.stream.words, self.stream.bits
        if low in given_names() and low not in self.small:
            return True
        if low.endswith(("ing", "ly", "ed", "wise")) or low == "president" or i + 1 >= len(words):
            return i + 1 < len(words) and bool(bits[i + 1] & CUE) and not low.endswith(("ing", "ly"))
        several = low.endswith("s") and not low.endswith(("ss", "us", "is"))
        return (
            (bool(bits[i + 1] & (CUE | TRANSPARENT)) and not bits[i + 1] & ING and not several)
            or words[i + 1] in ("'s", "’s", "’", "'", ":", "-", "(")
            or words[i].isupper()
        )

    def _is_stray(self, i: int) -> bool:
        """Whether the first word of a sentence only happens to stand before a name ("Neither Ann Lee", "Amid")."""
        bits, word = self.stream.bits[i], self.stream.words[i].lower()
        if word in given_names() and self._is_whole(i):
            return False  # "Will Estrada, the chairman"
        if word not in given_names() and (word.endswith("ly") or (bits & CUE and bits & PAST)):
            return True  # "Interestingly Blum agrees", "Retorted Blum"
        return (
            bool(bits & (FUNCTION | HEAD | CUE | PREPOSITION | TRANSPARENT))
            and not bits & (TITLE | PARTICLE)
            and words_are_given(self.stream.words[i + 1], given_names())
        )

    def _is_whole(self, i: int) -> bool:
        """Whether two words are a name as what stands behind them tells: a comma, or a verb of saying."""
        s = self.stream
        return i + 2 < len(s.words) and (s.words[i + 2] == "," or bool(s.bits[i + 2] & CUE and s.bits[i + 2] & PAST))


def _rejoined(words: list[str]) -> list[str]:
    """The words of a name, an apostrophe inside it with the word that it ends ("Mineworkers’", "Women's")."""
    core: list[str] = []
    for word in words:
        if core and word[0] in "'’":
            core[-1] += word
        else:
            core.append(word)
    return core


def _mark_modifiers(found: list[Mention], words: list[str], bits: list[int], sentence: list[int]) -> None:
    """Names that only describe the noun or name that follows ("Cruz spokesman Ron Nehring", "Clinton campaign")."""
    n = len(words)
    for a, b in itertools.pairwise(found):
        role = a.kind is NOMINAL and words[a.start][0].isupper() and a.end - a.start == 1
        if (a.kind is not NAME and not role) or sentence[a.start] != sentence[b.start]:
            continue
        if b.start <= a.start and b.kind is NOMINAL and b.end > a.end:
            a.modifies = True
        elif b.kind is NAME and a.end < b.start <= a.end + 4 and not a.possessive:
            gap = range(a.end, b.start)
            a.modifies = all(words[k][0].isalpha() and not bits[k] & (CUE | PREPOSITION | FUNCTION) for k in gap) and bool(
                bits[b.start - 1] & (PERSON | TITLE)
            )
    for m in found:
        if (
            m.kind is NAME
            and m.end < n
            and bits[m.end] & HEAD
            and not bits[m.end] & CUE
            and words[m.end][0].islower()
            and not m.possessive
        ):
            m.modifies = True
