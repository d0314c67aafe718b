"""Profiles of people, each drawn once for a state of the archive."""

from collections import OrderedDict
from threading import Lock

from briefbot.archive.archive import Archive
from briefbot.digests.near_duplicates import fingerprint
from briefbot.model import Kind
from briefbot.profiles.model import Profile, Saying
from briefbot.profiles.profile import profile_of
from briefbot.store.sayings import Said

# Quotations of one person that are looked at, the newest; and those of all profiles that are held.
_MOST, _HELD = 10_000, 30_000


class _Profiles:
    """The profiles of one state of the archive, those that were looked at last."""

    def __init__(self) -> None:
        self.token = ""  # nosec B105 (of a generation of the archive, and no secret)
        self.by_name: OrderedDict[str, Profile] = OrderedDict()
        self.quotations = 0
        self.one_at_a_time = Lock()

    def begin(self, token: str) -> None:
        """Hold what is of this state of the archive alone."""
        if self.token != token:
            self.token, self.by_name, self.quotations = token, OrderedDict(), 0

    def hold(self, drawn: Profile) -> None:
        """Hold a profile; those that were not looked at for longest give way."""
        if drawn.person not in self.by_name:
            self.by_name[drawn.person] = drawn
            self.quotations += _length(drawn)
        while self.quotations > _HELD and len(self.by_name) > 1:
            _, gone = self.by_name.popitem(last=False)
            self.quotations -= _length(gone)


def profile(archive: Archive, name: str) -> Profile | None:
    """What a person said; None where nobody of that name is quoted: the archive's fullest, or one that articles give."""
    view = archive.view()
    person = view.reader.person(name) or name
    names = view.reader.names_of((person,))
    token = archive.store.state().token
    held: _Profiles = archive.held.setdefault(_Profiles, _Profiles())
    with held.one_at_a_time:
        held.begin(token)
        if person in held.by_name:
            held.by_name.move_to_end(person)
            return held.by_name[person]
    with archive.store.read() as work:
        said = work.sayings.of(names, _MOST)
    if not said:
        return None
    sayings = [_saying(one, person) for one in said if one.words.strip()]
    drawn = profile_of(person, sayings, view.index.weight)
    with held.one_at_a_time:
        if held.token == token:
            held.hold(drawn)
    return drawn


def _length(drawn: Profile) -> int:
    return sum(len(one.sayings) for one in drawn.told)


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
