"""What an article tells of its people and bodies: their roles, kind and gender; and whom a role, a body or a document means.

Roles ("the senator") and bodies ("the ministry") mean the one who was given that role or name, if there is only one; a
document speaks for whoever issued it.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefbot.language.en.speech import COMPANIES, ISSUING, KIN
from briefbot.language.lexicon import CUE, GROUP, OPENER, PAPER, PERSON, PREPOSITION
from briefbot.reading.quotes.clauses import Clause
from briefbot.reading.quotes.entities import ORGANIZATION_KIND, PERSON_KIND, PLACE_KIND, UNKNOWN, Entities, Entity
from briefbot.reading.quotes.initials import initials, take_letters
from briefbot.reading.quotes.kin import kinships, relative
from briefbot.reading.quotes.mentions import NAME, NOMINAL, PRONOUN_KIND, Mention
from briefbot.reading.quotes.taken import body, person
from briefbot.reading.quotes.tokens import Stream
from briefbot.reading.quotes.tried import CALLED, defendants

PARAGRAPHS = 4  # how far back somebody is looked for
# A title before a name, and the role that it is called by afterwards.
_ROLES = {
    "sen.": "senator", "rep.": "representative", "congressman": "representative", "congresswoman": "representative",
    "lawmaker": "representative", "gov.": "governor", "dr.": "doctor", "gen.": "general", "prof.": "professor",
    "adm.": "admiral",
    "col.": "colonel", "sgt.": "sergeant", "capt.": "captain", "lt.": "lieutenant", "rev.": "reverend",
}  # fmt: skip
_COMPANY = "company"
_MOST_BODIES = 50  # mentions by one noun
_NOUNS = dict.fromkeys(("firm", "corporation", "business"), _COMPANY) | {"organisation": "organization"}
_TOLD = frozenset(("told", "tells", "telling", "tell"))
_PLACE_PREPOSITIONS = frozenset("in at near across outside inside throughout around".split())
_TAKEN_UP = 0.8  # how sure it is whom a noun takes up that nobody was introduced by: set by hand
_OFFICER = re.compile("chief (?P<of>[a-z]+) officer")
_VAGUE = frozenset("own old young current outspoken embattled longtime veteran".split())
_NO_BODIES = frozenset("couple family state country nation city town crowd audience public staff leadership community".split())
_BEFORE_VERB = frozenset("also has had later never once repeatedly reportedly then".split())  # "the mayor later said"
INDEFINITE = frozenset("a an one another".split())


def _noun(core: Sequence[str]) -> str:
    """The noun that a body goes by afterwards: the last word of its name, or the one before "of"."""
    at = next((k for k, word in enumerate(core) if k and word in ("of", "for")), len(core))
    return core[at - 1].lower() if core else ""


class Roles:
    """Who has which role in one document, and what that tells of a phrase; what `coreference.Resolver` builds upon."""

    def __init__(self, stream: Stream, mentions: Sequence[Mention], clauses: Sequence[Clause], entities: Entities) -> None:
        self.stream = stream
        self.mentions = mentions
        self.entities = entities
        self.starts = [m.start for m in mentions]
        self.subjects = {id(c.subject): c.saying for c in clauses if c.subject is not None}
        self.sure: dict[int, float] = {}
        self._by_end = {m.end: m for m in mentions}
        self._by_start = {m.start: m for m in mentions}
        self._bearers: dict[str, list[int]] = defaultdict(list)
        self._bodies: dict[str, list[Mention]] = defaultdict(list)
        self._clause_of: dict[int, list[Clause]] = defaultdict(list)  # by sentence
        for clause in clauses:
            self._clause_of[stream.sentence[clause.cue]].append(clause)
        self._learn_roles()
        self._kin = kinships(stream, mentions, self._by_start, entities)

    def is_subject(self, m: Mention) -> bool:
        """Whether a mention is the subject of a verb of saying, or opens its sentence or clause."""
        return self._is_subject(m)

    def _is_subject(self, m: Mention) -> bool:
        if id(m) in self.subjects:
            return True
        if m.possessive or m.modifies:
            return False
        s = self.stream
        if s.opens(m.start) or s.bits[m.start - 1] & OPENER:
            return True
        return s.words[m.start - 1] == "," and m.end < len(s.words) and s.words[m.end] != "," and m.kind is not NOMINAL

    def _resolve_phrase(self, m: Mention) -> None:
        bits = self.stream.bits[m.end - 1]
        apposed = self._apposed_name(m)
        if apposed is not None:
            self._set(m, apposed.entity, 0.95)
        elif bits & PAPER:
            self._set(m, self._author(m), 0.85)
        elif m.head in KIN and (related := relative(self.stream, m, self._kin, self.entities)) is not None:
            self._set(m, related, 0.85)
        elif not (self._is_definite(m) or self._is_owned(m)):
            return
        elif bits & GROUP or (not bits & PERSON and m.head in self._bodies):
            found = self._body(m)
            self._set(m, found if found is not None else body(self, m), 0.85)
        elif m.gender != "p":
            self._set(m, self._bearer(m), 0.85)
            if m.entity < 0:
                self._set(m, person(self, m), _TAKEN_UP)

    def _author(self, m: Mention) -> int | None:
        """Whose words a document holds: its owner's, of the one that was spoken of the issuer's, of another its maker's."""
        owner = self._owner(m)
        if owner is not None:
            return owner
        return self._issuer(m) if self._is_definite(m) else self._maker(m, ("by", "from"))

    def _apposed_name(self, m: Mention) -> Mention | None:
        """The name beside a role: "Ann Lee, the mayor", "the mayor, Ann Lee,", "the newspaper Haaretz", "a man named Bob"."""
        s = self.stream
        words = s.words
        if not s.bits[m.end - 1] & (PERSON | GROUP):
            return None
        before = self._by_end.get(m.start - 1) if m.start > 1 and words[m.start - 1] == "," else None
        if (
            before is not None
            and before.kind is NAME
            and not before.modifies
            and s.sentence[before.start] == s.sentence[m.start]
            and not self._opens_clause(before, m)
        ):
            return before
        following = self._by_start.get(m.end)
        if following is None:
            following = self._name_behind(m)
        if (
            following is not None
            and following.kind is NAME
            and not following.modifies
            and s.sentence[following.start] == s.sentence[m.start]
        ):
            return following
        return None

    def _opens_clause(self, name: Mention, m: Mention) -> bool:
        """Whether a role is the subject behind what a sentence begins with: "Standing beside Ann Lee, the mayor said"."""
        s = self.stream
        verb = m.end + (m.end < len(s.words) and s.words[m.end] in _BEFORE_VERB)
        if verb >= len(s.words) or not s.bits[verb] & CUE:
            return False
        first = bisect_left(s.sentence, s.sentence[m.start])
        return self._is_governed(name) or (first < name.start and bool(s.bits[first] & PREPOSITION))

    def _is_governed(self, m: Mention) -> bool:
        """Whether a verb or preposition stands before a mention whose subject it is not; "as for" presents somebody."""
        s, before = self.stream, m.start - 1
        if s.bits[m.start] & PREPOSITION:
            return True  # "Behind Ann Lee, a man said": the capital of a sentence's first word
        if s.opens(m.start) or id(m) in self.subjects:
            return False
        presented = s.words[before] == "for" and before > 0 and s.words[before - 1].lower() == "as"
        return s.words[before] != "," and not s.bits[before] & OPENER and not presented

    def _name_behind(self, m: Mention) -> Mention | None:
        s = self.stream
        words = s.words
        for j in range(m.end, min(m.end + 9, len(words) - 1)):
            if s.sentence[j] != s.sentence[m.start]:
                return None
            if words[j] == ",":
                name = self._by_start.get(j + 1)
                closed = name is not None and name.end < len(words) and (words[name.end] == "," or bool(s.bits[name.end] & CUE))
                return (
                    name if closed and name is not None and name.kind is NAME and (len(name.core) > 1 or name.titles) else None
                )
            if words[j] in ("named", "called") or (words[j] == "as" and words[j - 1] == "known"):
                return self._by_start.get(j + 1)
            if s.bits[j] & CUE and words[j] != "known":
                return None
        return None

    def _set(self, m: Mention, entity: int | None, sure: float) -> None:
        if entity is not None:
            m.entity = entity
            self.sure[id(m)] = sure

    def _is_definite(self, m: Mention) -> bool:
        return self.stream.words[m.start].lower() in ("the", "this", "that")

    def _is_owned(self, m: Mention) -> bool:
        """Whether a body is one of somebody's whom the article does not name there: "the sheriff's office"."""
        owner = self._by_end.get(m.start)
        owned = owner is not None and owner.kind is NOMINAL and self.stream.words[m.start] in ("'s", "’s")
        return owned and owner is not None and self._is_definite(owner) and bool(self.stream.bits[m.end - 1] & GROUP)

    def _owner(self, m: Mention) -> int | None:
        """Whose "'s statement" it is."""
        name = self._by_end.get(m.start)
        return name.entity if name is not None and name.kind is NAME and name.possessive and name.entity >= 0 else None

    def _earlier(self, m: Mention) -> Iterator[Mention]:
        """The mentions of the last paragraphs before one, the nearest first."""
        at = bisect_left(self.starts, m.start)
        for before in reversed(self.mentions[max(0, at - 60) : at]):
            if self.stream.paragraph[m.start] - self.stream.paragraph[before.start] > PARAGRAPHS:
                return
            yield before

    def _issuer(self, m: Mention) -> int | None:
        """Who made the document of this kind that was spoken of last ("the ministry's comments", "a letter from Ann Lee")."""
        for before in self._earlier(m):
            if before.kind is NOMINAL and before.head == m.head:
                owner = self._owner(before)
                owner = owner if owner is not None else self._maker(before)
                return owner if owner is not None else self._who_issued(before)
        return None

    def _who_issued(self, m: Mention) -> int | None:
        """Whose document it is by its sentence: "Ann Lee released a statement", "said in a statement"."""
        first = bisect_left(self.starts, m.start)
        inside = m.start > 0 and self.stream.words[m.start - 1].lower() == "in"  # "in a statement, Ann Lee said"
        for clause in self._clause_of[self.stream.sentence[m.start]]:
            who = clause.subject
            if (
                who is None
                or clause.lemma not in ISSUING
                or not (inside or clause.cue < m.start)
                or who.entity < 0
                or self._is_place(who.entity)
            ):
                continue
            between = self.mentions[max(0, first - 3) : first]
            if not any(clause.cue < one.start and one.kind is NAME for one in between):  # "the paper said Lee gave a statement"
                return who.entity
        return None

    def _is_place(self, entity: int) -> bool:
        return self.entities.all[entity].kind == PLACE_KIND

    def _maker(self, m: Mention, links: Sequence[str] = ("from", "by", "of", "issued")) -> int | None:
        """Who is named behind a document as its maker: "a report by the Water Institute", "a letter from lawyer Ann Lee"."""
        if m.end >= len(self.stream.words) or self.stream.words[m.end] not in links:
            return None
        maker = next((found for k in (1, 2, 3) if (found := self._by_start.get(m.end + k)) is not None), None)
        if maker is not None and maker.kind is NOMINAL:
            maker = self._apposed_name(maker)
        named = maker is not None and maker.kind is NAME and not maker.possessive and not maker.modifies
        return maker.entity if maker is not None and named and maker.entity >= 0 else None

    def _body(self, m: Mention) -> int | None:
        """The body whose name ends in this word ("the ministry" → "Foreign Ministry"); None where there are several."""
        bodies = self._bodies[_NOUNS.get(m.head, m.head)]
        self.entities.budget.spend(len(bodies))
        fitting = {b.entity for b in bodies if b.start < m.start}
        return fitting.pop() if len(fitting) == 1 else None

    def _bearer(self, m: Mention) -> int | None:
        """The one person of the article to whom the role and all that narrows it down were given."""
        narrowed = {w.lower() for w in self.stream.words[m.start + 1 : m.end - 1] if w[0].isalpha()} - _VAGUE
        having = self._bearers[_ROLES.get(m.head, m.head)]
        self.entities.budget.spend(len(having))
        fitting = [n for n in having if self._may_be(self.entities.all[n], narrowed, m)]
        if len(fitting) != 1:
            return None
        for before in self._earlier(m):
            if before.entity == fitting[0]:
                return before.entity
            if before.kind is NOMINAL and before.head == m.head and self.stream.words[before.start].lower() in INDEFINITE:
                return None
        return fitting[0]

    def _may_be(self, entity: Entity, narrowed: set[str], m: Mention) -> bool:
        clash = m.gender in ("m", "f") and entity.gender not in ("", m.gender)
        return narrowed <= entity.roles and not clash and entity.first < m.start

    def _learn_roles(self) -> None:
        """Give every person the roles beside the name: titles, "Ohio governor Ann Lee", "Ann Lee, the governor of Ohio"."""
        s = self.stream
        for m in self.mentions:
            if m.kind is not NAME or m.entity < 0:
                continue
            entity = self.entities.all[m.entity]
            entity.first = min(entity.first, m.start)
            entity.definite += m.start > 0 and s.words[m.start - 1].lower() == "the" and not m.titles and not m.modifies
            if len(m.core) > 1 and not m.modifies and entity.kind != PERSON_KIND:
                self._add_body(m)
            self._add_roles(
                entity, [_ROLES.get(t, t) for t in m.titles], s.words[m.start : m.end - len(m.core)] if m.titles else ()
            )
            if (age := self._age_behind(m)) is not None:
                entity.roles.add(age)
            after = self._by_start.get(m.end + 1) if m.end < len(s.words) and s.words[m.end] == "," else None
            after = None if after is not None and self._opens_clause(m, after) else after
            self._learn_from(entity, self._by_end.get(m.start) or self._role_before_comma(m), m, apposed=False)
            self._learn_from(entity, after, m, apposed=True)
        for number in defendants(s, self.mentions):
            self._add_roles(self.entities.all[number], CALLED, ())
        take_letters(s, self.mentions, self.entities, self._bearers)
        self._learn_people()

    def _age_behind(self, m: Mention) -> str | None:
        """The age behind a name, as it is taken up: "Ann Lee, 41," is "the 41-year-old"."""
        age, words = m.end + 1, self.stream.words
        told = age + 1 < len(words) and words[m.end] == "," and words[age].isdigit() and words[age + 1] in (",", ".", "and")
        return f"{words[age]}-year-old" if told else None

    def _add_body(self, m: Mention) -> None:
        noun = _noun(m.core)
        if len(self._bodies[noun]) < _MOST_BODIES:
            self._bodies[noun].append(m)
            if noun in COMPANIES:
                self._bodies[_COMPANY].append(m)

    def _role_before_comma(self, m: Mention) -> Mention | None:
        """The role that a name in commas explains: "its director, Ann Lee, was born"."""
        words = self.stream.words
        if m.start < 2 or words[m.start - 1] != "," or m.end >= len(words) or len(m.core) < 2:
            return None
        closed = words[m.end] in (",", ".") or bool(self.stream.bits[m.end] & CUE)
        return self._by_end.get(m.start - 1) if closed else None

    def _learn_from(self, entity: Entity, beside: Mention | None, m: Mention, *, apposed: bool) -> None:
        """Learn from the role, or the kind of body, that stands beside a name."""
        s = self.stream
        if beside is None or beside.kind is not NOMINAL or s.sentence[beside.start] != s.sentence[m.start]:
            return
        bits = s.bits[beside.end - 1]
        firm = bits & GROUP and entity.kind == UNKNOWN and len(entity.full) > 1 and beside.head not in _NO_BODIES
        if firm or (apposed and bits & GROUP and entity.kind == UNKNOWN):
            entity.kind = ORGANIZATION_KIND
        if bits & GROUP and entity.kind == ORGANIZATION_KIND:
            self._bodies[_NOUNS.get(beside.head, beside.head)].append(m)
        if bits & PERSON:
            self._add_roles(entity, [_ROLES.get(beside.head, beside.head)], s.words[beside.start : beside.end + 2])

    def _learn_people(self) -> None:
        """Tell people from places and bodies by what stands beside a name, and learn genders from the pronouns that follow."""
        words = self.stream.words
        for m in self.mentions:
            if m.entity >= 0 and self.subjects.get(id(m)):
                self.entities.all[m.entity].speaks = True
        for i, m in enumerate(self.mentions):
            if m.kind is not NAME or m.entity < 0 or m.end + 1 >= len(words):
                continue
            entity = self.entities.all[m.entity]
            if entity.kind in (PERSON_KIND, UNKNOWN) and not entity.titled and self._is_subject(m):
                self._vote(entity, i, m)
            if entity.kind is UNKNOWN or (entity.kind is PERSON_KIND and not entity.titles and not entity.speaks):
                entity.kind = self._kind_beside(entity, m)

    def _kind_beside(self, entity: Entity, m: Mention) -> str:
        words = self.stream.words
        if m.start and words[m.start - 1].lower() in _TOLD and entity.kind == UNKNOWN:
            return ORGANIZATION_KIND  # whom people talk to, where no given name tells otherwise, is a newspaper or station
        if m.start > 1 and words[m.start - 1] == "named" and (bearer := self._by_end.get(m.start - 1)) is not None:
            return PERSON_KIND if self.stream.bits[bearer.end - 1] & PERSON else entity.kind
        if self._is_where(m) and not m.titles and not m.possessive:
            entity.places += 1
            if entity.places >= (entity.seen if entity.kind is PERSON_KIND else 0.5 * entity.seen):
                return PLACE_KIND
        behind = words[m.end + 1] if words[m.end] == "," else words[m.end]
        if behind == "which" and words[m.end] == "," and not entity.roles and not self._is_where(m) and not m.possessive:
            return ORGANIZATION_KIND
        aged = words[m.end] == "," and behind.isdigit() and len(behind) == 2
        return PERSON_KIND if aged or behind in ("who", "whose") or (entity.roles and len(entity.full) > 1) else entity.kind

    def _is_where(self, m: Mention) -> bool:
        """Whether a name says where: "in Ohio", "in Salem, Ohio"."""
        words = self.stream.words
        town = self._by_end.get(m.start - 1) if m.start > 2 and words[m.start - 1] == "," else None
        start = town.start if town is not None and town.kind is NAME else m.start
        return start > 0 and words[start - 1].lower() in _PLACE_PREPOSITIONS

    def _vote(self, entity: Entity, i: int, m: Mention) -> None:
        """Take the first "he" or "she" behind a name, before any other name, as a sign of gender; settle it at two to none."""
        for behind in self.mentions[i + 1 : i + 4]:
            if self.stream.sentence[behind.start] - self.stream.sentence[m.start] > 1:
                return
            if behind.kind is PRONOUN_KIND and behind.gender in ("m", "f"):
                entity.votes[behind.gender] += 1
                lead = entity.votes["m"] - entity.votes["f"]
                least = 1 if entity.by_first else 3 if entity.gender else 2
                if abs(lead) >= least:
                    entity.gender = "m" if lead > 0 else "f"
                return
            if behind.kind is NAME and behind.entity != m.entity:
                return

    def _add_roles(self, entity: Entity, roles: Sequence[str], words: Sequence[str]) -> None:
        for role in roles:
            self.entities.budget.spend(len(self._bearers[role]))
            if role not in entity.roles or entity.number not in self._bearers[role]:
                self._bearers[role].append(entity.number)
        entity.roles.update(roles)
        entity.roles.update(word.lower() for word in words if word[0].isalpha())
        self._shorten(entity, " ".join(words).lower())

    def _shorten(self, entity: Entity, described: str) -> None:
        """Give who is "chief executive" or "chief … officer" the short name of that office, too."""
        officer = _OFFICER.search(described)
        short = {f"c{officer['of'][0]}o"} if officer else {"ceo"} if "chief executive" in described else set()
        for letters in (short | initials(described.split(), self.entities.lexicon.bits)) - entity.roles:
            entity.roles.add(letters)
            self._bearers[letters].append(entity.number)
