"""Who is who in one document: the names that mean one person or body, its fullest name, and its gender."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from briefbot.language.en.speech import COMMON_ACRONYMS, FIRMS
from briefbot.language.lexicon import FUNCTION, NATIONALITY, ORGANIZATION, PARTICLE, PERSON, TITLE, Lexicon
from briefbot.language.names import given_names_may_agree
from briefbot.reading.quotes.budget import Budget
from briefbot.reading.quotes.mentions import NAME, Mention
from briefbot.reading.quotes.names import is_initial

PERSON_KIND, ORGANIZATION_KIND, PLACE_KIND, UNKNOWN = "person", "organization", "place", "?"

# These begin names of places, though somebody may bear them.
_COMPASS = frozenset("north south east west new san santa st. el los las lake mount fort port park".split())

_LAST_GIVEN = re.compile(r"[^\W\d_a-z]\w+-[a-z]\w+")
_GIVEN = re.compile(r"\b([A-Z][\w-]+)(?: [A-Z]\.)?\Z")
_LONG = 30  # code points of a given name and an initial
_VOWELS = re.compile(r"[aeiouy]+")
_RIVALS = 0.5  # of the weight of the likeliest bearer, from which on another one may be meant
_LONGEST = 4  # words of a person's name; longer ones are headlines


@dataclass(slots=True, eq=False)
class Entity:
    """One person or body: every form of its name, and what tells its kind and gender ("m", "f" or "")."""

    number: int
    full: tuple[str, ...]
    kind: str = UNKNOWN
    gender: str = ""
    generation: str = ""
    votes: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    roles: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    places: int = 0  # mentions behind "in" or "at"
    definite: int = 0  # mentions behind "the", as nobody's name stands
    titled: bool = False  # a title tells the gender
    seen: int = 0
    surname: int = 0  # mentions that hold the family name
    named_at: int = -1000  # the last mention by more than the family name
    last: int = -1
    first: int = 1 << 60
    speaks: bool = False
    common: bool = False  # a word that names nobody in particular, with a capital
    people: bool = False  # a people or a party's people, whom no "he" or "it" means
    forms: dict[tuple[str, ...], int] = field(default_factory=dict)  # how often it was called what
    by_first: bool = False  # called by a first word of one syllable, as "Lin" for Lin Baozhen: it is the family name
    solid: bool = True  # the fullest name is a name throughout, as far as can be told

    def name(self, lexicon: Lexicon) -> str:
        """The fullest name, without titles; a single name keeps the rank without which it names nobody ("Pope Francis").

        Where the fullest name may hold what is none, the one that the article mostly uses is shown.
        """
        if not self.solid and (bare := self._bare()):
            return _composed(bare)
        name = _composed(self.full)
        rank = next((t for t in sorted(self.titles) if t in lexicon.regnal), None)
        if rank is not None and len(self.full) == 1 and self.full[0].lower() != rank:
            return f"{rank.capitalize()} {name}"
        return name

    def _bare(self) -> tuple[str, ...]:
        """The commonest shorter form that the fullest name ends in; () where there is none."""
        shorter = [form for form in self.forms if len(form) < len(self.full) and self.full[-len(form) :] == form]
        return max(shorter, key=lambda form: (self.forms[form], len(form)), default=())


class Entities:
    """The people and bodies of one document, from its mentions by name."""

    def __init__(
        self,
        lexicon: Lexicon,
        given: Mapping[str, str],
        mentions: list[Mention],
        small: Container[str],
        letters: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.lexicon = lexicon
        self.given = given
        self.small = small
        self.all: list[Entity] = []
        self.budget = Budget()
        self.bare: set[int] = set()  # mentions by a family name alone that may mean another bearer of it, too
        self._titled: dict[str, set[str]] = defaultdict(set)  # family name → the genders that titles before it tell
        self._by_tail: dict[tuple[str, ...], list[Entity]] = {}
        self._by_first: dict[str, list[Entity]] = {}
        self._by_inner: dict[str, list[Entity]] = {}
        self._by_acronym: dict[str, Entity] = {}
        self._of_core: dict[tuple[str, ...], Entity] = {}
        self._letters = letters or {}  # capitals in brackets behind a name → that name
        self._link(mentions)

    def of(self, mention: Mention) -> Entity | None:
        """Whom a mention was found to mean."""
        return self.all[mention.entity] if mention.entity >= 0 else None

    def _link(self, mentions: list[Mention]) -> None:
        names = [m for m in mentions if m.kind is NAME and m.core]
        genders = _title_genders(names)
        for mention in names:
            if mention.gender:
                self._titled[mention.core[-1].lower()].add(mention.gender)
        for core in self._in_turn(_longest_first(m.core for m in names)):
            self._enter(core, genders.get(core, ""))
        for letters, core in self._letters.items():
            if core in self._of_core:
                self._by_acronym[letters] = self._of_core[core]
        for mention in names:
            entity = self._of_core.get(mention.core) or self._single(mention)
            mention.entity = entity.number
            self._note(entity, mention)
            entity.surname += mention.core[-1] == entity.full[-1] or len(mention.core) > 1
            if len(mention.core) > 1:
                entity.named_at = mention.start
        for entity in self.all:
            self._decide(entity)

    def _in_turn(self, cores: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """The names of several words in the order in which they get their entities: the longest first."""
        return cores

    def _enter(self, core: tuple[str, ...], gender: str) -> None:
        """Give a name of several words its entity: a known one that it shortens or spells otherwise, or a new one."""
        key = tuple(word.lower() for word in core)
        generation = key[-1].strip(".") if len(key) > 1 and key[-1] in self.lexicon.generations else ""
        bare = key[:-1] if generation else key
        entity = None
        namesakes = self._by_tail.get(bare[-1:], ())
        self.budget.spend(len(namesakes))
        for known in namesakes:
            if self._same(known, bare, generation, gender):
                entity = known
                break
        entity = entity or self._beginning_with(bare) or self._new(core, bare, generation)
        if gender:
            entity.gender, entity.titled = gender, True
        self._of_core[core] = entity

    def _beginning_with(self, bare: tuple[str, ...]) -> Entity | None:
        """The one whose longer name begins with a form of address and these words ("Aunty June", of Aunty June Barraby)."""
        if len(bare) < 2 or bare[0] in self.given:
            return None  # a given and a family name: what stands behind them is somebody else, or a headline's
        longer = [
            known
            for known in self._by_first.get(bare[0], ())
            if known.kind in (PERSON_KIND, UNKNOWN)
            and len(known.full) <= _LONGEST
            and tuple(word.lower() for word in known.full[: len(bare)]) == bare
        ]
        self.budget.spend(len(longer))
        return longer[0] if len(longer) == 1 and " ".join(bare) not in self.lexicon.places else None

    def _same(self, known: Entity, bare: tuple[str, ...], generation: str, gender: str) -> bool:
        full = tuple(word.lower() for word in known.full)
        if known.generation:
            full = full[:-1]
        if generation != known.generation or (gender and known.gender and gender != known.gender):
            return False
        if full[-len(bare) :] == bare or bare == full[: len(bare)]:
            return full == bare or " ".join(bare) not in self.lexicon.places  # "Ann Lee South Carolina", in a headline
        if len(full) > 3 and known.kind is ORGANIZATION_KIND:
            return False
        return full[-1] == bare[-1] and given_names_may_agree(full[0].rstrip("."), bare[0].rstrip("."))

    def _new(self, core: tuple[str, ...], bare: tuple[str, ...], generation: str) -> Entity:
        entity = Entity(len(self.all), core, generation=generation)
        entity.kind = self._kind(core, bare)
        entity.gender = "m" if generation else self._given_gender(entity)
        self.all.append(entity)
        if len(bare) > 2:
            self._by_acronym.setdefault("".join(word[0] for word in core if word[0].isupper()), entity)
        self._by_tail.setdefault(bare[-1:], []).append(entity)
        self._by_first.setdefault(bare[0], []).append(entity)
        for word in bare[1:-1] if entity.kind in (PERSON_KIND, UNKNOWN) and len(bare) <= _LONGEST else ():
            self._by_inner.setdefault(word, []).append(entity)
        return entity

    def _kind(self, core: tuple[str, ...], bare: tuple[str, ...]) -> str:
        bits = self.lexicon.bits
        if _has_family_name_first(core):
            return PERSON_KIND
        if "&" in bare:
            return ORGANIZATION_KIND
        if len(bare) > 1 and bare[0] in self.given and bare[0] not in _COMPASS and not bits.get(bare[-1], 0) & ORGANIZATION:
            return PERSON_KIND
        if " ".join(bare) in self.lexicon.places:
            return PLACE_KIND
        if any(bits.get(word, 0) & ORGANIZATION or word in ("of", "&", "for") for word in bare):
            return ORGANIZATION_KIND
        if all(word.isupper() for word in core) and (len(core[0]) <= 5 or len(core) > 1) and len(core[0]) > 1:
            return ORGANIZATION_KIND
        return UNKNOWN

    def _single(self, mention: Mention) -> Entity:
        """Whom a single word means: the one of that family name who was spoken of, else of that given name, else another."""
        word = mention.core[0].lower()
        namesakes, called = self._by_tail.get((word,), ()), self._by_first.get(word, ())
        self.budget.spend(len(namesakes) + len(called))
        fitting = [e for e in namesakes if not _clash(e, mention)]
        if mention.gender:
            same = [e for e in fitting if e.gender == mention.gender]
            fitting = same if same or len(self._titled[word]) > 1 else fitting  # "Mr. Lee" and "Mrs. Lee" are two
        if not fitting and namesakes and len(self._titled[word]) > 1 and mention.gender:
            return self._new(mention.core, (word,), "")
        if not fitting:
            fitting = [e for e in called if not _clash(e, mention) and e.kind is not ORGANIZATION_KIND]
            if len({e.number for e in fitting}) > 1:
                fitting = [e for e in fitting if e.last >= 0] or fitting
        if not fitting:
            return self._other_single(mention, word)
        if len(fitting) == 1:
            return fitting[0]
        known = [e for e in fitting if e.last >= 0] or fitting
        found = max(known, key=lambda e: (self._weight(e, mention), e.last))
        if any(self._weight(e, mention) > _RIVALS * self._weight(found, mention) for e in known if e is not found):
            self.bare.add(id(mention))
        return found

    def _weight(self, entity: Entity, mention: Mention) -> int:
        """How likely a family name alone means somebody: how often it did so far, and whether the full name was near."""
        return entity.surname + (2 if entity.named_at >= mention.start - 60 else 0)

    def _other_single(self, mention: Mention, word: str) -> Entity:
        """A body by its initials; the only one of a family name, though its given name misled about the gender; or another."""
        body = self._by_acronym.get(mention.core[0]) if mention.core[0].isupper() else None
        if body is not None and body.kind is not PERSON_KIND:
            body.kind = ORGANIZATION_KIND
            return body
        if (company := self._company(word)) is not None:
            return company
        namesakes = self._by_tail.get((word,), ())
        if len(namesakes) == 1 and not namesakes[0].titled:
            return namesakes[0]
        if not namesakes and (holder := self._holder(mention, word)) is not None:
            return holder
        return self._new(mention.core, (word,), "")

    def _company(self, word: str) -> Entity | None:
        """The one company whose name begins with the word: "Oakline", of Oakline Partners."""
        called = self._by_first.get(word, ())
        if len(called) != 1 or called[0].kind is not ORGANIZATION_KIND or called[0].full[-1].lower() not in FIRMS:
            return None
        none = self.lexicon.bits.get(word, 0) & (NATIONALITY | FUNCTION | ORGANIZATION | TITLE)
        return None if none or word in self.lexicon.places or word in self.given else called[0]

    def _holder(self, mention: Mention, word: str) -> Entity | None:
        """The one person in whose name the word stands between others: "Lau", of Winnie Lau Suk-fan."""
        holders = [one for one in self._by_inner.get(word, ()) if not _clash(one, mention)]
        self.budget.spend(len(holders))
        if len(holders) != 1 or self.lexicon.bits.get(word, 0) & (NATIONALITY | FUNCTION | ORGANIZATION):
            return None
        return holders[0] if word not in self.lexicon.places else None

    def complete(self, text: str) -> None:
        """Learn the full names that stand only where no mention is looked for, in marked words and headlines.

        Of two people of one family name, neither is taken.
        """
        for entity in self.all:
            family = entity.full[0]
            if len(entity.full) > 1 or entity.kind in (ORGANIZATION_KIND, PLACE_KIND) or entity.common or not family.istitle():
                continue
            if self._by_tail.get((family.lower(),)) != [entity] or not (entity.speaks or entity.kind is PERSON_KIND):
                continue
            names = _full_names(family, text)
            given = [word for word in names if self._is_given(word)]
            if (
                len(names) == 1
                and given
                and self.given[given[0].lower()] in ("u", entity.gender or self.given[given[0].lower()])
            ):
                entity.full = tuple(names[given[0]].split())
                entity.kind, entity.gender = PERSON_KIND, entity.gender or self._given_gender(entity)

    def _is_given(self, word: str) -> bool:
        low = word.lower()
        return low in self.given and not self.lexicon.bits.get(low, 0) & (FUNCTION | ORGANIZATION | TITLE | PERSON)

    def _is_common(self, word: str) -> bool:
        """Whether a single name is a common word: of one letter, a nationality, or written small elsewhere in the text."""
        low = word.lower()
        if len(low.strip(".")) < 2 or low in COMMON_ACRONYMS:
            return True
        if self.lexicon.bits.get(low, 0) & (NATIONALITY | FUNCTION):
            return True
        return low in self.small and low not in self.given

    def _is_solid(self, entity: Entity) -> bool:
        """Whether nothing in a name of several words looks like something else: a common word, a role, an acronym."""
        full = entity.full
        if len(full) < 2 or entity.kind in (ORGANIZATION_KIND, PLACE_KIND) or entity.forms.get(full, 0) > 1:
            return True
        return not any(self._may_be_none(word) for word in full[:-1])

    def _may_be_none(self, word: str) -> bool:
        """Whether a word before a family name may be no name."""
        low = word.lower()
        bits = self.lexicon.bits.get(low, 0)
        if low in self.given or "." in word or low in self.lexicon.regnal or bits & PARTICLE:
            return False
        return bool(bits) or low in self.small or (word.isupper() and len(word) > 1)

    def _is_people(self, word: str) -> bool:
        """Whether a word names a people, or one of them ("South Korean", "Latinos")."""
        low = word.lower()
        return any(self.lexicon.bits.get(form, 0) & NATIONALITY for form in (low, low.removesuffix("s")))

    def _given_gender(self, entity: Entity) -> str:
        """The gender that a person's given name tells ("" where it does not)."""
        if entity.kind is ORGANIZATION_KIND or (len(entity.full) < 2 and entity.kind is not PERSON_KIND):
            return ""
        if _has_family_name_first(entity.full):
            return ""
        first = entity.full[1] if is_initial(entity.full[0]) and len(entity.full) > 2 else entity.full[0]
        gender = self.given.get(first.lower(), "") or self.given.get(first.lower().split("-")[0], "")
        return gender if gender in ("m", "f") else ""

    def _note(self, entity: Entity, mention: Mention) -> None:
        entity.last = mention.start
        entity.seen += 1
        entity.forms[mention.core] = entity.forms.get(mention.core, 0) + 1
        if mention.titles:
            entity.titles.update(mention.titles)
            if all(title in self.lexicon.title_parts for title in mention.titles) and entity.kind is PLACE_KIND:
                return  # "former Arizona governor Ann Lee"
            if entity.kind in (UNKNOWN, PLACE_KIND) or (entity.kind is ORGANIZATION_KIND and len(entity.full) == 1):
                entity.kind = PERSON_KIND
            if mention.gender:
                if not entity.titled:
                    entity.gender = mention.gender  # a title knows better than the given name
                entity.titled = True
                entity.votes[mention.gender] += 5

    def _decide(self, entity: Entity) -> None:
        """Let titles settle the gender: they know better than the given name."""
        entity.common = len(entity.full) == 1 and entity.kind != PERSON_KIND and self._is_common(entity.full[0])
        entity.people = entity.kind != PERSON_KIND and self._is_people(entity.full[-1])
        entity.solid = self._is_solid(entity)
        entity.by_first = (
            len(entity.full) == 2
            and (entity.full[:1] in entity.forms)
            and (entity.full[1:] not in entity.forms)
            and len(_VOWELS.findall(entity.full[0].lower())) == 1
        )
        if entity.votes["m"] != entity.votes["f"]:
            entity.gender = "m" if entity.votes["m"] > entity.votes["f"] else "f"


def _composed(words: tuple[str, ...]) -> str:
    """A name with each accent in its letter, however the text writes it: one name is written one way."""
    return unicodedata.normalize("NFC", " ".join(words))


def _full_names(family: str, text: str) -> dict[str, str]:
    """The names that a text has of a family name, by the word with a capital before it."""
    found: dict[str, str] = {}
    at = text.find(f" {family}")
    while at >= 0:
        end = at + 1 + len(family)
        before = _GIVEN.search(text, max(0, at - _LONG), at)
        if before is not None and not text[end : end + 1].isalnum():
            found[before[1]] = text[before.start() : end]
        at = text.find(f" {family}", end)
    return found


def _has_family_name_first(full: tuple[str, ...]) -> bool:
    """Whether a name has the form of "Chan Kwok-keung"."""
    return len(full) == 2 and _LAST_GIVEN.fullmatch(full[1]) is not None


def _title_genders(names: list[Mention]) -> dict[tuple[str, ...], str]:
    return {m.core: m.gender for m in names if m.gender}


def _longest_first(cores: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The different names of several words, longest first, otherwise in the order of the text."""
    return sorted((core for core in dict.fromkeys(cores) if len(core) > 1), key=len, reverse=True)


def _clash(entity: Entity, mention: Mention) -> bool:
    """Whether a title's gender forbids it."""
    return bool(mention.gender and entity.gender and mention.gender != entity.gender)
