"""What chats follow, as it was typed."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, tuple_, update

from briefbot.digests.subscription import Destination, Follow
from briefbot.store.repository import Repository
from briefbot.store.tables import FollowRow


class FollowsRepository(Repository):
    """What chats follow."""

    def add(self, destination: Destination, text: str, person_id: int | None, now: datetime) -> None:
        """Follow this."""
        self._execute(
            insert(FollowRow).values(
                chat_id=destination.chat_id, topic=destination.topic, text=text, person_id=person_id, made_at=now
            )
        )

    def remove(self, destination: Destination, number: int) -> None:
        """Follow this no more; a second time does nothing."""
        self._execute(delete(FollowRow).where(FollowRow.id == number, _here(destination)))

    def of(self, destination: Destination) -> tuple[Follow, ...]:
        """What is followed there, in the order in which it was set."""
        query = select(FollowRow.id, FollowRow.text).where(_here(destination)).order_by(FollowRow.id)
        return tuple(Follow(row.id, row.text) for row in self._execute(query))

    def of_each(self, destinations: Collection[Destination]) -> dict[Destination, list[str]]:
        """What is followed in each of these places."""
        found: dict[Destination, list[str]] = {destination: [] for destination in destinations}
        query = select(FollowRow.chat_id, FollowRow.topic, FollowRow.text).where(
            tuple_(FollowRow.chat_id, FollowRow.topic).in_(
                [(destination.chat_id, destination.topic) for destination in destinations]
            )
        )
        for row in self._execute(query.order_by(FollowRow.id)):
            found[Destination(row.chat_id, row.topic)].append(row.text)
        return found

    def move(self, old: int, new: int) -> None:
        """Give a chat's follows its new number; what is followed there already is not followed twice."""
        there = {
            (row.topic, row.text)
            for row in self._execute(select(FollowRow.topic, FollowRow.text).where(FollowRow.chat_id == new))
        }
        for row in self._execute(select(FollowRow.__table__).where(FollowRow.chat_id == old)).all():
            here = FollowRow.id == row.id
            known = (row.topic, row.text) in there
            self._execute(delete(FollowRow).where(here) if known else update(FollowRow).where(here).values(chat_id=new))

    def forget(self, number: int) -> None:
        """Erase what a person follows in the chat of their own, or a group of this number; and what they set elsewhere."""
        self._execute(delete(FollowRow).where(or_(FollowRow.chat_id == number, FollowRow.person_id == number)))


def _here(destination: Destination) -> ColumnElement[bool]:
    return and_(FollowRow.chat_id == destination.chat_id, FollowRow.topic == destination.topic)
