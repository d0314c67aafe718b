"""Who may ask."""

from enum import Enum, auto

from briefbot.telegram.controllers.model import Service


class Standing(Enum):
    """Whether somebody may ask: yes; not unless an admin lets them in; or no, because an admin keeps them out."""

    IN = auto()
    STRANGER = auto()
    OUT = auto()


def standing(service: Service, person_id: int, chat_id: int | None = None) -> Standing:
    """The standing of a person, in a chat where they ask in one."""
    if person_id in service.rules.admins:
        return Standing.IN
    with service.store.read() as work:
        decided = work.chats.access(person_id, person_id if chat_id is None else chat_id)
    if False in decided.values():
        return Standing.OUT
    return Standing.IN if not service.rules.private or True in decided.values() else Standing.STRANGER
