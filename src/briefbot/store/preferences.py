"""What chats have chosen for themselves."""

from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select

from briefbot.dialogue.preferences import EVERYBODYS, Preferences
from briefbot.store.tables import PreferencesRow


def of(connection: Connection, chat_id: int) -> Preferences:
    """A chat's preferences; those of everybody where it chose none."""
    table = PreferencesRow
    query = select(table.zone, table.language, table.quotations, table.previews, table.latin).where(table.chat_id == chat_id)
    row = connection.execute(query).first()
    return Preferences(*row) if row else EVERYBODYS


def keep(connection: Connection, chat_id: int, chosen: Preferences) -> None:
    """Keep these in place of what the chat chose before."""
    connection.execute(delete(PreferencesRow).where(PreferencesRow.chat_id == chat_id))
    connection.execute(
        insert(PreferencesRow).values(
            chat_id=chat_id,
            zone=chosen.zone,
            language=chosen.language,
            quotations=chosen.quotations,
            previews=chosen.previews,
            latin=chosen.latin,
        )
    )


def move(connection: Connection, old: int, new: int) -> None:
    """Give a chat's preferences its new number; where it has some there, those stay, and it keeps its zone and language."""
    here, there = of(connection, old), of(connection, new)
    forget(connection, old)
    if here == EVERYBODYS:
        return
    stays = here if there == EVERYBODYS else there
    keep(connection, new, replace(stays, zone=there.zone or here.zone, language=there.language or here.language))


def forget(connection: Connection, chat_id: int) -> None:
    """Erase what a chat prefers."""
    connection.execute(delete(PreferencesRow).where(PreferencesRow.chat_id == chat_id))
