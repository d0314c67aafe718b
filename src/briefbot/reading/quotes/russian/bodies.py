"""Names of bodies in a Russian text: ministries, courts, papers, with what belongs to them."""

import re
from collections.abc import Mapping

from briefbot.language.lexicon import CUE, GROUP, PAPER, PERSON, Lexicon
from briefbot.language.ru import speech as lists
from briefbot.language.ru.morphology import CASES, inflected, is_given_name, is_surname, words
from briefbot.reading.quotes.mentions import NAME, Mention
from briefbot.reading.quotes.russian.grammar import adjectives, agreement, cases, is_common, nouns, verbs
from briefbot.reading.quotes.russian.name_words import (
    ACRONYM,
    INITIALS,
    LONGEST_NAME,
    PLACE,
    in_nominative,
    is_body_word,
    is_capital,
    is_ministry,
    is_name_word,
    is_whole_name,
    likely_readings,
    stem,
)
from briefbot.reading.quotes.russian.names import NameFinder, descriptive
from briefbot.reading.quotes.tokens import QUOTE, Stream

# Agencies whose name goes on with a word in the nominative ("РИА Новости").
_NAME_IN_MARKS = re.compile(r"[А-ЯЁA-Z0-9][\w-]*(?: [\w-]+){0,3}")  # up to four words, no sign
_AGENCIES = frozenset(("РИА", "ИА", "АН"))


class BodyFinder(NameFinder):
    """Finds the bodies of one document, beside its people; `marked` are the words in marks, by their token."""

    def __init__(self, stream: Stream, lexicon: Lexicon, marked: Mapping[int, str]) -> None:
        super().__init__(stream, lexicon)
        self._marked = marked
        self._in_marks: dict[str, Mention] = {}  # stem of a name in marks → who was first called so, with a noun

    def _body_in_marks(self, i: int) -> Mention | None:
        """The body whose noun or short form is token `i`, and whose name stands in marks behind it: "фонд «Горизонт»"."""
        s = self.stream
        name = self._marked[i + 1]
        if s.sentence[i + 1] != s.sentence[i] or not _NAME_IN_MARKS.fullmatch(name):
            return None
        form = s.words[i] in lists.FORMS
        if not form and not s.bits[i] & GROUP:
            return None
        found = nouns(s.words[i].lower())
        start, possible = (i, frozenset(CASES)) if form else self._modifiers(i, cases(found, "sing") or cases(found))
        m = Mention(NAME, start, i + 2, (s.words[i], f"«{name}»") if form else (f"«{name}»",), gender="n")
        m.cases, m.head = self._governed(start, possible), found[0].lemma if found and not form else ""
        self._in_marks.setdefault(stem(name), m)
        return m

    def _house_in_marks(self, i: int) -> Mention | None:
        """The body in whose name, in marks, something is said: "в «Горизонте» заявили"."""
        s = self.stream
        name = self._marked.get(i, "")
        within = i and s.sentence[i - 1] == s.sentence[i] and s.words[i - 1].lower() in {"в", "во"}
        if not within or not _NAME_IN_MARKS.fullmatch(name) or not self._says_there(i):
            return None
        known = self._in_marks.get(stem(name))
        straight = inflected(name, "loct", "sing", next((one.gender for one in words(name.lower()) if one.case == "loct"), ""))
        core = known.core if known is not None else (f"«{straight}»",)
        return Mention(NAME, i, i + 1, core, gender="n", cases=frozenset(("loct",)))

    def _says_there(self, i: int) -> bool:
        """Whether "they" say something right beside token `i`."""
        s = self.stream
        beside = [k for k in (i - 2, *range(i + 1, i + 5)) if 0 <= k < len(s.words) and s.sentence[k] == s.sentence[i]]
        return any(s.bits[k] & CUE and any(one.number == "plur" for one in verbs(s.words[k].lower())) for k in beside)

    def _body(self, i: int) -> tuple[Mention, int] | None:
        """The named body that begins at token `i`: "МИД Таврии", "Ставровский городской суд", "Министерство культуры"."""
        s = self.stream
        word = s.words[i]
        acronym = ACRONYM.fullmatch(word)
        person = len(word) > 3 and word.isupper() and is_given_name(word) and i + 1 < len(s.words) and s.words[i + 1].isupper()
        if acronym and not person and acronym["stem"] not in lists.NO_BODIES:
            end = self._tail_end(i + 1, any_case=acronym["stem"] in _AGENCIES, capitals_only=True)
            return self._body_mention(i, end, (acronym["stem"], *s.words[i + 1 : end]), frozenset(CASES)), end
        head = self._head_of_body(i)
        if head is None:
            return None
        end = head + 1 if is_whole_name(s.words[head].lower()) else self._tail_end(head + 1)
        if not self._is_named(i, head, end):
            return None
        one = cases(nouns(s.words[head].lower()), "sing")
        possible = self._governed(i, self._modifiers(head, one or frozenset(CASES))[1])
        core = (s.words[head],) if is_ministry(s.words[head]) else in_nominative(s.words[i : head + 1], possible)
        return self._body_mention(i, end, (*core, *s.words[head + 1 : end]), possible), end

    def _head_of_body(self, i: int) -> int | None:
        """The noun of the body whose name may begin at token `i`, with the adjectives before it."""
        s = self.stream
        j = i
        while j < len(s.words) and j - i < LONGEST_NAME and s.sentence[j] == s.sentence[i]:
            low = s.words[j].lower()
            if s.bits[j] & GROUP or low in lists.BODIES or (j == i and is_body_word(low)) or (j == i + 1 and self._is_house(j)):
                return j
            if s.words[j] is QUOTE or not descriptive(s.words[j]):
                return None
            j += 1
        return None

    def _is_house(self, j: int) -> bool:
        """Whether token `j` ends the name of a house that stands for who works there ("Белого дома")."""
        pair = [words(word.lower())[:1] for word in self.stream.words[j - 1 : j + 1]]
        return is_capital(self.stream.words[j - 1]) and " ".join(one.lemma for found in pair for one in found) in lists.HOUSES

    def _is_named(self, i: int, head: int, end: int) -> bool:
        """Whether a body is called by its name: by a capital, or by what it is in charge of ("министерство культуры")."""
        s = self.stream
        if any(is_capital(word) for word in s.words[max(i + 1, head) : end]):
            return True
        if is_body_word(s.words[head].lower()):
            return True
        if is_capital(s.words[i]) and not (self._opens(i) and is_common(s.words[i].lower())):
            return True
        if head > i + 1 and "ск" in s.words[i] and adjectives(s.words[i + 1].lower())[0].lemma in lists.RANKS:
            return True  # "Читинский областной суд", whatever it opens
        found = nouns(s.words[head].lower())  # none for a body whose word the dictionary has as a name alone ("генпрокуратура")
        return bool(found) and found[0].lemma == "министерство" and end > head + 1

    def _tail_end(self, j: int, *, any_case: bool = False, capitals_only: bool = False) -> int:
        """Where the words in the genitive that belong to a body's name, from token `j` on, end: the last capital or noun."""
        s = self.stream
        first = end = j
        while j < len(s.words) and j - first < LONGEST_NAME and j and s.sentence[j] == s.sentence[first - 1]:
            word = s.words[j]
            if word is QUOTE or not word[0].isalpha() or (is_name_word(word) and not self._is_land(j)):
                break
            if is_capital(word):
                if s.words[j - 1] == "и" or not (any_case or self._stands_in_genitive(word)):
                    break
                if self._begins_person(j):
                    return end
                return j + 2 if self._describes_next(j) else j + 1
            if capitals_only:
                break
            found = nouns(word.lower())
            if "gent" in cases(found) and not s.bits[j] & (PERSON | PAPER):
                end = j + 1
            elif "gent" not in cases(adjectives(word.lower())) and word != "и":
                break
            j += 1
        return end

    def _describes_next(self, j: int) -> bool:
        """Whether a capitalised adjective in the genitive stands before its noun: "Белого дома"."""
        s = self.stream
        following = s.words[j + 1].lower() if j + 1 < len(s.words) and s.sentence[j + 1] == s.sentence[j] else "."
        return "gent" in agreement(adjectives(s.words[j].lower()), nouns(following))

    def _is_land(self, j: int) -> bool:
        """Whether a word that is a given name too ("Северии", "Виктории") is a land: no family name follows."""
        s = self.stream
        following = s.words[j + 1] if j + 1 < len(s.words) and s.sentence[j + 1] == s.sentence[j] else "."
        return PLACE.fullmatch(s.words[j].lower()) is not None and (
            not is_capital(following) or INITIALS.fullmatch(following) is not None
        )

    def _stands_in_genitive(self, word: str) -> bool:
        """Whether a capitalised word can be a complement: a place or the like, and no family name of the text."""
        if ACRONYM.fullmatch(word):
            return True
        if is_surname(word) and not any("Geox" in one.traits and one.known for one in words(word.lower())):
            return False
        return stem(word) not in self._families and any(one.case == "gent" for one in likely_readings([word]))

    def _begins_person(self, j: int) -> bool:
        """Whether the capitalised word at token `j` begins a person's name of several words."""
        s = self.stream
        following = s.words[j + 1] if j + 1 < len(s.words) and s.sentence[j + 1] == s.sentence[j] else "."
        return is_surname(s.words[j]) and not self._is_place(s.words[j]) and is_name_word(following)

    def _body_mention(self, i: int, end: int, core: tuple[str, ...], possible: frozenset[str]) -> Mention:
        return Mention(NAME, i, end, core, gender="n", cases=self._governed(i, possible))
