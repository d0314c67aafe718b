"""The language of the console: chosen there, or told by the device."""

from briefbot.store.store import Store
from briefbot.wording.locale import ReaderLocale, reader_locale
from briefbot.wording.translation import ENGLISH_TAG, spoken

# The console's chat.
_LOCAL = 0


def manner_here(store: Store, device: str | None) -> ReaderLocale:
    """How whoever sits at the console is spoken to: as they chose there, or in the language of their device (an IETF tag).

    English is English everywhere here: a terminal in the United States reads the same as one in New Zealand.
    """
    with store.read() as work:
        chosen = work.preferences.of(_LOCAL)
    return reader_locale(spoken(chosen.language or device) or ENGLISH_TAG, latin=chosen.latin)
