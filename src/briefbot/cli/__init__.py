"""The command line: a module for each verb, imported when it is called."""

import sys
from traceback import format_exception
from types import TracebackType

from briefbot.redaction import without_secrets


def _told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell of what nobody caught, without a token in it; Ctrl-C while the program loads is no fault."""
    if not issubclass(kind, KeyboardInterrupt) and sys.stderr is not None:
        sys.stderr.write(without_secrets("".join(format_exception(kind, error, trace))))


sys.excepthook = _told
