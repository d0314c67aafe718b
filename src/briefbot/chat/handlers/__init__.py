"""Handlers: what each kind of request leads to, the same in every channel. A table, as the commands are one."""

from collections.abc import Mapping

from briefbot.chat.handlers import archive, briefbot, checking, follows, questions, settings
from briefbot.chat.turn import Handler
from briefbot.dialogue.requests import Request

HANDLERS: Mapping[type[Request], Handler] = {
    **questions.HANDLERS,
    **checking.HANDLERS,
    **archive.HANDLERS,
    **follows.HANDLERS,
    **settings.HANDLERS,
    **briefbot.HANDLERS,
}
