"""The bot's log: on standard error, and never with the token in it."""

import logging
import sys

from briefbot.redaction import HIDDEN, without_tokens


class Redacting(logging.Formatter):
    """Writes a secret's name in its place, also in tracebacks."""

    def __init__(self, secret: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        return without_tokens(super().format(record).replace(self._secret, HIDDEN))


def start_log(secret: str) -> None:
    """Log from the level of information on; httpx names every address, the token in it, and is kept quieter."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(secret))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
