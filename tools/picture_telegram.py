"""Draw the pictures of docs/use and docs/run: the bot's own messages, as a chat shows them, by a headless Chromium.

    PYTHONPATH=tests python tools/picture_telegram.py [FOLDER]

The bot runs against the tests' Bot API server on the seeds and the gate's made-up articles; what it sends is drawn.
"""

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from botapi import BotApi, Sent
from botapi.deployment import Deployment
from briefbot.archive import Archive
from briefbot.chat.conversation import Conversation
from briefbot.chat.digests.following import Owner
from briefbot.digests.subscription import Destination
from eval.corpus import articles

ROOT = Path(__file__).parents[1]
_TODAY = ("The Morning Chronicle", "The Riverton Tribune", "The Tolland Evening News")
_WIDTH, _TALLEST, _SCALE = 460, 4000, 2
# ruff: noqa: E501 (style sheets are read by line, not by column)
_STYLE = """
body { margin: 0; padding: 14px 12px 18px; width: 436px; background: #d5e3ea; font: 15px/1.38 "Noto Sans", "DejaVu Sans", "Liberation Sans", sans-serif; }
.room { text-align: center; color: #57707d; font-size: 13px; margin: 0 0 10px; }
.own, .bot { border-radius: 14px; padding: 7px 11px 8px; margin: 6px 0; width: fit-content; white-space: pre-wrap;
             overflow-wrap: anywhere; box-shadow: 0 1px 1px #0002; }
.own { background: #e6fcd0; margin-left: auto; max-width: 300px; }
.bot { background: #fff; max-width: 384px; box-sizing: border-box; width: 400px; }
.who { color: #3a8fc9; font-weight: 600; font-size: 13.5px; }
.reply { border-left: 3px solid #3a8fc9; background: #3a8fc914; border-radius: 4px; padding: 2px 8px; font-size: 13px; margin-bottom: 5px;
         white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
blockquote { margin: 3px 0; padding: 4px 22px 4px 9px; border-left: 3px solid #2f9a5d; background: #2f9a5d14; border-radius: 5px;
             position: relative; font-size: 14.5px; }
blockquote::after { content: "❞"; position: absolute; right: 6px; top: 0; color: #2f9a5d; font-size: 13px; }
blockquote[expandable] { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; padding-bottom: 0; border-bottom: 4px solid #ebf5ef; }
blockquote[expandable]::before { content: "⌄"; position: absolute; right: 7px; bottom: -2px; color: #2f9a5d; font-size: 17px; }
i { color: #40525c; } a { color: #2678b6; text-decoration: none; }
.row { display: flex; gap: 4px; margin-top: 4px; width: 400px; max-width: 384px; }
.row span { flex: 1; background: #5f7f8fb8; color: #fff; border-radius: 8px; padding: 6px 4px; text-align: center; font-size: 14px; }
"""


def main() -> None:
    """Hold the conversations, and draw them."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium is needed for drawing, and is not on the PATH; on Debian: apt-get install chromium")
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, BotApi() as api:
        folder = Path(name)
        with Archive.open(f"sqlite:///{folder}/briefbot.db", folder, ROOT / "seeds") as briefbot:
            briefbot.ingest_seeds()
            briefbot.ingest(["-"], BytesIO(_made_up().encode()))
            briefbot.refresh()
            _set_digest(briefbot, 7)
        with Deployment(folder, api).running():
            for picture, page in _pages(api).items():
                _draw(browser, page, target / f"telegram-{picture}.png", folder)
                print(target / f"telegram-{picture}.png")


def _made_up() -> str:
    """The gate's articles as JSON Lines; those of some papers are told to be of today, as news for a digest."""
    fields = ("id", "title", "source", "url", "language", "text")
    today = str(datetime.now(UTC).date())
    records = (
        {
            **{f: getattr(one.document, f) for f in fields},
            "published": today if one.document.source in _TODAY else str(one.document.published),
        }
        for one in articles()
    )
    return "".join(json.dumps(record) + "\n" for record in records)


def _pages(api: BotApi) -> dict[str, str]:
    """The pictures' names, and the conversations as HTML pages."""
    first = "What did Judith Penhale say?"
    long = "Who spoke about the ferries and the strike?"
    none = "What did Angela Merkel say about Syria?"
    return {
        "start": _page("Briefbot", _exchange(api, 1, "/start")),
        "short": _page("Briefbot", _exchange(api, 2, first) + _exchange(api, 2, "and Thomas Penhale?")),
        "long": _page("Briefbot", _exchange(api, 3, long)),
        "menu": _page("Briefbot", _pressed(api, 4, "What did Lavrov say about missile defense?")),
        "refusal": _page("Briefbot", _exchange(api, 5, none)),
        "russian": _page("Briefbot", _exchange(api, 6, "Что сказал Лавров о Сирии?", "ru")),
        "digest": _page("Briefbot", _exchange(api, 7, "/digest") + _exchange(api, 7, "/following")),
        "settings": _page("Briefbot", _exchange(api, 7, "/settings")),
        "group": _page("News desk · 12 members", _in_group(api, -50, "What did Okafor say about the split shift?")),
    }


def _set_digest(briefbot: Archive, chat: int) -> None:
    """A chat that follows somebody and something, and has a digest."""
    talk = Conversation(briefbot, "picture", Owner(Destination(chat), chat))
    for line in ("/tz Berlin", "/follow harbor", "/follow ferry strike", "/digest 08:30 weekdays"):
        talk.say(line, datetime.now(UTC))


def _exchange(api: BotApi, chat: int, line: str, language: str = "en") -> str:
    before = len(api.to(chat))
    api.say(chat, line, language=language)
    return _own(line) + "".join(map(_message, api.answers(chat, before + 1)[before:]))


def _pressed(api: BotApi, chat: int, line: str) -> str:
    """A question, the menu of its first citation, and that citation in its context."""
    api.say(chat, line)
    (answer,) = api.answers(chat, 1)
    api.press(answer, "1")
    api.wait(lambda: "1. Context" in answer.labels)
    api.press(answer, "1. Context")
    return _own(line) + "".join(map(_message, api.answers(chat, 2)))


def _in_group(api: BotApi, chat: int, line: str) -> str:
    api.group(chat)
    api.say(chat, f"/ask {line}", person=8)
    (answer,) = api.answers(chat, 1)
    chatter = '<div class="bot" style="width:fit-content"><div class="who">Ines</div>Who has the ferry story?</div>'
    return chatter + _own(f"/ask {line}") + _message(answer, f"/ask {line}")


def _own(line: str) -> str:
    return f'<div class="own">{html.escape(line)}</div>'


def _message(sent: Sent, question: str = "") -> str:
    reply = f'<div class="reply">{html.escape(question)}</div>' if question else ""
    body = re.sub(r"\n?(<blockquote)", r"\1", re.sub(r"(</blockquote>)\n", r"\1", sent.html))
    rows = [[button["text"] for button in row] for row in sent.keyboard] + [[line] for line in sent.suggestions]
    buttons = "".join(
        f'<div class="row">{"".join(f"<span>{html.escape(label)}</span>" for label in row)}</div>' for row in rows
    )
    return f'<div class="bot"><div class="who">Briefbot</div>{reply}{body}</div>{buttons}'


def _page(room: str, conversation: str) -> str:
    return f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style><div class="room">{room}</div>{conversation}'


def _draw(browser: str, page: str, target: Path, folder: Path) -> None:
    """Draw a page as high as it is: first on a canvas that holds it, then cut where only background is left."""
    source, drawn = folder / "page.html", folder / "page.png"
    source.write_text(page, encoding="utf-8")
    marker = folder / "height.html"
    marker.write_text(page + "<script>document.title = document.documentElement.scrollHeight</script>", encoding="utf-8")
    options = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={folder / 'chromium'}",
    ]
    dumped = subprocess.run(  # noqa: S603 (the browser that was found)
        [*options, f"--window-size={_WIDTH},200", "--dump-dom", marker.as_uri()], capture_output=True, text=True, check=True
    ).stdout
    height = min(int(re.search(r"<title>(\d+)", dumped)[1]), _TALLEST)  # type: ignore[index]
    size = [f"--window-size={_WIDTH},{height}", f"--force-device-scale-factor={_SCALE}"]
    subprocess.run([*options, *size, f"--screenshot={drawn}", source.as_uri()], capture_output=True, check=True)  # noqa: S603 (as above)
    shutil.copy(drawn, target)


if __name__ == "__main__":
    main()
