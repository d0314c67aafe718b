"""What one paragraph of a saved page is, told by its form alone: prose, a label, a byline, a date line, page furniture.

The words in the tables are the trade's own (how pages say "share", "read more", "all rights reserved"), never a page's. They
are patterns, compared without case; a language is added by adding to them.
"""

import re
from collections.abc import Callable
from enum import Enum

from briefbot.reading.page.dates import read_date_line


class Form(Enum):
    """The form of one paragraph.

    `PROSE` a sentence or more that only an article has; `SENTENCE` something short that ends as a sentence does, or opens
    a list; `LABEL` a short line that ends as no sentence does (a headline, a sub-heading, a menu entry); `DATE` a date line;
    `BYLINE` who wrote it; `NOTICE` what belongs to the page and not to the article; `BANNER` what may belong to either; `END`
    a notice after which there is no article any more; `COMMENTS` what readers' comments stand below; `RELEASE` the line of a
    press release that its headline follows.
    """

    PROSE = "prose"
    SENTENCE = "sentence"
    LABEL = "label"
    DATE = "date"
    BYLINE = "byline"
    NOTICE = "notice"
    BANNER = "banner"
    END = "end"
    COMMENTS = "comments"
    RELEASE = "release"


# Lengths in code points. A sentence that is shorter may be a menu entry or a slogan as well.
_PROSE_LENGTH = 80
# No headline has as many words.
_PROSE_WORDS = 26
# No notice is longer, and only captions and legal ones are longer than a line.
_NOTICE_LENGTH = 300
_LINE_LENGTH = 160

_SENTENCE_END = re.compile(r"[.!?…:;,。！？؟][\"'”’»›)\]]*$")
_LETTER = re.compile(r"[^\W\d_]")

# A full stop in a name is an abbreviation's: within a word, or behind three letters at most ("J.", "St.", "Sgt.").
_STOP = r"\.(?:(?=\S)|(?<=\b\w\.)|(?<=\b\w\w\.)|(?<=\b\w\w\w\.))"
_NAME = rf"(?:[A-ZÀ-ÞА-ЯЁІЇЄҐ](?:[\w'’-]|{_STOP})*|[Dd]e|[Vv]an|[Vv]on|[Dd]er|[Dd]i|[Dd]a|al|el|bin|la|le)"
_NAMES = rf"{_NAME}(?: {_NAME}){{1,4}}"
_AND = r"(?:\s*,)?\s+(?:and|und|et|y|и|і|&)\s+"
# What follows a comma is somebody else's name only where "and" comes later: else it is a role ("Staff Writer").
_PEOPLE = rf"{_NAMES}(?:(?:\s*,\s*{_NAMES}){{0,5}}{_AND}{_NAMES})?"
_BY = (
    r"(?:(?:[Ww]ritten |[Rr]eported |[Ss]tory |[Tt]ext )?(?:[Bb]y|BY)\s*:?|[Aa]uthors?\s*:|AUTHORS?\s*:"
    r"|(?:BYLINE|Byline)\s*:(?:\s*(?:[Bb]y|BY))?|Автор(?:ы)?\s*:?|Текст\s*:|Von|Par|Por)\s+"
)
# Case tells names, so these two alone heed it.
AUTHOR = re.compile(rf"{_BY}(?P<author>{_PEOPLE})")
_BESIDE = r"\s*(?:,|;|\||•|·|—|–|-|/)\s*(?:[^.!?]|\.(?=\S| \d)){2,60}\.?"
# Whoever helped is told in a sentence of its own on the same line.
_HELPED = r"[.;,]\s+[^.!?\n]{2,100}\b(?:contributed|reporting|reported|edited|translated)\b[^.!?\n]{0,60}\.?"
_BYLINE = re.compile(rf"{AUTHOR.pattern}(?:{_BESIDE})?(?:{_HELPED})?\.?$")


def _table(*patterns: str) -> re.Pattern[str]:
    """One pattern that matches what any of these does, whatever the case."""
    return re.compile("|".join(patterns), re.IGNORECASE)


_SHARE_WORDS = "|".join(  # noqa: FLY002 — a table, one language a row
    (
        r"share|tweet|print|e-?mail|save|like|pin|post|send|link|copy link|bookmark|on|via|to|this|article|story|page",
        r"facebook|twitter|x|linkedin|whatsapp|telegram|viber|reddit|pinterest|tumblr|vk|instagram|youtube|rss|flipboard|messenger",
        r"поделиться|печать|распечатать|версия для печати|отправить|сохранить|ссылка|вконтакте|одноклассники|телеграм|твитнуть",
        r"teilen|drucken|partager|imprimer|compartir|imprimir",
    )
)
_SHARE = _table(rf"(?:(?:{_SHARE_WORDS}|[\d.,]+[kкm]?)(?:[\s|/,:+•·&–—-]+|\.?$)){{1,14}}$")

_OPENERS = "|".join(  # noqa: FLY002 — a table, one language a row
    (
        r"read (?:more|next|also|also on|the rest|the full|on|it)|see also|also (?:read|on|see|in)",
        r"more (?:on this|from|about|in|like this|news|stories|headlines)|latest (?:news|stories|headlines)|top stories",
        r"related(?: (?:articles|stories|links|news|content|topics|coverage|posts|materials))?|recommended(?: for you)?",
        r"you (?:may|might) also like|most (?:read|popular|viewed|shared)|trending(?: now)?",
        r"(?:previous|next) (?:article|story|post)|(?:older|newer) posts?|back to (?:top|news)|top of page",
        r"(?:skip|jump|go) to",
        r"tags?|tagged|filed under|posted in|topics|categories|category|keywords|sections",
        r"читайте также|читать далее|подробнее|смотрите также|по (?:этой )?теме|ещ[её] по теме|похожие (?:новости|материалы)",
        r"(?:другие|последние) новости|(?:следующая|предыдущая) новость|теги|метки|рубрик[аи]|темы|наверх",
        r"mehr zum thema|lesen sie auch|schlagworte|lire aussi|sur le même sujet|mots-clés|lea también|más noticias|etiquetas",
    )
)
# "Read more: A headline", "Related", "Tags: a, b": the words, then the line's end, a mark, or where to read on.
_OPENER = _table(
    rf"\W{{0,4}}(?:{_OPENERS})\b(?:\W{{0,4}}$|\s*[:»>→|…]|\s+(?:about|at|in|on|of|here|from|this)\b.{{0,60}}$)",
)

_PICTURE = r"(?:photo|image|picture|video|illustration|graphic|photograph)s?"
_BY_WHOM = r"(?:credits?|by|courtesy(?: of)?|via)"
_CREDIT = _table(
    rf"[(\[]?(?:(?:file )?{_PICTURE}(?: (?:{_BY_WHOM}|from))?|credit|caption|courtesy of)\s*[:/©|].{{0,140}}$",
    r"[(\[]?(?:фото|фотография|видео|иллюстрация|снимок|foto|bild|crédit photo)\s*[:/©|].{0,140}$",
    rf"[(\[]?{_PICTURE} {_BY_WHOM}\b.{{0,120}}$",
    # The caption of a picture ends in whose it is.
    r".{0,280}\([^()]{0,80}(?-i:Photo|PHOTO|Images|Pictures|Фото|Foto)\b[^()]{0,60}\)\.?$",
    r".{0,280}(?:/|\bvia )[\w .'’-]{1,40}\b(?-i:Images|Photos?|Pictures)\.?$",
)
_STAFF = _table(
    r".{0,80}\bcontribut(?:ed|ing|es)\b (?:\w+ )?reporting\b.{0,60}$",
    r".{0,80}\bcontribut(?:ed|ing|es)\b (?:\w+ )?(?:to|for) th(?:is|e|at) (?:story|report|article|column|post|piece)\b.{0,40}$",
    r"contribut(?:ing|ors?|ed)\s*(?::|\bby\b).{0,120}$",
    r"(?:additional |with )?(?:reporting|writing|editing|translation|compiled|edited|translated|research) by\b.{0,140}$",
    rf"(?-i:{_NAME}(?: {_NAME}){{0,3}}(?:{_AND}{_NAMES})?) reported from [^,;:]{{3,50}}$",
    r"h/t\b.{0,60}$",
    r"(?:[\w'’.&-]+ ){0,5}(?:staff (?:writer|reporter|correspondent)|special correspondent|contributing writer)s?\.?$",
    r"(?:twitter|e-?mail|tel(?:ephone)?|phone|fax|телефон|тел|факс|почта)\s*[.:].{1,80}$",
)
_CREDITED_STAFF = _table(r"\((?:reporting|writing|editing) by [^()]{0,200}\)\.?$")
_CALL = _table(
    r"(?:please )?(?:sign up|subscribe)(?:\W{0,2}$| (?:for|to|here|now|today)\b.{0,120}$)",
    r"(?:please )?(?:click here|enter your e-?mail|enable javascript|like us on|send (?:us |your )?(?:news )?tips)\b.{0,100}$",
    r"follow (?:us\b.{0,60}|.{0,60}@\w+.{0,60})$",
    r"(?:log ?in|sign in|log ?out|register|my account|donate)(?: (?:now|here|/|or|\||to \w+|sign up|register|subscribe))*\.?$",
    r"подпи(?:шитесь|сывайтесь)\b.{0,120}$|войти$|регистрация$|оформить подписку.{0,60}$",
    r"(?:advertise?ment|реклама|anzeige|publicité|publicidad|sponsored(?: content)?|promoted)\W*$",
    r"\d+[.,kкm\d]*\s(?:-?\s?min(?:ute)?s?\.?(?: read)?|views?|shares?|просмотр\w*|минут\w*)\W*$",
    r"\(?\+?\d[\d\s()./-]{6,20}$|(?:https?://|www\.)\S+$|\S+@\S+\.\w+$",
)
# A sentence with one of these may still be news, so it is told from it by its place.
_BANNER = (
    *("use cookies", "uses cookies", "use of cookies", "accept cookies", "cookie policy", "cookie settings", "javascript"),
    *("your browser", "ad blocker", "adblocker", "privacy policy", "terms of use", "terms of service", "sign up for"),
    *("sign up here", "subscribe to", "subscribe here", "newsletter", "файлы cookie", "файлов cookie", "ваш браузер"),
    *("политика конфиденциальности", "политикой конфиденциальности", "рассылк"),
)
_RIGHTS = (
    "all rights reserved",
    "все права защищены",
    "всі права захищено",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "todos los derechos reservados",
)
_COPYRIGHT = _table(r".*(?:©\s*(?:copyright )?\d{4}|\bcopyright (?:©|\(c\)|\d{4}))")
_LEGAL = _table(
    r"copyright\b|©|\(c\)\s*\d{4}",
    r"(?:this|the|no|any) (?:\w+ ){0,4}(?:material|content|article|page|site|publication)s?\b.{0,40} may (?:not )?be \w+ed\b",
    r"при (?:любом )?(?:использовании|цитировании|перепечатке) материалов|перепечатка",
)
_COMMENTS = _table(
    r"(?:(?:\d+|no|one|add|post|write|view|show|all|read) )?(?:a |the )?comments?(?:\s*[(\[:]?\s*\d+[)\]]?)?\s*:?$",
    r"(?:(?:\d+|no|one) )?comments? on .{0,100}$",
    r"comments are closed\.?$|leave a (?:comment|reply)\b.{0,20}$|join the (?:discussion|conversation)\W*$",
    r"\d+ (?:replies|responses|thoughts on .{0,100})$",
    r"(?:добавить |оставить |написать |\d+ )?комментари[ийея]\w*\s*[(:]?\s*\d*\)?\s*:?$",
    r"kommentare?(?: \(\d+\))?$|commentaires?(?: \(\d+\))?$|comentarios?(?: \(\d+\))?$",
)
_END_MARK = _table(
    r"(?:#\s*){2,5}$", r"-\s*30\s*-$", r"[-–—*•]+\s*(?:ends?|конец)\s*[-–—*•]*$", r"(?:ends?|конец)\s*[-–—*•.]*$"
)
_RELEASE = _table(
    r"(?:for )?immediate release\b.{0,40}$|for release\b.{0,60}$|embargoed\b.{0,80}$",
    r"(?:press|news|media) (?:release|statement)\b(?:\s*(?:no|nr|№|#)?\.?\s*[\d/–-]*)$",
    r"пресс-релиз\b.{0,30}$|сообщение для сми$|pressemitteilung\b.{0,30}$|communiqué de presse\b.{0,30}$",
)
# What databases of newspapers print before each part of an article, and the heading of a summary.
_PART = _table(
    r"(?-i:BODY|TEXT|LENGTH|SECTION|GRAPHIC|LOAD-DATE|PUBLICATION-TYPE|LANGUAGE|DOCUMENT-TYPE|JOURNAL-CODE|SUBJECT|KEYWORDS"
    r"|CATEGORY|COUNTRY|SERIES|EDITION|DISTRIBUTION|ACC-NO|CORRECTION-DATE|COPYRIGHT|NOTES?)\s*:.{0,120}$",
    r"(?:abstract|summary|highlights?|key points|full text|article text|аннотация|кратко|краткое содержание)\s*[.:]?$",
)
_STYLE = _table(r"[.#@]?[\w.,#: ()-]{1,80}\{$", r"(?-i:[a-z-]{3,30}):\s*[^;.?!]{1,60};$", r"\}\.?$")


def _is_legal(line: str) -> bool:
    """Whether a line claims rights."""
    folded = line.casefold()  # substrings first: searching every line for a pattern took most of the time
    if any(words in folded for words in _RIGHTS):
        return True
    return bool(_LEGAL.match(line) or (("©" in folded or "copyright" in folded) and _COPYRIGHT.match(line)))


def _is_banner(line: str) -> bool:
    folded = line.casefold()
    return any(words in folded for words in _BANNER)


def _is_wordless(line: str) -> bool:
    return not _LETTER.search(line)


_Rules = tuple[tuple[Form, Callable[[str], object]], ...]
_LONG_RULES: _Rules = (
    (Form.END, _is_legal),
    (Form.NOTICE, _CREDIT.match),
    (Form.NOTICE, _CREDITED_STAFF.match),
    (Form.BANNER, _is_banner),
)
# In order: the first that holds tells the form.
_LINE_RULES: _Rules = (
    (Form.COMMENTS, _COMMENTS.match),
    (Form.END, _END_MARK.match),
    (Form.RELEASE, _RELEASE.match),
    (Form.BYLINE, _BYLINE.match),
    (Form.NOTICE, _PART.match),
    (Form.DATE, read_date_line),
    (Form.NOTICE, _is_wordless),
    (Form.NOTICE, _OPENER.match),
    (Form.NOTICE, _STAFF.match),
    (Form.NOTICE, _CALL.match),
    (Form.NOTICE, _STYLE.match),
    (Form.NOTICE, _SHARE.match),
    *_LONG_RULES,
)


_OFFICE_WORDS = (
    r"(?:ministry|department|office|embassy|consulate|committee|agency|administration|government|directorate|commission"
    r"|secretariat|press (?:service|cent(?:re|er))|information (?:service|office))"
)
_OFFICE = _table(
    rf"(?:the )?(?:[\w'’&-]+ ){{0,4}}?{_OFFICE_WORDS}(?:,? (?:of|for|and|on)\b(?: [\w'’&-]+){{1,10}})?\.?$",
    r"(?-i:(?:[А-ЯЁ-]+ ){0,4}?(?:МИНИСТЕРСТВО|ДЕПАРТАМЕНТ|УПРАВЛЕНИЕ|ПОСОЛЬСТВО|КОМИТЕТ|АГЕНТСТВО|АДМИНИСТРАЦИЯ|ПРАВИТЕЛЬСТВО"
    r"|ПРЕСС-СЛУЖБА|ПРЕСС-ЦЕНТР|СЛУЖБА)\b(?: [А-ЯЁ«»-]+){0,12}\.?)$",
)
_SMALL = frozenset({"of", "for", "and", "the", "on", "in", "to"})


def is_letterhead(line: str) -> bool:
    """Whether a line has the form of an office's name, as it stands above what the office publishes.

    It is set in capitals, or all its words but the small ones begin with one.
    """
    return bool(_OFFICE.match(line)) and {word for word in line.split() if not word[0].isupper()} <= _SMALL


def form(line: str) -> Form:
    """The form of a trimmed paragraph."""
    if len(line) <= _NOTICE_LENGTH:
        rules = _LINE_RULES if len(line) <= _LINE_LENGTH else _LONG_RULES
        for its, holds in rules:
            if holds(line):
                return its
    ends = _SENTENCE_END.search(line, max(0, len(line) - 8))
    if len(line) >= _PROSE_LENGTH and (ends or line.count(" ") + 1 >= _PROSE_WORDS):
        return Form.PROSE
    return Form.SENTENCE if ends else Form.LABEL
