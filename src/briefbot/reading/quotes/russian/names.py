"""Names of people in a Russian text: where one begins and ends, and which of its readings the text supports."""

import functools
import re
from collections import defaultdict
from collections.abc import Mapping

from briefbot.language.folding import fold_word
from briefbot.language.languages import profile
from briefbot.language.lexicon import CUE, HEAD, Lexicon
from briefbot.language.ru import speech as lists
from briefbot.language.ru.callings import OUTSIDERS
from briefbot.language.ru.morphology import CASES, Reading, Word, is_patronymic, is_surname, words
from briefbot.reading.quotes.mentions import NAME, Mention
from briefbot.reading.quotes.russian.grammar import adjectives, agreement, cases, governed, is_common, nouns
from briefbot.reading.quotes.russian.name_words import (
    ACRONYM,
    INITIALS,
    LONGEST_NAME,
    PLACE,
    agree,
    family_last,
    family_name,
    is_body_word,
    is_capital,
    is_mans,
    is_name_word,
    is_syllable,
    likely_readings,
    names_somebody,
    stem,
    without_marks,
)
from briefbot.reading.quotes.tokens import QUOTE, Stream

_MIXED = re.compile(r"[A-Za-z]+-[а-яё]+$")  # "Telegram-канал"
_FORMER = re.compile(r"(?:[Ээ]кс|[Вв]ице|[Пп]ресс|[Тт]оп|[Шш]еф)-")
_PRIZES = frozenset("премия премии премию премией медаль медали медалью".split())
_CACHED = 1 << 12  # words
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_LATIN = re.compile(r"[A-Za-zÀ-ž]")
_PARTICLES = profile("ru").particles
# Verbs of saying whose object is somebody: "цитирует Громова".
_OF_SOMEBODY = frozenset(lists.CALLING) | frozenset(
    "цитировать благодарить поздравлять спрашивать просить перебивать поправлять убеждать уверять информировать".split()
)
# How much likelier "Громова" is a woman in the nominative right beside "сказала", and beside another verb of her gender.
_BESIDE_SAYING, _BESIDE_VERB = 200.0, 20.0
_IN_FULL = 4.0  # how much more a name with a given name tells of a family name than one alone


class NameFinder:
    """Finds the names of one document's people."""

    def __init__(self, stream: Stream, lexicon: Lexicon) -> None:
        self.stream = stream
        self.lexicon = lexicon
        self.small = {word for word in stream.words if word.islower()}
        self.given: dict[str, str] = {}
        self._inside = self._capitals_inside()
        self._places = self._seen_as_places()
        self._families = self._seen_as_families()
        self._options: dict[int, list[Reading]] = {}

    def _capitals_inside(self) -> set[str]:
        """Words that have a capital where no sentence begins."""
        return {word for i, word in enumerate(self.stream.words) if word[0].isupper() and not self._opens(i)}

    def _opens(self, i: int) -> bool:
        """Whether a capital at token `i` may only mark the beginning of a sentence."""
        s = self.stream
        return s.opens(i) or not (s.words[i - 1][-1].isalnum() or s.words[i - 1] in ",.»)")

    def _seen_as_places(self) -> set[str]:
        """Stems of capitalised words that stand behind "в" and "из" somewhere."""
        pairs = zip(self.stream.words, self.stream.words[1:], strict=False)
        return {stem(word) for before, word in pairs if before.lower() in {"в", "во", "из"} and is_capital(word)}

    def _seen_as_families(self) -> set[str]:
        """Stems of words that stand behind a given name or initials somewhere, though they may be common words: "Ткач"."""
        pairs = zip(self.stream.words, self.stream.words[1:], strict=False)
        return {stem(word) for before, word in pairs if is_name_word(before) and is_capital(word) and len(word) > 1}

    @functools.cached_property
    def _in_full(self) -> frozenset[str]:
        """The family names, in the nominative, that stand behind a given name or a patronymic somewhere."""
        s = self.stream
        pairs = [s.words[i : i + 2] for i in range(len(s.words) - 1) if s.sentence[i] == s.sentence[i + 1]]
        full = [pair for pair in pairs if is_name_word(pair[0]) and is_capital(pair[1]) and not is_name_word(pair[1])]
        return frozenset(family_name(found[0].name) for pair in full if (found := likely_readings(pair)))

    def _is_ordinary(self, i: int) -> bool:
        """Whether a capitalised word is a common one: at a sentence's start, or a role in an official text ("Министр")."""
        word = self.stream.words[i]
        if _MIXED.match(word) or (_FORMER.match(word) and is_common(word.lower().rpartition("-")[2])):
            return True
        following = self.stream.words[i + 1] if i + 1 < len(self.stream.words) else "."
        if self._opens(i) and following.islower() and agreement(_lands(word.lower()), nouns(following)):
            return True  # "Украинская сторона"
        if following in _PRIZES and not is_surname(word) and agreement(adjectives(word.lower()), nouns(following)):
            return True  # "лауреат Нобелевской премии"
        if not is_common(word.lower()) or ACRONYM.fullmatch(word):
            return False
        if stem(word) in self._families:
            return False
        if names_somebody(word) and is_capital(following) and (is_surname(following) or not self._opens(i)):
            return False
        if self._opens(i):
            return word not in self._inside or bool(self.stream.bits[i] & HEAD)
        return bool(self.stream.bits[i] & HEAD) and not is_surname(word)

    def _cases_of(self, i: int) -> frozenset[str]:
        return self._governed(i, cases(adjectives(self.stream.words[i].lower())))

    def _gender(self, i: int) -> str:
        """The gender of a person's noun, where it tells: a woman may be "министр", a man is no "волейболистка"."""
        low = self.stream.words[i].lower()
        return "f" if all(one.gender == "f" for one in nouns(low) or adjectives(low)) else ""

    def _modifiers(self, i: int, possible: frozenset[str]) -> tuple[int, frozenset[str]]:
        """Where the adjectives before the noun at token `i` begin, and the cases that they leave it."""
        s = self.stream
        start, heads = i, nouns(s.words[i].lower())
        while start > max(0, i - LONGEST_NAME) and s.sentence[start - 1] == s.sentence[i] and s.words[start - 1][0].isalpha():
            shared = agreement(descriptive(s.words[start - 1]), heads) & possible
            if not shared:
                break
            start, possible = start - 1, shared
        return start, possible

    def _governed(self, start: int, possible: frozenset[str]) -> frozenset[str]:
        """The cases that are left behind a preposition."""
        s = self.stream
        if s.opens(start):
            return possible
        asked = governed(s.words[start - 1].lower())
        return (possible & frozenset(asked) or possible - {"nomn"}) if asked else possible

    def _name(self, i: int) -> tuple[Mention | None, int]:
        """The person, place or whatever the capitalised words at token `i` name."""
        s = self.stream
        end = self._name_end(i)
        options = likely_readings(without_marks(s.words[i:end]))
        if end - i > 1 and (placed := _of_land(s.words[i].lower())):
            named = self._mention(i, end, [])
            named.cases = self._governed(i, placed)
            return named, end
        asked = self._governed(i, frozenset(CASES)) - (frozenset(("nomn",)) if self._is_placed(i) else frozenset())
        fitting = [one for one in options if one.case in asked]
        return self._mention(i, end, fitting or options), end

    def _is_placed(self, i: int) -> bool:
        """Whether the noun before a name makes it a place's: "в городе Деммин"."""
        s = self.stream
        before = nouns(s.words[i - 1].lower()) if i and s.sentence[i - 1] == s.sentence[i] else ()
        return any(one.lemma in lists.PLACES for one in before)

    def _name_end(self, i: int) -> int:
        """Where the name that begins at token `i` ends: behind its last capital, before another name."""
        s = self.stream
        j = i + 1
        while j < len(s.words) and s.sentence[j] == s.sentence[i] and j - i < LONGEST_NAME:
            particle = s.words[j].lower() in _PARTICLES and not is_name_word(s.words[j])  # "Бен" is a given name, too
            if particle and j + 1 < len(s.words) and is_capital(s.words[j + 1]):
                j += 2
                continue
            if self._is_nickname(i, j):
                j += 2
                continue
            if not is_capital(s.words[j]) or self._begins_another(i, j):
                break
            j += 1
        return j

    def _is_nickname(self, i: int, j: int) -> bool:
        """Whether the marks at token `j` stand between a given and a family name: "Рамон «Чико» Веласкин"."""
        s = self.stream
        if s.words[j] is not QUOTE or j != i + 1 or j + 1 >= len(s.words) or s.sentence[j + 1] != s.sentence[i]:
            return False
        return names_somebody(s.words[i]) and is_capital(s.words[j + 1]) and not is_common(s.words[j + 1].lower())

    def _begins_another(self, i: int, j: int) -> bool:
        """Whether the given name or initials at token `j` belong to another name than the words from `i` on."""
        s = self.stream
        word, before = s.words[j], s.words[i:j]
        if bool(_LATIN.match(word)) != bool(_LATIN.match(before[0])):
            return True
        if all(INITIALS.fullmatch(one) for one in before) or all(map(is_syllable, [*before, word])):  # "Пак Чон Хо"
            return False
        if self._is_over(before, j) or self._is_behind_place(i, j) or (len(before) == 1 and self._are_two(i, word)):
            return True
        if is_patronymic(word):  # no name begins with one: "Златан Гусевич"
            return False
        if is_body_word(word.lower()) or (ACRONYM.fullmatch(word) and not before[0].isupper()):
            return True
        if any(is_name_word(one) for one in before):
            return bool(INITIALS.fullmatch(word)) and not is_surname(before[-1])
        if is_surname(word) and len(before) == 1 and not self._is_place(before[0]) and self._ends_name(j):
            return False  # "Хуго Брандт", though Брандт is a given name too
        return is_name_word(word) and not self._follows_family_name(before, j) and not self._follows_given_name(before, j)

    def _are_two(self, i: int, other: str) -> bool:
        """Whether the family name at token `i`, of whom the text names in full, ends there: "ответ Седовой Громов дал".

        It does before another such one, and behind whose relative a given name follows: "дочь Громова Мария".
        """
        s = self.stream
        first = {family_name(read.name) for read in likely_readings([s.words[i]])} & self._in_full
        if not first or is_name_word(s.words[i]):
            return False
        if is_name_word(other):
            kin = not s.opens(i) and any(noun.lemma in OUTSIDERS for noun in nouns(s.words[i - 1].lower()))
            return kin and any(read.case == "gent" for read in likely_readings([s.words[i]]))
        second = {family_name(read.name) for read in likely_readings([other])} & self._in_full
        return bool(second) and first != second

    def _follows_given_name(self, before: list[str], j: int) -> bool:
        """Whether an unknown word before the given name at token `j` is one, too: "Нассир Абдулазиз аль-Нассер"."""
        unknown = len(before) == 1 and before[0][-1] in _CONSONANTS and not any(one.known for one in words(before[0]))
        return unknown and not self._opens(j - 1) and not self._ends_name(j) and agree([*before, self.stream.words[j]])

    def _ends_name(self, j: int) -> bool:
        """Whether no further capital follows the word at token `j`."""
        s = self.stream
        return j + 1 >= len(s.words) or s.sentence[j + 1] != s.sentence[j] or not is_capital(s.words[j + 1])

    def _is_over(self, before: list[str], j: int) -> bool:
        """Whether a name ends before the word at token `j`: a land's, or a whole one before a given name."""
        word = self.stream.words[j]
        if before[-1].endswith("ии") and not names_somebody(before[-1]):  # "Нижней Залезии Лучезар Велинов"
            return True
        if not names_somebody(word) or is_patronymic(word):
            return False
        whole = len(before) > 1 and names_somebody(before[0]) and not any(is_name_word(one) for one in before[1:])
        return whole or self._is_apart(before, j)  # "Марка Эйдлина Софья Гольц"

    def _is_behind_place(self, i: int, j: int) -> bool:
        """Whether a place stands behind a preposition before the family name at token `j`: "в Нижнем Новгороде Гусев"."""
        s = self.stream
        if s.opens(i) or not self._is_place(s.words[j - 1]) or not is_surname(s.words[j]):
            return False
        if not all(adjectives(word.lower()) for word in s.words[i : j - 1]):
            return False
        asked = {one.case for one in words(s.words[j - 1])}.intersection(governed(s.words[i - 1].lower()))
        declined = (one for one in likely_readings([s.words[j]]) if one.name != s.words[j])  # "в Киеве Марченко" is in no case
        return bool(asked) and not any(one.case in asked for one in declined)

    def _is_apart(self, before: list[str], j: int) -> bool:
        """Whether the given name at token `j` agrees with nothing before and a family name follows: "Белова Андрей Лосев"."""
        s = self.stream
        following = s.words[j + 1] if j + 1 < len(s.words) and s.sentence[j + 1] == s.sentence[j] else "."
        return (is_capital(following) and not is_patronymic(following)) and not agree([*before, s.words[j]])

    def _follows_family_name(self, before: list[str], j: int) -> bool:
        """Whether the given name at token `j` belongs to the family name before it: "Зайцев Олег Петрович", "Зайцев О.П."."""
        s = self.stream
        if len(before) > 1 or self._is_place(before[0]) or not agree([*before, s.words[j]]):
            return False
        behind = [word for word in s.words[j + 1 : j + 3] if s.sentence[j] == s.sentence[min(j + 1, len(s.words) - 1)]]
        if behind and is_patronymic(behind[0]):
            return len(behind) < 2 or not is_capital(behind[1])
        return is_surname(before[0]) and not (behind and is_capital(behind[0]))

    def _is_place(self, word: str) -> bool:
        """Whether a single word is a place by the dictionary, by its ending, or by what stands before it elsewhere."""
        if names_somebody(word):
            return False
        low = word.lower()
        placed = any("Geox" in one.traits and one.known for one in words(low)) and not is_surname(word)
        return placed or PLACE.fullmatch(low) is not None or (stem(word) in self._places and not is_surname(word))

    def _mention(self, i: int, end: int, options: list[Reading]) -> Mention:
        m = Mention(NAME, i, end, tuple(without_marks(self.stream.words[i:end])))
        if _LATIN.match(m.core[0]):  # a foreign name that is not even transcribed is a body's or a paper's
            m.cases, m.gender = self._governed(i, frozenset(CASES)), "n"
        self._options[id(m)] = options
        return m

    def _settle(self, found: list[Mention]) -> None:
        """Choose each name's reading: the one that the other mentions of the text support."""
        support, genders = self._evidence(found)
        for m in found:
            options = self._options.get(id(m), [])
            if m.end - m.start == 1:
                options = [one for one in options if one.gender in genders[family_name(one.name)]] or options
            if options:
                self._options[id(m)] = options
                weights = [one.score * support[family_name(one.name)] * self._beside(m, one) for one in options]
                self._read(m, options[weights.index(max(weights))])
                self._agree(m)

    def _agree(self, m: Mention) -> None:
        """Let a verb right behind a foreign name tell a woman: "Ингеборг Шпеер прибыла"."""
        s = self.stream
        if m.gender != "m" or "nomn" not in m.cases or any(map(is_mans, m.core)):
            return
        if m.end >= len(s.words) or s.sentence[m.end] != s.sentence[m.start]:
            return
        read = words(s.words[m.end].lower())[:1] if s.words[m.end] is not QUOTE else ()
        if any(verb.part == "VERB" and verb.number == "sing" and verb.gender == "f" for verb in read):
            m.core, m.gender, m.cases = tuple(without_marks(s.words[m.start : m.end])), "f", frozenset(("nomn",))

    def _evidence(self, found: list[Mention]) -> tuple[Mapping[str, float], Mapping[str, set[str]]]:
        """How much speaks for each family name, and the genders of those who are called by more than it."""
        support: defaultdict[str, float] = defaultdict(float)
        genders: defaultdict[str, set[str]] = defaultdict(set)
        for m in found:
            options = self._options.get(id(m), [])
            total = sum(one.score for one in options)
            for one in options:
                for name in {family_name(one.name), fold_word(one.name.split()[0])}:
                    support[name] += (_IN_FULL if m.end - m.start > 1 else 1.0) * one.score / total
            if m.end - m.start > 1 and len({one.gender for one in options}) == 1:
                genders[family_name(options[0].name)].add(options[0].gender)
        return support, genders

    def _beside(self, m: Mention, one: Reading) -> float:
        """How much likelier a verb beside a name makes a reading: "сказала Громова" is a woman in the nominative."""
        s = self.stream
        for i in (m.end, m.start - 1):
            if 0 <= i < len(s.words) and s.words[i] is not QUOTE and s.sentence[i] == s.sentence[m.start]:
                for verb in words(s.words[i].lower())[:1]:
                    agrees = "past" in verb.traits or i == m.end or (s.bits[i] & CUE and verb.lemma not in _OF_SOMEBODY)
                    if verb.part == "VERB" and verb.number == "sing" and agrees:
                        fits = one.case == "nomn" and verb.gender in {one.gender, ""}
                        return (_BESIDE_SAYING if s.bits[i] & CUE else _BESIDE_VERB) if fits else 1.0
        return 1.0

    def _read(self, m: Mention, best: Reading) -> None:
        """Take a reading: the name in the nominative, with the cases and the gender that it leaves open."""
        same = [one for one in self._options[id(m)] if fold_word(one.name) == fold_word(best.name)]
        m.cases = frozenset(one.case for one in same)
        genders = {one.gender for one in same}
        m.core = family_last(tuple(best.name.split()))
        for word, straight in zip(without_marks(self.stream.words[m.start : m.end]), best.name.split(), strict=True):
            if names_somebody(word):
                self.given[straight.lower()] = best.gender if len(genders) == 1 else "u"
        if len(m.core) > 1:
            m.gender = best.gender if len(genders) == 1 else _gender_of(m.core[0])


@functools.lru_cache(maxsize=_CACHED)
def descriptive(word: str) -> tuple[Word, ...]:
    """The readings of a word as an adjective, but of one with a capital as "Громова": that is a name."""
    return tuple(one for one in adjectives(word.lower()) if word.islower() or "Poss" not in one.traits)


@functools.lru_cache(maxsize=_CACHED)
def _of_land(low: str) -> frozenset[str]:
    """The cases of a noun that begins a land's name ("Республики Татарстан"); none of any other word."""
    return cases(tuple(one for one in nouns(low) if one.lemma in lists.PLACES), "sing")


@functools.lru_cache(maxsize=_CACHED)
def _lands(low: str) -> tuple[Word, ...]:
    """The readings of a word as an adjective of a land or town, which is nobody's name before its noun."""
    return tuple(one for one in adjectives(low) if "Geox" in one.traits)


def _gender_of(given: str) -> str:
    """The gender of a given name in the nominative, where the dictionary has it of one alone; "" elsewhere."""
    found = {one.gender for one in words(given.lower()) if "Name" in one.traits and one.known and one.case == "nomn"}
    return found.pop().replace("mf", "") if len(found) == 1 else ""
