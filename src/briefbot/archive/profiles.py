"""Profiles of people, each drawn once for as long as all that they said is the same."""

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from briefbot.archive.archive import Archive
from briefbot.digests.near_duplicates import fingerprint
from briefbot.model import Kind
from briefbot.profiles.model import Profile, Saying
from briefbot.profiles.profile import profile_of
from briefbot.store.sayings import Said

# Quotations of one person that are looked at, the newest; and those of all profiles that are held.
_MOST, _HELD = 10_000, 30_000


class _Held(NamedTuple):
    """A profile, the state of the archive in which it was true last, and a hash of the quotations that it was drawn of."""

    token: str
    drawn_of: int
    profile: Profile

    @property
    def length(self) -> int:
        """How many quotations it has."""
        return sum(len(one.sayings) for one in self.profile.told)


class _Profiles:
    """The profiles that were looked at last."""

    def __init__(self) -> None:
        self._by_name: OrderedDict[str, _Held] = OrderedDict()
        self._quotations = 0
        self._one_at_a_time = Lock()

    def of(self, person: str) -> _Held | None:
        """What is held of somebody."""
        with self._one_at_a_time:
            if person in self._by_name:
                self._by_name.move_to_end(person)
            return self._by_name.get(person)

    def hold(self, held: _Held) -> None:
        """Hold a profile in place of the one before; those that were not looked at for longest give way."""
        with self._one_at_a_time:
            self._let_go(self._by_name.pop(held.profile.person, None))
            self._by_name[held.profile.person] = held
            self._quotations += held.length
            while self._quotations > _HELD and len(self._by_name) > 1:
                self._let_go(self._by_name.popitem(last=False)[1])

    def let_go(self, person: str) -> None:
        """Hold nothing of somebody."""
        with self._one_at_a_time:
            self._let_go(self._by_name.pop(person, None))

    def _let_go(self, gone: _Held | None) -> None:
        self._quotations -= gone.length if gone else 0


def profile(archive: Archive, name: str) -> Profile | None:
    """What a person said; None where nobody of that name is quoted: the archive's fullest, or one that articles give."""
    token = archive.store.state().token  # before all else: what is read then is of this state, or of a later one
    view = archive.view()
    person = view.reader.person(name) or name
    profiles: _Profiles = archive.held.setdefault(_Profiles, _Profiles())
    held = profiles.of(person)
    if held and held.token == token:
        return held.profile
    with archive.store.read() as work:
        said = work.sayings.of(view.reader.names_of((person,)), _MOST)
    if not said:
        profiles.let_go(person)
        return None
    drawn_of = hash(tuple(said))
    if held and held.drawn_of == drawn_of:  # others came in
        profiles.hold(held._replace(token=token))
        return held.profile
    sayings = [_saying(one, person) for one in said if one.words.strip()]
    drawn = profile_of(person, sayings, view.index.weight)
    profiles.hold(_Held(token, drawn_of, drawn))
    return drawn


def _saying(said: Said, person: str) -> Saying:
    return Saying(
        place=(said.key, said.ordinal),
        document_id=said.document_id,
        title=said.title,
        source=said.source,
        published=said.published,
        own=said.words,
        speaker=person,
        fingerprint=fingerprint(said.words),
        is_whole=said.kind is Kind.DIRECT,
        language=said.language,
    )
