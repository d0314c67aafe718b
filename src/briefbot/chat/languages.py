"""The language that a chat is spoken to in: chosen there, or told by the person's device."""

from briefbot.dialogue.replies import Languages
from briefbot.store.effects import ChooseLanguage
from briefbot.store.store import Store
from briefbot.wording.locale import ReaderLocale, manner_of
from briefbot.wording.translation import ENGLISH_TAG, named, spoken

# What is typed to have the device decide.
AUTO = "auto"
# The console's chat.
_LOCAL = 0


def speak(typed: str, chat_id: int) -> tuple[Languages, tuple[ChooseLanguage, ...]]:
    """The reply to what was typed behind /language in a chat, and what is to be written down with it."""
    if not typed:
        return Languages(), ()
    chosen = None if typed.lower() == AUTO else named(typed)
    if chosen is None and typed.lower() != AUTO:
        return Languages(unknown=typed), ()
    return Languages(changed=True, chosen=chosen), (ChooseLanguage(chat_id, chosen),)


def manner_here(store: Store, device: str | None) -> ReaderLocale:
    """How whoever sits at the console is spoken to: as they chose there, or in the language of their device (an IETF tag).

    English is English everywhere here: a terminal in the United States reads the same as one in New Zealand.
    """
    with store.read() as work:
        chosen = work.preferences.of(_LOCAL)
    return manner_of(spoken(chosen.language or device) or ENGLISH_TAG, latin=chosen.latin)
