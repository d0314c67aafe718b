"""Pictures: charts and quotations as PNG, drawn where the extra `pictures` is installed."""

import logging

from briefbot.dialogue.outgoing import Card, Chart
from briefbot.pictures import cards, charts

_log = logging.getLogger(__name__)


def drawn(picture: Chart | Card | None) -> bytes | None:
    """A chart or a card as a PNG; None where it cannot be drawn, which the log tells."""
    try:
        if isinstance(picture, Card):
            return cards.png(picture)
        return charts.png(picture) if picture else None
    except Exception:  # noqa: BLE001 (a picture is worth no message that waits behind it)
        _log.exception("A picture could not be drawn.")
    return None
