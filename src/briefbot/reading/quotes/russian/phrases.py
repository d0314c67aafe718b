"""Who could be speaking: names, pronouns and noun phrases of a Russian text, each with the cases that it can stand in."""

import re
from collections.abc import Mapping

from briefbot.language.folding import fold_word
from briefbot.language.lexicon import HEAD, PERSON, PLURAL, PRONOUN, Lexicon
from briefbot.language.ru import speech as lists
from briefbot.language.ru.morphology import Reading, is_surname, readings, words
from briefbot.reading.quotes.mentions import NAME, NOMINAL, PRONOUN_KIND, Mention
from briefbot.reading.quotes.russian.bodies import BodyFinder
from briefbot.reading.quotes.russian.grammar import adjectives, agreement, cases, governed, is_common, nouns, senses
from briefbot.reading.quotes.russian.name_words import (
    ACRONYM,
    family_name,
    is_capital,
    is_mans,
    is_name_word,
    is_syllable,
    likely_readings,
    stem,
    without_marks,
)
from briefbot.reading.quotes.tokens import QUOTE, Stream

_LONGEST_TAIL = 14  # tokens between a role and the name of who has it
_LONGEST_ROLES = 24  # tokens between the first of several roles and the name
_LINKS = frozenset(("и", "по", "в", "во", "на", "при", "с", "со", "из", "(", ")", *'"«»“”„'))
# A word without a given name is the name of who has the role before it where it is nearly as likely in that case as in any.
_BEARS = 0.3
_DECLINED = re.compile("(?:[оеё]в|[иы]н)$")  # men's names that no case leaves as they are
_NO_NAME = 1e-3  # a reading in which a word is left as it is


class PhraseFinder(BodyFinder):
    """One document's mentions, in the order of the text."""

    def __init__(self, stream: Stream, lexicon: Lexicon, marked: Mapping[int, str]) -> None:
        super().__init__(stream, lexicon, marked)
        self._within: list[Mention] = []  # names between a role and its bearer: "помощник мэра Анны Громовой Глеб Чаев"

    def all(self) -> list[Mention]:
        """Every mention of the document."""
        found: list[Mention] = []
        i = 0
        while i < len(self.stream.words):
            mention, following = self._at(i)
            if mention is not None:
                found += self._within
                self._within = []
                if found:
                    self._subordinate(mention, found[-1])
                found.append(mention)
            i = max(following, i + 1)
        self._settle(found)
        return found

    def _subordinate(self, m: Mention, before: Mention) -> None:
        """A name that can be the complement of the noun before it is that: "глава российского МИД", "команда Шойгу"."""
        s = self.stream
        if m.kind is not NAME or before.kind is not NOMINAL or s.sentence[before.start] != s.sentence[m.start]:
            return
        between = s.words[before.end : m.start]
        if len(between) > 3 or not all("gent" in cases(adjectives(word.lower()) + nouns(word.lower())) for word in between):
            return
        options = self._options.get(id(m), [])
        fitting = [one for one in options if one.case == "gent" and one.score >= _BEARS * options[0].score]
        if self._is_known_in(fitting) < self._is_known_in([one for one in options if one.case == "nomn"]):
            return  # "ответила депутату Громова", where the text has Anna Gromova and no Gromov
        if fitting:
            self._options[id(m)], m.modifies = fitting, True
        elif "gent" in m.cases:
            m.cases, m.modifies = frozenset(("gent",)), True

    def _is_known_in(self, options: list[Reading]) -> bool:
        """Whether the text has a name in full of which one of these readings is the family name."""
        return any(family_name(one.name) in self._in_full for one in options)

    def _at(self, i: int) -> tuple[Mention | None, int]:
        """The mention that begins at token `i`, and the token to go on from."""
        word, bits = self.stream.words[i], self.stream.bits[i]
        if word is QUOTE:
            return self._house_in_marks(i), i + 1
        if not word[0].isalpha():
            return None, i + 1
        if i + 1 in self._marked and (named := self._body_in_marks(i)) is not None:
            return named, named.end
        if is_capital(word) and not self._is_ordinary(i):
            return self._body(i) or self._name(i)
        if bits & PRONOUN:
            return self._pronoun(i), i + 1
        if bits & HEAD and not self._is_attribute(i):
            return self._body(i) or self._phrase(i)
        return (self._body(i) or (None, i + 1)) if word[0].isupper() else (None, i + 1)

    def _is_attribute(self, i: int) -> bool:
        """Whether a calling that is an adjective stands before its noun: "ведущий инженер"."""
        s = self.stream
        behind = s.words[i + 1].lower() if i + 1 < len(s.words) and s.sentence[i + 1] == s.sentence[i] else "."
        return any(one.part in {"ADJF", "PRTF"} for one in words(s.words[i].lower())[:1]) and bool(
            agreement(adjectives(s.words[i].lower()), nouns(behind))
        )

    def _pronoun(self, i: int) -> Mention:
        found = [one for one in words(self.stream.words[i].lower()) if one.part == "NPRO" and one.lemma in lists.PRONOUNS]
        asked = governed(self.stream.words[i - 1].lower()) if i else ()
        found = [one for one in found if one.case in asked] or found  # "с ним", "к ним"
        gender = self.lexicon.pronouns[found[0].lemma]
        possible = cases(tuple(found))
        return Mention(PRONOUN_KIND, i, i + 1, gender=gender, possessive="nomn" not in possible, cases=possible)

    def _phrase(self, i: int) -> tuple[Mention | None, int]:
        """The role, body or document whose noun is token `i`; or the name of who has the role, where it follows."""
        s = self.stream
        found = nouns(s.words[i].lower())
        start, possible = self._modifiers(i, cases(found, "sing") or cases(found))
        possible = self._governed(start, possible)
        bits = s.bits[i]
        lemma = found[0].lemma if found else fold_word(s.words[i])
        if bits & PERSON and (named := self._named_behind(i, lemma, possible)):
            named[0].phrase = start
            return named
        if bits & PLURAL and (one := self._one_of(start)) is not None:
            return Mention(NOMINAL, one, i + 1, gender=self._gender(one), head=lemma, cases=self._cases_of(one)), i + 1
        if lemma == "человек" and start < i and words(s.words[i - 1].lower())[0].lemma == "молодой":
            lemma = "юноша"  # a young man, not any man
        plural = not any(one.number == "sing" for one in found)
        gender = "p" if plural else self._gender(i) if bits & PERSON else "n"
        return Mention(NOMINAL, start, i + 1, gender=gender, head=lemma, cases=possible), i + 1

    def _one_of(self, start: int) -> int | None:
        """Where "один из" before a plural begins: somebody whom nobody names."""
        s = self.stream
        found = start > 1 and s.words[start - 1] == "из" and s.words[start - 2].lower() in {"один", "одна", "одного", "одной"}
        return start - 2 if found else None

    def _named_behind(self, i: int, lemma: str, possible: frozenset[str]) -> tuple[Mention, int] | None:
        """The name behind a role, in its case: "министра иностранных дел Таврии Андрея Громова"."""
        s = self.stream
        roles = [lemma]
        preposition = False  # and its noun has not come yet
        within: list[tuple[int, int]] = []
        j, last = i + 1, min(i + 1 + _LONGEST_TAIL, len(s.words))
        while j < last:
            word = s.words[j]
            if s.sentence[j] != s.sentence[i]:
                return None
            if (
                is_capital(word)
                and not preposition
                and self._head_of_body(j) is None
                and (
                    mention := self._bearer(
                        j, possible, self._gender(i), owned=self._is_owner(j - 1, i, possible), beside=j == i + 1
                    )
                )
            ):
                mention.titles = tuple(roles)
                mention.relations = frozenset(fold_word(one) for one in s.words[i + 1 : j] if one[0].isalpha())
                self._within = [self._complement(*place) for place in within]
                return mention, mention.end
            if is_name_word(word) and (behind := self._other_behind(j)) > j:
                within.append((j, behind))
                j = behind
                continue
            if (not self._continues(j) and not self._adds_role(j, possible)) or is_name_word(word):
                return None
            stands = word is QUOTE or is_capital(word) or nouns(word.lower())
            preposition = bool(governed(word)) or (preposition and not stands)
            same = [one.lemma for one in nouns(word.lower()) if s.bits[j] & PERSON and one.case in possible]
            roles += same[:1]
            if same:
                last = min(j + 1 + _LONGEST_TAIL, i + _LONGEST_ROLES, len(s.words))
            j += 1
        return None

    def _is_owner(self, k: int, i: int, possible: frozenset[str]) -> bool:
        """Whether the word before a name is a person in the genitive, whose it may be: "вдова писателя Марка Эйдлина"."""
        found = nouns(self.stream.words[k].lower()) if k > i and self.stream.bits[k] & PERSON else ()
        return "gent" in cases(found) and not cases(found) & possible

    def _complement(self, start: int, end: int) -> Mention:
        """The name between a role and its bearer, in the genitive."""
        return self._mention(
            start, end, [one for one in likely_readings(without_marks(self.stream.words[start:end])) if one.case == "gent"]
        )

    def _other_behind(self, j: int) -> int:
        """Where a name in the genitive ends that another follows ("мэра Анны Громовой Глеб Чаев"); `j` where there is none."""
        s = self.stream
        end = self._name_end(j)
        follows = end < len(s.words) and s.sentence[end] == s.sentence[j] and is_capital(s.words[end])
        genitive = any(
            one.case == "gent" and one.score >= _BEARS * likely_readings(without_marks(s.words[j:end]))[0].score
            for one in likely_readings(without_marks(s.words[j:end]))
        )
        return end if follows and genitive and is_name_word(s.words[end]) else j

    def _adds_role(self, j: int, possible: frozenset[str]) -> bool:
        """Whether a comma at token `j` joins a further role of one person: "руководитель раскопок, старший хранитель …"."""
        s = self.stream
        if s.words[j] != ",":
            return False
        for k in range(j + 1, min(j + 4, len(s.words))):
            low = s.words[k].lower()
            if s.bits[k] & PERSON:
                return bool(cases(nouns(low), "sing") & possible)
            if not cases(adjectives(low)) & possible:
                return False
        return False

    def _continues(self, j: int) -> bool:
        """Whether token `j` can stand between a role and a name."""
        word = self.stream.words[j]
        if word is QUOTE or word in _LINKS or is_capital(word) or word == "№" or word.isdigit():
            return True
        low = word.lower()
        return bool(nouns(low) or adjectives(low)) or any(one.part == "NOUN" and one.case == "gent" for one in senses(low))

    def _bearer(self, j: int, possible: frozenset[str], gender: str, *, owned: bool, beside: bool) -> Mention | None:
        """The name at token `j`, where it stands in one of these cases and is a person's; `gender` is the role's.

        `owned` tells that it may as well be the name of another role, between them; `beside` that nothing is between them.
        """
        s = self.stream
        if (self._is_ordinary(j) and not is_surname(s.words[j])) or ACRONYM.fullmatch(s.words[j]):
            return None
        end = self._name_end(j)
        sure = any(is_name_word(word) for word in s.words[j:end])
        if not sure and s.words[end - 1].endswith("ии"):  # "министр энергетики Верхней Залезии"
            return None
        another = end < len(s.words) and s.sentence[end] == s.sentence[j] and is_name_word(s.words[end])
        if not another and beside and "nomn" not in possible and self._is_of_syllables(j, end, possible):
            return self._mention(j, end, [Reading(" ".join(s.words[j:end]), case, "m", 1.0) for case in possible])
        if another or (
            not sure and (self._is_place(s.words[j]) or (end - j > 2 and not all(map(is_syllable, s.words[j:end]))))
        ):
            return None
        likely = likely_readings(without_marks(s.words[j:end]))
        options = [one for one in likely if one.case in possible]
        if end - j == 1 and self._is_anothers(s.words[j], likely, possible):
            return None
        if gender:  # "помощница Мирей Лоссан"
            options = [
                one
                for one in readings(" ".join(without_marks(s.words[j:end])))
                if one.case in possible and one.gender == gender
            ] or options
        if not options and end - j == 2:
            options = self._undeclined(" ".join(s.words[j:end]), possible, gender, beside=beside)
        weak = options and options[0].score < _BEARS * likely[0].score
        two = end - j == 2 and not is_surname(s.words[j]) and not any(is_common(word.lower()) for word in s.words[j:end])
        two = two or (end - j == 2 and beside and likely[0].case not in {"gent", "accs"})  # "форвард Мамаду Дуге"
        if weak and owned and likely[0].case == "gent":
            return None
        if weak and not sure and not two and stem(s.words[end - 1]) not in self._families:
            return None
        return self._mention(j, end, options) if options else None

    def _is_anothers(self, word: str, likely: list[Reading], possible: frozenset[str]) -> bool:
        """Whether a family name of the text stands behind a role without being its bearer's.

        "Экс-супруг Бельской" where the text has "Бельская"; "в разговоре с корреспондентом Громов признал".
        """
        if "nomn" not in possible and _DECLINED.search(word) and family_name(word) in self._in_full:
            return True
        return any(one.case not in possible and one.name != word and one.name in self._inside for one in likely)

    def _is_of_syllables(self, j: int, end: int, possible: frozenset[str]) -> bool:
        """Whether a name of two or three syllables stands undeclined behind its role: "зоолога Юн Со Хён"."""
        name = self.stream.words[j:end]
        declined = any(one.case in possible and one.name.split() != name for one in likely_readings(name))
        return 1 < end - j < 4 and all(map(is_syllable, name)) and not declined

    def _undeclined(self, name: str, possible: frozenset[str], gender: str, *, beside: bool) -> list[Reading]:
        """The readings of a woman's foreign name of two words, as it stands: "с канцлером Ингеборг Шпеер"."""
        if is_mans(name.split(maxsplit=1)[0]):
            return []
        if beside and "nomn" not in possible:
            return [one for one in readings(name) if one.case in possible and one.gender == "f" and one.name == name]
        mans = max((one.score for one in readings(name) if one.case == "gent" and one.gender == "m"), default=0.0)
        womans = gender == "f" and "nomn" in possible and mans < _NO_NAME  # "немка Ульрика Вольф": no man in the genitive
        return [Reading(name, "nomn", "f", 1.0)] if womans else []
