"""Examination: everything that is looked at, in the order in which one thing needs another."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from briefbot.archive.engines import engine_of, search_at
from briefbot.config import Settings, TelegramSettings, variables
from briefbot.doctor import database, machine, places
from briefbot.doctor.findings import Finding, fine, told
from briefbot.errors import InputError


def examined(environment: Mapping[str, str], dotenv: Path, now: datetime) -> Iterator[Finding]:
    """What is found of a set-up, by its environment and its `.env`; `now` is an aware instant in UTC."""
    yield from machine.packages()
    yield from machine.zones()
    try:
        named = variables(environment, dotenv)
        settings = Settings.of(named)
    except InputError as failure:
        yield told("settings", failure)
        return
    yield from places.names(named)
    yield from places.data(settings.data)
    yield from places.seeds(settings)
    try:
        engine = engine_of(settings.data, search_at(settings.search_url, settings.search_within))
    except InputError as failure:
        yield told("search engine", failure)
        return
    yield from database.archive(settings, engine, now)
    yield from machine.reading(settings.read_within.total_seconds())
    yield from _telegram(named, now)


def _telegram(named: Mapping[str, str], now: datetime) -> Iterator[Finding]:
    if not (named.get("BRIEFBOT_TELEGRAM_TOKEN") or named.get("BRIEFBOT_TELEGRAM_TOKEN_FILE")):
        yield fine("token", "There is none, and the console needs none; for a bot, ask @BotFather (BRIEFBOT_TELEGRAM_TOKEN).")
        return
    try:
        settings = TelegramSettings.of(named)
    except InputError as failure:
        yield told("webhook" if "ebhook" in f"{failure}" or "WEBHOOK" in f"{failure}" else "token", failure)
        return
    from briefbot.doctor.telegram import telegram  # noqa: PLC0415 (who has no bot waits for none of it)

    yield from telegram(settings, now)
