"""Who could be speaking: names, pronouns and noun phrases of a Russian text, each with the cases that it can stand in."""

import re
from collections import defaultdict
from collections.abc import Mapping

from briefbot.language.folding import fold_word
from briefbot.language.languages import profile
from briefbot.language.lexicon import CUE, GROUP, HEAD, PAPER, PERSON, PLURAL, PRONOUN, Lexicon
from briefbot.language.ru import speech as lists
from briefbot.language.ru.morphology import CASES, Reading, inflected, is_given_name, is_patronymic, is_surname, readings, words
from briefbot.reading.quotes.mentions import NAME, NOMINAL, PRONOUN_KIND, Mention
from briefbot.reading.quotes.russian.grammar import adjectives, agreement, cases, governed, is_common, nouns
from briefbot.reading.quotes.tokens import QUOTE, Stream

_INITIALS = re.compile(r"(?:[А-ЯЁA-Z]\.)+")
_ACRONYM = re.compile(r"(?P<stem>(?:[А-ЯЁ]{2,}-)?[А-ЯЁ]{2,})[а-яё]{0,2}")
_MIXED = re.compile(r"[A-Za-z]+-[а-яё]+$")  # "Telegram-канал"
_FORMER = re.compile(r"(?:[Ээ]кс|[Вв]ице|[Пп]ресс|[Тт]оп|[Шш]еф)-")
_LATIN = re.compile(r"[A-Za-zÀ-ž]")
_PLACE = re.compile(r".{2,}и[яию]|.{2,}ией")  # "Таврия", and no family name
_PARTICLES = profile("ru").particles
_JOINED_PARTICLE = re.compile(r"(?:аль|эль|ад|ас|ан|аш|ат|ар|уль)-[А-ЯЁ]")
_LONGEST_NAME = 5  # words
_LONGEST_TAIL = 10  # tokens between a role and the name of who has it
_LONGEST_ROLES = 24  # tokens between the first of several roles and the name
_LINKS = frozenset(("и", "по", "в", "во", "на", "при", "с", "со", "(", ")"))
# Readings of a name that are less likely than the best one by more than this are not looked at.
_WORTH = 0.01
# A word without a given name is the name of who has the role before it where it is nearly as likely in that case as in any.
_BEARS = 0.3
# How much likelier "Громова" is a woman in the nominative right beside "сказала", and beside another verb of her gender.
_BESIDE_SAYING, _BESIDE_VERB = 200.0, 20.0
# Agencies whose name goes on with a word in the nominative ("РИА Новости").
_AGENCIES = frozenset(("РИА", "ИА", "АН"))


class PhraseFinder:
    """One document's mentions, in the order of the text."""

    def __init__(self, stream: Stream, lexicon: Lexicon) -> None:
        self.stream = stream
        self.lexicon = lexicon
        self.small = {word for word in stream.words if word.islower()}
        self.given: dict[str, str] = {}
        self._inside = self._capitals_inside()
        self._places = self._seen_as_places()
        self._families = self._seen_as_families()
        self._options: dict[int, list[Reading]] = {}
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
        if fitting:
            self._options[id(m)], m.modifies = fitting, True
        elif "gent" in m.cases:
            m.cases, m.modifies = frozenset(("gent",)), True

    def _capitals_inside(self) -> set[str]:
        """Words that have a capital where no sentence begins."""
        return {word for i, word in enumerate(self.stream.words) if word[0].isupper() and not self._opens(i)}

    def _opens(self, i: int) -> bool:
        """Whether a capital at token `i` may only mark the beginning of a sentence."""
        s = self.stream
        return i == 0 or s.sentence[i - 1] != s.sentence[i] or not (s.words[i - 1][-1].isalnum() or s.words[i - 1] in ",.»)")

    def _seen_as_places(self) -> set[str]:
        """Stems of capitalised words that stand behind "в" and "из" somewhere."""
        pairs = zip(self.stream.words, self.stream.words[1:], strict=False)
        return {stem(word) for before, word in pairs if before.lower() in {"в", "во", "из"} and _is_capital(word)}

    def _seen_as_families(self) -> set[str]:
        """Stems of words that stand behind a given name or initials somewhere, though they may be common words: "Ткач"."""
        pairs = zip(self.stream.words, self.stream.words[1:], strict=False)
        return {stem(word) for before, word in pairs if is_name_word(before) and _is_capital(word) and len(word) > 1}

    def _at(self, i: int) -> tuple[Mention | None, int]:
        """The mention that begins at token `i`, and the token to go on from."""
        word, bits = self.stream.words[i], self.stream.bits[i]
        if word is QUOTE or not word[0].isalpha():
            return None, i + 1
        if _is_capital(word) and not self._is_ordinary(i):
            return self._body(i) or self._name(i)
        if bits & PRONOUN:
            return self._pronoun(i), i + 1
        if bits & HEAD:
            return self._body(i) or self._phrase(i)
        return (self._body(i) or (None, i + 1)) if word[0].isupper() else (None, i + 1)

    def _is_ordinary(self, i: int) -> bool:
        """Whether a capitalised word is a common one: at a sentence's start, or a role in an official text ("Министр")."""
        word = self.stream.words[i]
        if _MIXED.match(word) or (_FORMER.match(word) and is_common(word.lower().rpartition("-")[2])):
            return True
        if not is_common(word.lower()) or _ACRONYM.fullmatch(word):
            return False
        if stem(word) in self._families:
            return False
        following = self.stream.words[i + 1] if i + 1 < len(self.stream.words) else "."
        if is_given_name(word) and _is_capital(following) and is_surname(following):
            return False
        if self._opens(i):
            return word not in self._inside or bool(self.stream.bits[i] & HEAD)
        return bool(self.stream.bits[i] & HEAD) and not is_surname(word)

    # Pronouns and roles

    def _pronoun(self, i: int) -> Mention | None:
        found = [one for one in words(self.stream.words[i].lower()) if one.part == "NPRO" and one.lemma in lists.PRONOUNS]
        if not found:
            return None
        gender = self.lexicon.pronouns[found[0].lemma]
        if found[0].lemma == "который":
            gender = "w"
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
        plural = not any(one.number == "sing" for one in found)
        gender = "p" if plural else self._gender(i) if bits & PERSON else "n"
        return Mention(NOMINAL, start, i + 1, gender=gender, head=lemma, cases=possible), i + 1

    def _one_of(self, start: int) -> int | None:
        """Where "один из" before a plural begins: somebody whom nobody names."""
        s = self.stream
        found = start > 1 and s.words[start - 1] == "из" and s.words[start - 2].lower() in {"один", "одна", "одного", "одной"}
        return start - 2 if found else None

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
        while start > max(0, i - _LONGEST_NAME) and s.sentence[start - 1] == s.sentence[i] and s.words[start - 1][0].isalpha():
            shared = agreement(adjectives(s.words[start - 1].lower()), heads) & possible
            if not shared:
                break
            start, possible = start - 1, shared
        return start, possible

    def _governed(self, start: int, possible: frozenset[str]) -> frozenset[str]:
        """The cases that are left behind a preposition."""
        s = self.stream
        if not start or s.sentence[start - 1] != s.sentence[start]:
            return possible
        asked = governed(s.words[start - 1].lower())
        return (possible & frozenset(asked) or possible - {"nomn"}) if asked else possible

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
                _is_capital(word)
                and not preposition
                and self._head_of_body(j) is None
                and (mention := self._bearer(j, possible, self._gender(i)))
            ):
                mention.titles = tuple(roles)
                mention.relations = {fold_word(one) for one in s.words[i + 1 : j] if one[0].isalpha()}
                self._within = [self._complement(*place) for place in within]
                return mention, mention.end
            if is_name_word(word) and (behind := self._other_behind(j)) > j:
                within.append((j, behind))
                j = behind
                continue
            if (not self._continues(j) and not self._adds_role(j, possible)) or is_name_word(word):
                return None
            preposition = bool(governed(word)) or (preposition and not (nouns(word.lower()) or _is_capital(word)))
            same = [one.lemma for one in nouns(word.lower()) if s.bits[j] & PERSON and one.case in possible]
            roles += same[:1]
            if same:
                last = min(j + 1 + _LONGEST_TAIL, i + _LONGEST_ROLES, len(s.words))
            j += 1
        return None

    def _complement(self, start: int, end: int) -> Mention:
        """The name between a role and its bearer, in the genitive."""
        return self._mention(start, end, [one for one in _likely(_named(self.stream.words[start:end])) if one.case == "gent"])

    def _other_behind(self, j: int) -> int:
        """Where a name in the genitive ends that another follows ("мэра Анны Громовой Глеб Чаев"); `j` where there is none."""
        s = self.stream
        end = self._name_end(j)
        follows = end < len(s.words) and s.sentence[end] == s.sentence[j] and _is_capital(s.words[end])
        genitive = any(
            one.case == "gent" and one.score >= _BEARS * _likely(_named(s.words[j:end]))[0].score
            for one in _likely(_named(s.words[j:end]))
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
        if word is QUOTE or word in _LINKS or _is_capital(word):
            return True
        return bool(nouns(word.lower()) or adjectives(word.lower()))

    def _bearer(self, j: int, possible: frozenset[str], gender: str) -> Mention | None:
        """The name at token `j`, where it stands in one of these cases and is a person's; `gender` is the role's."""
        s = self.stream
        if (self._is_ordinary(j) and not is_surname(s.words[j])) or _ACRONYM.fullmatch(s.words[j]):
            return None
        end = self._name_end(j)
        sure = any(is_name_word(word) for word in s.words[j:end])
        another = end < len(s.words) and s.sentence[end] == s.sentence[j] and is_name_word(s.words[end])
        if another or (not sure and (self._is_place(s.words[j]) or end - j > 2)):
            return None
        likely = _likely(_named(s.words[j:end]))
        options = [one for one in likely if one.case in possible]
        if gender:  # "помощница Мирей Лоссан"
            options = [
                one for one in readings(" ".join(_named(s.words[j:end]))) if one.case in possible and one.gender == gender
            ] or options
        weak = options and options[0].score < _BEARS * likely[0].score
        two = end - j == 2 and not any(is_surname(word) or is_common(word.lower()) for word in s.words[j:end])
        if weak and not sure and not two and stem(s.words[end - 1]) not in self._families:
            return None
        return self._mention(j, end, options) if options else None

    # Names

    def _name(self, i: int) -> tuple[Mention | None, int]:
        """The person, place or whatever the capitalised words at token `i` name."""
        s = self.stream
        end = self._name_end(i)
        options = _likely(_named(s.words[i:end]))
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
        while j < len(s.words) and s.sentence[j] == s.sentence[i] and j - i < _LONGEST_NAME:
            if s.words[j].lower() in _PARTICLES and j + 1 < len(s.words) and _is_capital(s.words[j + 1]):
                j += 2
                continue
            if self._is_nickname(i, j):
                j += 2
                continue
            if not _is_capital(s.words[j]) or self._begins_another(i, j):
                break
            j += 1
        return j

    def _is_nickname(self, i: int, j: int) -> bool:
        """Whether the marks at token `j` stand between a given and a family name: "Рамон «Чико» Веласкин"."""
        s = self.stream
        if s.words[j] is not QUOTE or j != i + 1 or j + 1 >= len(s.words) or s.sentence[j + 1] != s.sentence[i]:
            return False
        return is_given_name(s.words[i]) and _is_capital(s.words[j + 1]) and not is_common(s.words[j + 1].lower())

    def _begins_another(self, i: int, j: int) -> bool:
        """Whether the given name or initials at token `j` belong to another name than the words from `i` on."""
        s = self.stream
        word, before = s.words[j], s.words[i:j]
        if bool(_LATIN.match(word)) != bool(_LATIN.match(before[0])):
            return True
        if all(_INITIALS.fullmatch(one) for one in before):
            return False
        if is_given_name(word) and not is_patronymic(word) and self._is_apart(before, j):
            return True
        if _lemma_is_body(word.lower()) or (_ACRONYM.fullmatch(word) and not before[0].isupper()):
            return True
        if any(is_name_word(one) for one in before):
            return bool(_INITIALS.fullmatch(word)) and not is_surname(before[-1])
        return is_name_word(word) and not self._follows_family_name(before, j)

    def _is_apart(self, before: list[str], j: int) -> bool:
        """Whether the given name at token `j` agrees with nothing before and a family name follows: "Белова Андрей Лосев"."""
        s = self.stream
        following = s.words[j + 1] if j + 1 < len(s.words) and s.sentence[j + 1] == s.sentence[j] else "."
        return (_is_capital(following) and not is_patronymic(following)) and not _agrees([*before, s.words[j]])

    def _follows_family_name(self, before: list[str], j: int) -> bool:
        """Whether the given name at token `j` belongs to the family name before it: "Зайцев Олег Петрович", "Зайцев О.П."."""
        s = self.stream
        if len(before) > 1 or self._is_place(before[0]) or not _agrees([*before, s.words[j]]):
            return False
        behind = [word for word in s.words[j + 1 : j + 3] if s.sentence[j] == s.sentence[min(j + 1, len(s.words) - 1)]]
        if behind and is_patronymic(behind[0]):
            return len(behind) < 2 or not _is_capital(behind[1])
        return is_surname(before[0]) and not (behind and _is_capital(behind[0]))

    def _is_place(self, word: str) -> bool:
        """Whether a single word is a place by the dictionary, by its ending, or by what stands before it elsewhere."""
        if is_given_name(word):
            return False
        low = word.lower()
        placed = any("Geox" in one.traits and one.known for one in words(low)) and not is_surname(word)
        return placed or _PLACE.fullmatch(low) is not None or (stem(word) in self._places and not is_surname(word))

    def _mention(self, i: int, end: int, options: list[Reading]) -> Mention:
        m = Mention(NAME, i, end, tuple(_named(self.stream.words[i:end])))
        if _LATIN.match(m.core[0]):  # a foreign name that is not even transcribed is a body's or a paper's
            m.cases, m.gender = self._governed(i, frozenset(CASES)), "n"
        self._options[id(m)] = options
        return m

    # Bodies

    def _body(self, i: int) -> tuple[Mention, int] | None:
        """The named body that begins at token `i`: "МИД Таврии", "Ставровский городской суд", "Министерство культуры"."""
        s = self.stream
        word = s.words[i]
        acronym = _ACRONYM.fullmatch(word)
        person = len(word) > 3 and word.isupper() and is_given_name(word) and i + 1 < len(s.words) and s.words[i + 1].isupper()
        if acronym and not person and acronym["stem"] not in lists.NO_BODIES:
            end = self._tail_end(i + 1, any_case=acronym["stem"] in _AGENCIES, capitals_only=True)
            return self._body_mention(i, end, (acronym["stem"], *s.words[i + 1 : end]), frozenset(CASES)), end
        head = self._head_of_body(i)
        if head is None:
            return None
        end = head + 1 if _is_whole_name(s.words[head].lower()) else self._tail_end(head + 1)
        if not self._is_named(i, head, end):
            return None
        one = cases(nouns(s.words[head].lower()), "sing")
        possible = self._governed(i, self._modifiers(head, one or frozenset(CASES))[1])
        core = _straight(s.words[i : head + 1], possible)
        return self._body_mention(i, end, (*core, *s.words[head + 1 : end]), possible), end

    def _head_of_body(self, i: int) -> int | None:
        """The noun of the body whose name may begin at token `i`, with the adjectives before it."""
        s = self.stream
        j = i
        while j < len(s.words) and j - i < _LONGEST_NAME and s.sentence[j] == s.sentence[i]:
            low = s.words[j].lower()
            if (
                s.bits[j] & GROUP
                or low in lists.BODIES
                or (j == i and _lemma_is_body(low))
                or (j == i + 1 and self._is_house(j))
            ):
                return j
            if s.words[j] is QUOTE or not adjectives(low):
                return None
            j += 1
        return None

    def _is_house(self, j: int) -> bool:
        """Whether token `j` ends the name of a house that stands for who works there ("Белого дома")."""
        pair = [words(word.lower())[:1] for word in self.stream.words[j - 1 : j + 1]]
        return _is_capital(self.stream.words[j - 1]) and " ".join(one.lemma for found in pair for one in found) in lists.HOUSES

    def _is_named(self, i: int, head: int, end: int) -> bool:
        """Whether a body is called by its name: by a capital, or by what it is in charge of ("министерство культуры")."""
        s = self.stream
        if any(_is_capital(word) for word in s.words[max(i + 1, head) : end]):
            return True
        if _lemma_is_body(s.words[head].lower()):
            return True
        if _is_capital(s.words[i]) and not (self._opens(i) and is_common(s.words[i].lower())):
            return True
        found = nouns(s.words[head].lower())  # none for a body whose word the dictionary has as a name alone ("генпрокуратура")
        return bool(found) and found[0].lemma == "министерство" and end > head + 1

    def _tail_end(self, j: int, *, any_case: bool = False, capitals_only: bool = False) -> int:
        """Where the words in the genitive that belong to a body's name, from token `j` on, end: the last capital or noun."""
        s = self.stream
        first = end = j
        while j < len(s.words) and j - first < _LONGEST_NAME and j and s.sentence[j] == s.sentence[first - 1]:
            word = s.words[j]
            if word is QUOTE or not word[0].isalpha() or (is_name_word(word) and not self._is_land(j)):
                break
            if _is_capital(word):
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
        return _PLACE.fullmatch(s.words[j].lower()) is not None and (
            not _is_capital(following) or _INITIALS.fullmatch(following) is not None
        )

    def _stands_in_genitive(self, word: str) -> bool:
        """Whether a capitalised word can be a complement: a place or the like, and no family name of the text."""
        if _ACRONYM.fullmatch(word):
            return True
        if is_surname(word) and not any("Geox" in one.traits and one.known for one in words(word.lower())):
            return False
        return stem(word) not in self._families and any(one.case == "gent" for one in _likely([word]))

    def _begins_person(self, j: int) -> bool:
        """Whether the capitalised word at token `j` begins a person's name of several words."""
        s = self.stream
        following = s.words[j + 1] if j + 1 < len(s.words) and s.sentence[j + 1] == s.sentence[j] else "."
        return is_surname(s.words[j]) and not self._is_place(s.words[j]) and is_name_word(following)

    def _body_mention(self, i: int, end: int, core: tuple[str, ...], possible: frozenset[str]) -> Mention:
        return Mention(NAME, i, end, core, gender="n", cases=self._governed(i, possible))

    # What the whole text tells of a name

    def _settle(self, found: list[Mention]) -> None:
        """Choose each name's reading: the one that the other mentions of the text support."""
        support, genders = self._evidence(found)
        for m in found:
            options = self._options.get(id(m), [])
            if m.end - m.start == 1:
                options = [one for one in options if one.gender in genders[_family(one.name)]] or options
            if options:
                self._options[id(m)] = options
                weights = [one.score * support[_family(one.name)] * self._beside(m, one) for one in options]
                self._read(m, options[weights.index(max(weights))])

    def _evidence(self, found: list[Mention]) -> tuple[Mapping[str, float], Mapping[str, set[str]]]:
        """How much speaks for each family name, and the genders of those who are called by more than it."""
        support: defaultdict[str, float] = defaultdict(float)
        genders: defaultdict[str, set[str]] = defaultdict(set)
        for m in found:
            options = self._options.get(id(m), [])
            total = sum(one.score for one in options)
            for one in options:
                support[_family(one.name)] += one.score / total
            if m.end - m.start > 1 and len({one.gender for one in options}) == 1:
                genders[_family(options[0].name)].add(options[0].gender)
        return support, genders

    def _beside(self, m: Mention, one: Reading) -> float:
        """How much likelier a verb beside a name makes a reading: "сказала Громова" is a woman in the nominative."""
        s = self.stream
        for i in (m.end, m.start - 1):
            if 0 <= i < len(s.words) and s.words[i] is not QUOTE and s.sentence[i] == s.sentence[m.start]:
                for verb in words(s.words[i].lower())[:1]:
                    if verb.part == "VERB" and verb.number == "sing" and ("past" in verb.traits or i == m.end):
                        fits = one.case == "nomn" and verb.gender in {one.gender, ""}
                        return (_BESIDE_SAYING if s.bits[i] & CUE else _BESIDE_VERB) if fits else 1.0
        return 1.0

    def _read(self, m: Mention, best: Reading) -> None:
        """Take a reading: the name in the nominative, with the cases and the gender that it leaves open."""
        same = [one for one in self._options[id(m)] if fold_word(one.name) == fold_word(best.name)]
        m.cases = frozenset(one.case for one in same)
        genders = {one.gender for one in same}
        m.core = _ordered(tuple(best.name.split()))
        for word, straight in zip(_named(self.stream.words[m.start : m.end]), best.name.split(), strict=True):
            if is_given_name(word):
                self.given[straight.lower()] = best.gender if len(genders) == 1 else "u"
        if len(genders) == 1 and len(m.core) > 1:
            m.gender = best.gender


def _named(tokens: list[str]) -> list[str]:
    """The words of a name without a nickname in marks."""
    return [token for token in tokens if token is not QUOTE]


def _likely(tokens: list[str]) -> list[Reading]:
    """The readings of a name that are worth a thought."""
    found = readings(" ".join(tokens))
    return [one for one in found if one.score >= _WORTH * found[0].score]


def _agrees(tokens: list[str]) -> bool:
    """Whether words can be one name in one case: no reading that is any good leaves a word as it is."""
    apart = 1.0
    for token in tokens:
        apart *= max((one.score for one in readings(token)), default=1.0)
    together = max((one.score for one in readings(" ".join(tokens))), default=0.0)
    return together > 0.02 * apart


def _straight(tokens: list[str], possible: frozenset[str]) -> tuple[str, ...]:
    """The noun of a body's name and its adjectives in the nominative, in the case and gender that they share."""
    head = next((one for one in words(tokens[-1].lower()) if one.part == "NOUN" and one.case in possible), None)
    if head is None:
        return tuple(tokens)
    return tuple(inflected(token, head.case, head.number, head.gender) for token in tokens)


def _ordered(core: tuple[str, ...]) -> tuple[str, ...]:
    """A name with the family name last: "Лавров С.В.", "Зайцев Олег Петрович"."""
    if len(core) > 1 and not is_name_word(core[0]) and (_INITIALS.fullmatch(core[1]) or is_patronymic(core[-1])):
        return (*core[1:], core[0])
    return core


def _family(name: str) -> str:
    return fold_word(_ordered(tuple(name.split()))[-1])


def _is_capital(word: str) -> bool:
    return word[0].isupper() or _JOINED_PARTICLE.match(word) is not None


def is_name_word(word: str) -> bool:
    """Whether a word shows that the name around it is a person's: a given name, a patronymic or initials."""
    return _is_capital(word) and (
        _INITIALS.fullmatch(word) is not None or (len(word) > 1 and (is_given_name(word) or is_patronymic(word)))
    )


def _lemma_is_body(low: str) -> bool:
    """Whether a single word names a body: "Кремль", "Минобороны"."""
    return _is_whole_name(low) or (low.startswith(lists.BODY_PREFIXES) and any("Orgn" in one.traits for one in words(low)))


def _is_whole_name(low: str) -> bool:
    """Whether a word is a body's name that nothing follows."""
    return any(one.lemma in lists.BODIES for one in words(low)) or _is_ministry(low) or _is_watchdog(low)


def _is_watchdog(low: str) -> bool:
    """Whether a word is an inspectorate's: "Рослеснадзор"."""
    return low.startswith("рос") and "надзор" in low


def _is_ministry(low: str) -> bool:
    """Whether a word is "мин" and what the ministry is for, in the genitive: "Минприроды", "Минобороны"."""
    rest = words(low[3:]) if low.startswith("мин") and len(low) > 7 and not any("Surn" in o.traits for o in words(low)) else ()
    return any(one.known and one.part == "NOUN" and one.case == "gent" for one in rest)


def stem(word: str) -> str:
    """A capitalised word without what a case changes."""
    return fold_word(word)[: max(3, len(word) - 2)]
