"""Which people of the archive a question names, and whose words it asks for."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, product

from briefbot.answering.questions.name_parts import could_be, generations, initials, is_like
from briefbot.answering.questions.words import COMMON, SPEECH
from briefbot.language.edits import is_typing_slip
from briefbot.language.folding import fold, fold_name
from briefbot.language.languages import profile
from briefbot.language.lexicon import GROUP, NATIONALITY, ORGANIZATION, PERSON, PLURAL, TITLE, given_names, lexicon
from briefbot.language.name_words import is_title, name_words, raw_words
from briefbot.language.transliteration import Counterparts, is_cyrillic, to_latin
from briefbot.model import Person, Span

# A name of one word ("Benghazi") is believed to be a speaker's when so many passages give it.
_SEEN_OFTEN = 3
# Where names are declined these are told apart from words between two names: «Билл де Блазио».
PARTICLES = profile("ru").particles
_AUXILIARIES = frozenset("did does do has have had would".split())
# As many names like a stranger's are offered.
_MOST_LIKE = 3
# With fewer letters initials mean too much.
_SHORTEST_ACRONYM = 3
# Spellings of a name that are tried; in a question made to have many, the others are left.
_MOST_SPELLINGS = 200
_ENGLISH = profile("en")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a question: the people whom it may mean (most quoted first), its place, and how much of the name is there.

    `whole` tells given and family name from one of them alone; `possessed` is the noun behind a possessive ("Trump's
    comment"), None where there is no possessive; `upright` are those of the people whose name stands here in its basic form;
    `misspelt` says that nobody is called quite so.
    """

    people: tuple[Person, ...]
    place: Span
    whole: bool
    possessed: str | None = None
    upright: tuple[Person, ...] = ()
    misspelt: bool = False


@dataclass(frozen=True, slots=True)
class NameForms:
    """How a language writes names in questions."""

    basic: Callable[[str], tuple[str, ...]]  # a word → its forms in names, folded, the one as typed first; none for grammar
    alone: Callable[[str], bool]  # whether a word in small letters, or the first of a question, can be a name by itself
    given: Callable[[str], bool]  # whether a word is a given name, also in small letters


UNDECLINED = NameForms(basic=lambda word: (fold_name(word),), alone=lambda _: True, given=lambda _: False)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a question: `key` as typed, `forms` its basic forms, `keys` what names of the archive have for them.

    `alone` tells whether it can be a name by itself; `straight` are those of the keys that are the word as typed, anyhow.
    """

    key: str
    place: Span
    capital: bool
    possessive: bool
    forms: tuple[str, ...]
    keys: tuple[str, ...]
    straight: frozenset[str]
    alone: bool
    given: bool


class NameFinder:
    """Finds the people of an archive in questions; made once per archive, it answers in time that grows with the question."""

    def __init__(self, people: Iterable[Person]) -> None:
        """Index the people by family name, given name and whole name."""
        self._whole: dict[str, set[Person]] = defaultdict(set)
        self._family: dict[str, set[Person]] = defaultdict(set)
        self._given: dict[str, set[Person]] = defaultdict(set)
        self._title: dict[str, set[Person]] = defaultdict(set)
        self._acronyms: dict[str, set[Person]] = defaultdict(set)
        # Family names that may be misspelt, by first letter and length: those in capitals are mostly words (VIA EMAIL).
        self._spelt: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._everybody = tuple(filter(_can_be_asked_for, people))
        for person in self._everybody:
            for name in {person.name, *person.names}:
                if (body := _russian_body(name)) is None:
                    self._add(person, name_words(name))
                else:
                    self._whole[" ".join(name_words(name))].add(person)
                    self._family[body].add(person)
            if (first := fold(person.name.split(" ")[0])) in lexicon("en").regnal:  # part of the name: Pope Francis
                self._title[first].add(person)

    def _add(self, person: Person, words: Sequence[str]) -> None:
        if not words:
            return
        self._whole[" ".join(words)].add(person)
        for at in range(1, len(words) - 1):  # "Vargas Llosa", "de Blasio", "Foreign Ministry"
            self._whole[" ".join(words[at:])].add(person)
        body = words[0] not in given_names() and any(_names_a_body(word) for word in words)
        if len(words) > 1 and (body or _ends_as_no_name_does(words)):
            if len(letters := initials(person.name)) >= _SHORTEST_ACRONYM:
                self._acronyms[letters].add(person)
            return  # a body is asked for by its name or the end of it, or its initials, not by one word
        self._family[words[-1]].add(person)
        if not person.name.isupper():
            self._spelt[words[-1][:1], len(words[-1])].add(words[-1])
        if len(words) > 1:
            if words[0] in given_names():  # "Republican National Convention" is nobody's given name
                self._given[words[0]].add(person)
            self._whole[f"{words[0]} {words[-1]}"].add(person)

    def find(self, question: str, forms: NameForms = UNDECLINED) -> list[Named]:
        """The names in a question, in its order; `forms` are those of the question's language."""
        words = list(self._read(question, forms))
        cased = any(word.capital for word in words[1:])
        found: list[Named] = []
        at = 0
        while at < len(words):
            length, named = self._at(words, at, cased=cased)
            if named and at + length < len(words) and words[at + length].key in _ENGLISH.generations:
                named, length = _of_generation(named, words[at + length]), length + 1
            if named:
                found.append(_with_possession(named, words, at + length))
            at += max(length, 1)
        return found

    @cached_property
    def _counterparts(self) -> Counterparts:
        return Counterparts(self._known)

    @cached_property
    def _has_cyrillic(self) -> bool:
        return any(map(is_cyrillic, self._whole))

    @cached_property
    def _known(self) -> frozenset[str]:
        names = (*self._whole, *self._family, *self._given, *self._title)
        return frozenset(word for name in names for word in name.split())

    def _read(self, question: str, forms: NameForms) -> Iterator[_Word]:
        """The words of a question, with the forms in which a name of the archive may have them."""
        given = False
        for at, (raw, bare, place) in enumerate(self._owners(list(raw_words(question)))):
            typed = forms.basic(bare)
            key = fold_name(bare)
            keys: tuple[str, ...] = (key,)
            straight = frozenset(keys)
            if typed and (self._has_cyrillic or is_cyrillic(key)):
                others = [*typed, *(other for form in typed for other in self._counterparts.of(form))]
                keys = (key, *(other for other in dict.fromkeys(others) if other in self._known and other != key))
                straight = frozenset((key, typed[0], *self._counterparts.of(typed[0])))
            alone = given or (bare[0].isupper() and at > 0) or forms.alone(bare)
            yield _Word(key, place, raw[0].isupper(), bare != raw, typed, keys, straight, alone, forms.given(bare))
            given = any(other in self._given for other in keys)

    def _owners(self, raw: Sequence[tuple[str, str, Span]]) -> Iterator[tuple[str, str, Span]]:
        """Words with and without their possessive ending, also where its apostrophe was not typed: "Lunds comment"."""
        for at, (word, bare, place) in enumerate(raw):
            speech = at + 1 < len(raw) and fold(raw[at + 1][1]) in SPEECH
            if (
                speech
                and bare[-1:] == "s"
                and self._family.keys() & {fold_name(bare), fold_name(bare[:-1])} == {fold_name(bare[:-1])}
            ):
                yield word, bare[:-1], Span(place.start, place.end - 1)
            else:
                yield word, bare, place

    def like(self, name: str, forms: NameForms = UNDECLINED) -> tuple[str, ...]:
        """The fullest names of those who may be meant by a name that nobody bears, most quoted first; at most three."""
        spellings = [" ".join(words) for words in islice(product(*map(forms.basic, name.split())), _MOST_SPELLINGS)]
        wanted = [name_words(one) for one in {name, *spellings, *map(to_latin, spellings)}]
        near = [
            person
            for person in self._everybody
            if any(is_like(name_words(to_latin(person.name)), one) or is_like(name_words(person.name), one) for one in wanted)
        ]
        return tuple(person.name for person in sorted(near, key=lambda one: (-one.passages, one.name))[:_MOST_LIKE])

    def unborne(self, question: str) -> Span | None:
        """Where a question has a given name before a family name of the archive that nobody bears together."""
        words = list(self._read(question, UNDECLINED))
        cased = any(word.capital for word in words[1:])
        for at, word in enumerate(words):
            bearers = self._family.get(word.key, ()) if word.capital or word.key not in COMMON else ()
            before = _name_before(words, at, cased=cased) if bearers else None
            if before and before.key in given_names() and not any(could_be(person, before.key) for person in bearers):
                return Span(before.place.start, word.place.end)
        return None

    def _misspelt(self, words: Iterable[str]) -> str | None:
        """The family name of the archive that one of these words is with a slip of the finger, where just one is."""
        near: set[str] = set()
        for word in words:
            lengths = range(len(word) - 1, len(word) + 2)
            alike = (name for length in lengths for name in self._spelt.get((word[:1], length), ()))
            if word not in self._family and not lexicon("en").bits.get(word):
                near |= {name for name in alike if is_typing_slip(name, word)}
        return near.pop() if len(near) == 1 else None

    def _at(self, words: Sequence[_Word], at: int, *, cased: bool) -> tuple[int, Named | None]:
        """The longest name that begins at this word, and how many words it takes."""
        for length in range(min(5, len(words) - at), 1, -1):
            group = words[at : at + length]
            capitals = group[0].capital and (group[-1].capital or is_cyrillic(group[-1].key))  # «Лига портов»
            if any(word.possessive for word in group[:-1]) or (cased and not capitals):
                continue
            people = self._called([word.keys for word in group])
            if people:
                straight = self._called([word.straight for word in group])
                return length, _named(people, group, straight, whole=True)
        return self._single(words, at, cased=cased)

    def _called(self, spellings: Iterable[Iterable[str]]) -> set[Person]:
        """Who bears a name of so many words, each spelt in one of these ways."""
        return _together(self._whole.get(" ".join(words)) for words in islice(product(*spellings), _MOST_SPELLINGS))

    def _single(self, words: Sequence[_Word], at: int, *, cased: bool) -> tuple[int, Named | None]:
        word = words[at]
        title = next((key for key in word.keys if key in self._title), None)
        if title and (is_cyrillic(word.key) or (at and words[at - 1].key == "the")):
            return 1, _named(self._title[title], [word], self._title[title], whole=True)
        if not word.alone or (word.key in COMMON and not (word.capital and at > 0 and cased)) or (cased and not word.capital):
            return 1, None
        if _is_a_noun(words, at) or self._has_a_family_name_behind(words, at, cased=cased):
            return 1, None
        people: set[Person] | None = _together(map(self._family.get, word.keys))
        if cased or at + 1 == len(words) or words[at + 1].key in COMMON:
            people = _more_quoted(people, _together(map(self._known_by_given_name, word.keys)))
        if not people and not lexicon("en").bits.get(word.key):
            people = self._acronyms.get(word.key)
        misspelt = None if people else self._misspelt(word.forms)
        people = self._family[misspelt] if misspelt else people
        if not people:
            return 1, None
        if before := _name_before(words, at, cased=cased):
            # "Angela Merkel" is not the archive's "Ursula Merkel"; a noun before it ("Justice Ginsburg") is a title.
            people = {p for p in people if any(could_be(p, key) for key in before.keys)}
        straight = _together(table.get(key) for table in (self._family, self._given) for key in word.straight)
        return 1, replace(_named(people, [word], straight, whole=False), misspelt=bool(misspelt)) if people else None

    def _has_a_family_name_behind(self, words: Sequence[_Word], at: int, *, cased: bool) -> bool:
        """Whether the next word goes on with a name that begins here ("Simone Biles"), as far as capitals tell.

        Where names are declined, two family names in a row are two people («что сказал Лавров Керри»).
        """
        if at + 1 == len(words) or words[at].possessive:
            return False
        word, following = words[at], words[at + 1]
        if following.place.start != word.place.end + 1:
            return False
        if is_cyrillic(word.key) and following.capital and any(key in self._family for key in following.keys):
            return False
        if following.key in _ENGLISH.generations:
            return False
        if following.key in PARTICLES and cased and at + 2 < len(words):
            return words[at + 2].capital
        return (
            following.capital and following.key not in _ENGLISH.forms_of_address and not is_title(word.key) if cased else False
        )

    def _known_by_given_name(self, key: str) -> set[Person]:
        """A given name alone means somebody only if most of those quoted who bear it are that one person."""
        bearers = sorted(self._given.get(key, ()), key=lambda p: -p.passages)
        if not bearers or 2 * bearers[0].passages < sum(p.passages for p in bearers):
            return set()
        return {bearers[0]}


def _is_a_noun(words: Sequence[_Word], at: int) -> bool:
    """Whether a word in small letters is no name: "the company" is no Such & Company, "the mayor" no Mr. Major."""
    the = any(word.key in ("the", "a", "an", "any") for word in words[max(at - 3, 0) : at])  # "the new labor secretary"
    nouns = GROUP | ORGANIZATION | (PERSON if the else 0)
    return not words[at].capital and bool(lexicon("en").bits.get(words[at].key, 0) & nouns)


def _russian_body(name: str) -> str | None:
    """The word by which a Russian body may be asked for alone («МИД»), "" where there is none; None for people.

    A body's name has a word in small letters that is no particle of names, or begins with an acronym.
    """
    first, *rest = name.split() or [""]
    if not rest or not is_cyrillic(name):
        return None
    if first.isupper() and len(first) > 1 and "." not in first:
        return fold_name(first)
    return "" if any(word[0].islower() and word not in PARTICLES for word in rest) else None


def _names_a_body(word: str) -> bool:
    """Whether a word in a name tells that it is a body's or a kind of people's: "Labor Department", "Iowa Republican"."""
    return bool(lexicon("en").bits.get(word, 0) & (ORGANIZATION | TITLE | PLURAL | GROUP))


def _ends_as_no_name_does(words: Sequence[str]) -> bool:
    """Whether the last word alone calls nobody: "Ohio Republicans", "Brennan Centre for Justice"."""
    bits = lexicon("en").bits
    return bool(
        bits.get(words[-1], 0) & (NATIONALITY | PLURAL) or any(bits.get(word, 0) & ORGANIZATION for word in words[1:-1])
    )


def _can_be_asked_for(person: Person) -> bool:
    """Whether a name that is one word only is rather somebody's than a place or a thing that was taken for a speaker."""
    return " " in person.name or person.name.isupper() or person.passages >= _SEEN_OFTEN


def _of_generation(named: Named, suffix: _Word) -> Named | None:
    """The same for those alone who bear the suffix that follows; None where nobody does: a son is not his father."""
    people = tuple(person for person in named.people if _ENGLISH.generations[suffix.key] in generations(person))
    place = Span(named.place.start, suffix.place.end)
    return replace(named, people=people, upright=people, place=place, whole=True) if people else None


def _with_possession(named: Named, words: Sequence[_Word], following: int) -> Named:
    last = words[following - 1]
    if not last.possessive:
        return named
    noun = next((word.key for word in words[following : following + 3] if word.key in SPEECH), None)
    noun = noun or (words[following].key if following < len(words) else "")
    return replace(named, possessed=noun)


def _more_quoted(one: set[Person] | None, other: set[Person] | None) -> set[Person] | None:
    """Of those called so by family name and by given name, those who are quoted more."""
    return max(one or set(), other or set(), key=lambda people: sum(person.passages for person in people)) or None


def _name_before(words: Sequence[_Word], at: int, *, cased: bool) -> _Word | None:
    """The word before a family name that must be a given name of whoever bears it; None where it may be anything."""
    before = words[at - 1] if at else None
    if before and at > 1 and before.key in PARTICLES:
        before = words[at - 2]
    if before is None or before.given:
        return before
    if before.key in given_names() and (not cased or at == 1) and not before.possessive:
        asked = at > 1 and words[at - 2].key in _AUXILIARIES  # "did will moy say"
        heads = words[at].possessive or (at + 1 < len(words) and words[at + 1].key in ("on", "about"))
        return before if asked or heads or before.key not in COMMON else None
    follows = cased and at > 1 and before.capital and not is_title(before.key) and not before.possessive
    return before if follows else None


def _together(found: Iterable[set[Person] | None]) -> set[Person]:
    return set().union(*filter(None, found))


def _named(people: Iterable[Person], group: Sequence[_Word], straight: set[Person], *, whole: bool) -> Named:
    ordered = tuple(sorted(people, key=lambda person: (-person.passages, person.name)))
    upright = tuple(person for person in ordered if person in straight)
    return Named(ordered, Span(group[0].place.start, group[-1].place.end), whole, upright=upright)
