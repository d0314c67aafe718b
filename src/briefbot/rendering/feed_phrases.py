"""What Briefbot says of feeds."""

from datetime import datetime, timedelta

from briefbot.feeds.model import Feed
from briefbot.language.facts import fact
from briefbot.rendering import phrases
from briefbot.wording.locale import ENGLISH, ReaderLocale


def added(address: str, title: str | None, *, is_new: bool, locale: ReaderLocale = ENGLISH) -> str:
    """That a feed was taken up, or was there already."""
    name = f"{fact(title)} ({address})" if title else address
    return locale.say("Added: {name}", name=name) if is_new else locale.say("There already: {name}", name=name)


def feed(one: Feed, now: datetime, locale: ReaderLocale = ENGLISH) -> str:
    """A feed with its number, what it brought and when it is looked at next, over some lines."""
    told = [phrases.documents(one.documents, locale), when(one, now, locale)]
    lines = [f"{one.id}. {fact(one.title or one.address)}", f"    {one.address}", f"    {' · '.join(told)}"]
    if one.state.error:
        times = locale.count("{number} time", "{number} times", one.state.failures)
        lines.append(f"    {locale.say('failed {times} in a row: {error}', times=times, error=one.state.error)}")
    return "\n".join(lines)


def look(one: Feed, error: str | None, new: int, changed: int, failed: int, locale: ReaderLocale = ENGLISH) -> str:
    """What a look at a feed brought."""
    if error:
        return f"{fact(one.title or one.address)}: {error}."
    parts = [
        locale.count("{number} new", "{number} new", new),
        locale.count("{number} changed", "{number} changed", changed) if changed else "",
        locale.count("{number} could not be had", "{number} could not be had", failed) if failed else "",
    ]
    return f"{fact(one.title or one.address)}: {', '.join(filter(None, parts))}"


def when(one: Feed, now: datetime, locale: ReaderLocale) -> str:
    """When a feed is looked at next."""
    if one.paused:
        return locale.say("paused")
    if one.state.next_at <= now:
        return locale.say("due now")
    minutes = -(-(one.state.next_at - now) // timedelta(minutes=1))
    if minutes < 100:
        return locale.count("due in {number} minute", "due in {number} minutes", minutes)
    return locale.count("due in {number} hour", "due in {number} hours", round(minutes / 60))
