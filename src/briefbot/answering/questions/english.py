"""English questions: what people say around what they ask for."""

import re

from briefbot.answering.questions import small_talk
from briefbot.answering.questions.language import Calendar, FollowUps, Language, Sources
from briefbot.answering.questions.names import UNDECLINED, Named
from briefbot.answering.questions.speakers import asked_for
from briefbot.answering.questions.words import SPEECH
from briefbot.language.folding import fold
from briefbot.language.languages import profile
from briefbot.language.lexicon import GROUP, ORGANIZATION, PERSON, PLURAL, lexicon
from briefbot.model import Span

_MONTHS = {name: number for number, names in enumerate(profile("en").months, start=1) for name in names}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_WEEKDAYS = tuple(names[0] for names in profile("en").weekdays)

_MONTHS_IN_FULL = "|".join(name for name in _MONTHS if len(name) > 3 or name == "may")

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(rf"(?<![\w.-]){form}(?![\w]|[.-]\d)", re.IGNORECASE)
    for form in (
        r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
        r"(?P<day>[0-3]?\d)[./](?P<month>0?[1-9]|1[0-2])[./](?P<year>(?:19|20)\d\d)",
        r"(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>(?:19|20)\d\d)",
        rf"{_MONTH}\s+{_DAY}(?:\s*,?\s*{_YEAR})?(?!\s*(?:%|percent|million|billion|people))",
        rf"(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:\s*,?\s*{_YEAR})?",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)",
        rf"{_MONTH}\s*,?\s*(?:of\s+)?{_YEAR}",
    )
)
_RELATIVE = re.compile(
    r"\b(?:(?P<named>today|yesterday|tonight|the day before yesterday)"
    rf"|on\s+(?P<weekday>{'|'.join(_WEEKDAYS)})"
    r"|(?P<which>last|past|previous|this)\s+(?:(?P<count>\d{1,3}|two|three|four|five|six|seven|ten)\s+)?"
    rf"(?P<unit>days?|weeks?|months?|years?|{'|'.join((*_SEASONS, *_WEEKDAYS))}|{_MONTHS_IN_FULL})"
    r"|(?P<ago>\d{1,3}|a|one|two|three|four|five|six)\s+(?P<ago_unit>days?|weeks?|months?|years?)\s+ago"
    r"|(?:in|since|during|of|until|before|after)\s+(?:the\s+)?(?:(?P<early>early|late)\s+)?"
    rf"(?P<season>{'|'.join(_SEASONS)})(?:\s+(?:of\s+)?(?P<season_year>(?:19|20)\d\d))?)\b",
    re.IGNORECASE,
)
# A month or a year alone needs a preposition of time before it; a year may also end a question.
_ALONE = re.compile(
    rf"(?:\b(?:(?:(?:at|by|in|since|until|towards?)\s+)?the\s+(?:end|start|beginning|middle|close)\s+of|in|since|during|"
    rf"of|until|till|before|after|from|by|to|and|between)\s+(?:early\s+|late\s+|mid-?\s*)?)"
    rf"(?P<what>{_MONTH}|{_YEAR})(?![\w-]|\s+(?:said|say|says|did|does|has|was|is|told)\b)",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(rf"(?:^|[\s(,]){_YEAR}(?=\s*[?:,)]|\s*$)")
_SINCE = re.compile(r"\b(?:since|after|from|starting)\s+(?:about\s+|early\s+|late\s+|the\s+)*$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:until|till|before|by|up to|to)\s+(?:about\s+|early\s+|late\s+|the\s+(?:(?:end|close)\s+of\s+)?)*$", re.IGNORECASE
)
_ON = re.compile(
    r"\b(?:(?:(?:at|by|in|around|towards?)\s+)?the\s+(?:end|start|beginning|middle|close)\s+of"
    r"|in|on|during|of|at|for)\s+(?:early\s+|late\s+|mid-?\s*|the\s+)*$",
    re.IGNORECASE,
)
_PARTS = {"start": 0, "beginning": 0, "early": 0, "middle": 1, "mid": 1, "end": 2, "close": 2, "late": 2}
_PART = re.compile(
    r"\b(?:(?:at|in|around|towards?)\s+the\s+(?=\w+\s+of\b)|(?=(?:early|late|mid)\b))"
    rf"(?P<part>{'|'.join(_PARTS)})(?:\s+of)?[\s-]*$",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"\b(?:between|from)\s+(?P<one>{_DAY})\s+(?:and|to|until)\s+(?={_DAY.replace('day', 'other')}\s)", re.IGNORECASE
)
_JOINED = re.compile(r"^\s*(?:and|to|until|till|through|-|–)\s*$", re.IGNORECASE)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}

# Words around a name that say it is meant as a paper: "according to Politico", "in the Post", "what did Reuters report".
_WITHIN = re.compile(r"\b(?:according to|in|from|by|via|on|at|per)\s+(?:the\s+)?$", re.IGNORECASE)
_PAPER_SUBJECT = re.compile(r"\b(?:did|does|has|do)\s+(?:the\s+)?$", re.IGNORECASE)
_PAPER_AFTER = re.compile(
    r"^(?:['’]s?)?\s*(?:(?:editorial|newspaper|editors?|reporters?)\b|(?:report|write|wrote|say|said|publish|cover|reveal|"
    r"make of|describe|tell|reported|article|story|piece|interview)\b|:|,|$|\?|on\b|has\b|have\b)",
    re.IGNORECASE,
)

_PADDING = re.compile(
    r"^(?:(?:hi|hello|hey|ok|okay|so|well|please|pls|thanks|thank you|good (?:morning|afternoon|evening)|"
    r"(?:sorry to (?:bother|disturb) you|excuse me)(?:,? but)?|briefbot)\b[\s,!.]*|"
    r"(?:(?:can|could|would|will) you (?:please |kindly )?(?:tell|show|give|find|remind) me\b|"
    r"(?:i(?:'d| would) (?:like|love|want) to (?:know|see|read|hear)\b|i (?:want|need) to know\b|"
    r"i(?:'m| am) (?:looking for|interested in)\b)|(?:please )?(?:tell|show|give|find|remind) me\b|"
    r"do you (?:know|have)\b|does anyone know\b|any idea\b|let me know\b)[\s,]*)+",
    re.IGNORECASE,
)
# What stands behind a question and asks for nothing.
_COURTESY_BEHIND = re.compile(
    r"[\s,.!?]*(?<![\w-])(?:thanks?(?: you| a lot| so much| in advance| very much)?|thx|cheers|please|pls)[\s.!?]*$",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"(?:(?:oh|well|ok|okay|and|so|many|very|a|the|all)\b[\s,!.]*)*"
    r"(?:h(?:i|ello|ey|owdy|iya)(?: there| again| all| bot| briefbot)?|yo|greetings|good (?:morning|afternoon|evening|"
    r"night|day)|"
    r"(?:good)?bye|see you|thank(?:s| you)(?: (?:a lot|so much|very much|again|for .{1,40}))?|thx|ty|cheers|great|good|"
    r"nice|cool|"
    r"wow|lol|haha|hm+|interesting|perfect|awesome|excellent|amazing|wonderful|helpful|sure|fine|right|alright|got it|i see|"
    r"ok(?:ay)?|k|yes|yeah|yep|no|nope|please|sorry|never ?mind|test(?:ing)?|ping|start|stop|nothing|"
    r"are you (?:there|awake|alive|real|human|a (?:bot|robot|human|person))|(?:is )?any(?:one|body) there|"
    r"how are you(?: (?:doing|today))?|"
    r"how(?:'s| is) it going|what(?:'s| is) up|who (?:made|built|created|wrote|are) you|what(?:'s| is) your name|"
    r"what are you|"
    r"(?:that|this|it) (?:was|is)(?: (?:very|really|so|quite|most))? (?:helpful|great|good|nice|useful|interesting|all|"
    r"enough|it)|"
    r"that(?:'s| is) (?:all|it|enough|great|good|nice|helpful|interesting)|well done|good (?:job|bot)|nice work|love it|"
    r"https?://\S+|\w|\W*)"
    r"(?:[\s,!.?…:;)(-]+(?:thanks?(?: you)?|that (?:was|is)(?: (?:very|really|so))? \w+|thx|cheers|bye|again|bot|briefbot|"
    r"there|then|now|much|"
    r"a lot|very much|so much|indeed))*[\s!.?…:;)(-]*",
    re.IGNORECASE,
)
_NEWEST = re.compile(
    r"\b(?:the\s+)?(?:latest|newest|most\s+recent(?:ly)?|last\s+(?:thing|things|words?|statements?|remarks?|comments?|"
    r"quotes?|time))\b"
    r"|\b(?:recently|lately)\b|\blast(?=\s*\??$)|\b(?:last|latest)(?=\s+(?:say|said|speak|spoke|comment|tweet)\b)",
    re.IGNORECASE,
)
_OLDEST = re.compile(
    r"\b(?:the\s+)?(?:earliest|oldest|very\s+first|first\s+(?:thing|words?|statements?|remarks?|comments?|quotes?|time))\b"
    r"|\bfirst(?=\s*\??$)|\bfirst(?=\s+(?:say|said|speak|spoke|comment|tweet|mention)\b)",
    re.IGNORECASE,
)
_TIMELINE = re.compile(
    r"^(?:(?:show|give)\s+(?:me\s+)?)?(?:a\s+|the\s+)?(?:time-?\s?line|chronology)(?:\s*:|\s+(?:of|for|on)\b)\s*", re.IGNORECASE
)
_EXCEPTION = re.compile(
    r"[\s,]*\b(?:except|excluding|without|but not|other than|apart from|not)\s+(?:for\s+|about\s+|on\s+|mentioning\s+|"
    r"the\s+)+(?P<word>[\w’'-]+)",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^(?:and\s+|but\s+|so\s+)?"
    r"(?:who(?!se)\b|which\s+(?:\w+\s+){0,3}?(?!day|date|month|year|paper|newspaper)\w+|whose\b|by whom\b)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"^(?:and\s+|but\s+|so\s+)?(?:when\b|since when\b|(?:on\s+)?(?:what|which)\s+(?:day|date|month|year)\b)", re.IGNORECASE
)
_WHY = re.compile(r"\bwhy\b|\bhow come\b|\b(?:what|which) (?:\w+ )?reasons?\b|\bwhat for\b", re.IGNORECASE)
_TIMES = re.compile(
    rf"\b(?:{_MONTHS_IN_FULL}|{'|'.join(_WEEKDAYS)}|today|tonight|yesterday|tomorrow|midnight|noon|"
    r"(?:this|last|next|past|earlier this|later this) (?:week|month|year|night|morning|spring|summer|autumn|fall|winter)|"
    r"(?:days?|weeks?|months?|years?) ago|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_REASONS = re.compile(
    r"\b(?:because|so that|due to|thanks to|owing to|in order to|reasons?|(?:that|which|this)(?:['’]s| is) why|"
    r"given that|therefore|as a result|in response to|for fear)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|tells?|told|think|thinks|thought|comments?|respond|react|reply|replies|answer|describe|explain|"
    r"call|called|quote[sd]?|words|opinion|view|position|stance|statement|remarks?|tweet|according to)\b",
    re.IGNORECASE,
)
# A number, place or thing is asked for, and nobody's words.
_COUNTED = re.compile(r"\bhow (?:many|much|long|often|old|far|big)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:did|does|do|has|have|according to)\s+(?:the\s+)?$", re.IGNORECASE)
# The frame of a question, not what it is about: these would only find passages that hold the same small change.
_FRAME = frozenset(
    "anybody anyone everybody everyone nobody people somebody someone "
    "according am anything are article ask asked be both compare compared exact exactly literally pls quotation quotations "
    "show thing things thx verbatim versus vs wording word words "
    "answer answered answering answers ever get gets getting got replied replies reply replying "
    "been comment commented comments describe described did do does done "
    "explain explained feel feels felt had happen happened has have how is know known made make makes mention mentioned "
    "news opinion position quote quoted quotes react reacted reaction remark remarks report reported reports respond "
    "responded response said say saying says something speak speaks spoke stance statement statements talk talked talks "
    "tell tells there think thinks thought told view views was were what when where which who whom whose why "
    "write wrote".split()
)
# A single name where only somebody can stand: before a verb of saying, behind "according to" or "quote".
_SAYS = (
    r"(?i:(?:(?:ever|even|really|\w+ly)\s+)?(?:say|said|tell|told|think|thought|write|wrote|written|reply|replied|speak|spoke|"
    r"spoken|(?:comment|respond|react|answer|talk|mention|explain|describe|argue|claim|tweet|warn|want|demand|propose|promise|"
    r"support|oppose|admit|deny)(?:t?ed|d)?)\b)"
)
_AUXILIARY = r"(?i:\b(?:did|does|do|has|have|had|will|would)\s+)"
_NAME = r"(?P<name>(?!(?:Did|Does|Do|Has|Have|Had|Will|Would)\b)[A-Z][\w’-]+(?:\s+[A-Z][\w’-]+){0,2})"
_CALLED = (
    # With titles or a given name before it, in any case: "what has mr. lee said", "what did foreign minister Lee say".
    re.compile(rf"{_AUXILIARY}(?P<before>(?:[\w.’-]+\s+){{0,4}}?)(?P<name>[^\W\d_][\w-]+)(?=\s+{_SAYS})"),
    re.compile(
        rf"(?:{_AUXILIARY}|(?i:\baccording to\s+))(?P<before>)(?P<name>[A-Z][\w’'-]+)"
        r"(?=\s+(?i:call|feel|make|on|about)\b|\s*[,?:]|\s*$)"
    ),
    re.compile(
        r"(?i:^(?:quotes?|words|statements?|remarks?|comments?)\s+(?:(?:of|from|by)\s+)?)(?P<before>)(?P<name>[^\W\d_][\w-]+)"
    ),
    re.compile(rf"(?P<before>)\b(?P<name>[^\W\d_][\w-]+)[’']s?\s+(?i:{'|'.join(sorted(SPEECH))})\b"),
)
_HEADS = r"(?:\s+(?:on|about)|['’]s?)\s"
_STRANGER = re.compile(
    r"\b(?:did|does|do|has|have|had|would|will|according to|is|was)\s+"
    r"(?:(?:(?:the\s+)?(?:former|ex-?|late|then)\s+)?(?:[\w-]+\s+){0,3}?)?"
    r"(?P<name>[A-Z][\w’'-]+(?:\s+(?:(?:de|von|van|der|al|bin|la|le|of)\s+)?[A-Z][\w’'-]+){1,3})",
)
# Where the speaker of a question stands; an office behind "about" is only spoken of.
_OFFICE = re.compile(
    r"(?:^|\b(?:does|did|do|has|have|will|would|is|was|according to)\s+)(?:the"
    r"\s+)?(?=(?P<words>[\w’' -]{3,60}))",
    re.IGNORECASE,
)

_ELLIPSIS = re.compile(
    r"^(?:and|but|or|also|as|any|anything|anybody|anyone|what about|how about|what else|who else|where else|then)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:(?:and|but|or|also|what|how|about|on|then|so)\b[\s,]*)+", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their|it|its)\b", re.IGNORECASE)
_POINTING = re.compile(
    r"\b(?:to|about|on|of|after|was|is|by|against|with|for) (?:that|this|those|these)\b(?!\s+\w+ing)|\b(?:that|this)\s*\?*$",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(r"\b(?:who|anybody|anyone|somebody|someone) else\b", re.IGNORECASE)
# "and the company?", "what about the London mayor?": somebody is meant, so the earlier speaker is not.
_SPEAKS = PERSON | PLURAL | GROUP | ORGANIZATION
_THE_COMPANY = re.compile(
    r"^(?:(?:and|but|or|what about|how about|what did|any)\s+)+(?:the\s+|any\s+|an?\s+)(?!same|"
    r"other)\w+(?:\s+\w+){0,3}\s*\??$",
    re.IGNORECASE,
)
# "And about Syria?" asks the same of another topic.
_REPLACES_TOPIC = re.compile(
    r"^(?:and\s+|but\s+|so\s+)?(?:(?:what|how) )?about\b|^(?:and|but) on\b"
    r"|^(?:and\s+|but\s+|so\s+)?(?:what|how)\s+(?:did|does|do|has|have|is|was)\s+(?:he|she|they|it)\s+\w+\s+(?:about|of|on)\s+"
    r"(?!that\b|this\b|it\b|him\b|her\b|them\b)",
    re.IGNORECASE,
)
# "What did she say in May?" with a name in it wants whatever she said, not what was asked about before.
_ASKS_FOR_ALL = re.compile(r"^(?:what|which|all|everything|anything)\b", re.IGNORECASE)
# Somebody who is named where the speaker stands, and whom the archive does not know as one, is not the earlier speaker.
_ANOTHER = re.compile(
    r"\b(?:did|does|has|would|will)\s+(?!I\b)[A-Z][\w’'-]+\s+(?:\w+ly\s+)?(?:say|think|tell|answer|reply|respond|react|"
    r"comment|mean|want)"
)
_ANYBODY = re.compile(r"^(?:and\s+|or\s+|what about\s+)?any\b", re.IGNORECASE)
_EMPTY = frozenset(
    "a about also an and any anybody anyone anything are at be been but by did do does else for from had has have he her "
    "hers him his in is it its no not of on one or other same she that the their theirs them then there these they this "
    "those to too was were with yes".split()
) | {""}  # fmt: skip


def _with_possessive(words: str, name: Named) -> Span:
    """The name's place with a possessive ending."""
    end = name.place.end
    match = re.match(r"['’]s?\b", words[end:])
    return Span(name.place.start, end + match.end()) if match else name.place


def _speaks(word: str) -> bool:
    return bool(lexicon("en").bits.get(fold(word), 0) & _SPEAKS)


_CALENDAR = Calendar(
    months=_MONTHS,
    seasons=_SEASONS,
    weekdays={name: number for number, name in enumerate(_WEEKDAYS)},
    numbers=_NUMBERS,
    units={form: unit for unit in ("day", "week", "month", "year") for form in (unit, f"{unit}s")},
    which={"last": "last", "past": "last", "previous": "last", "this": "this"},
    days_back={"today": 0, "tonight": 0, "yesterday": 1, "the day before yesterday": 2},
    month=re.compile(_MONTH, re.IGNORECASE),
    preposition="in",
    forms=_FORMS,
    relative=_RELATIVE,
    alone=_ALONE,
    year_alone=_YEAR_ALONE,
    since=_SINCE,
    until=_UNTIL,
    on=_ON,
    after=re.compile(r"\bafter\s+(?:the\s+)?$", re.IGNORECASE),
    before=re.compile(r"\bbefore\s+(?:the\s+)?$", re.IGNORECASE),
    joining=re.compile(r"\b(?:between|and)\s+$", re.IGNORECASE),
    range=_RANGE,
    part=_PART,
    parts=_PARTS,
    joined=_JOINED,
    # May after "by" or "from" is rather Theresa; march after "to" rather on foot.
    doubtful=frozenset(("may", "march", "mar", "jan")),
    surely=frozenset(("in", "since", "during", "until", "before", "after", "at", "the")),  # "at the end of May"
)

_FOLLOW_UPS = FollowUps(
    ellipsis=_ELLIPSIS,
    opening=_OPENING,
    pronoun=_PRONOUN,
    pointing=_POINTING,
    somebody_else=_SOMEBODY_ELSE,
    brief_noun=_THE_COMPANY,
    replaces_topic=_REPLACES_TOPIC,
    asks_for_all=_ASKS_FOR_ALL,
    another=_ANOTHER,
    anybody=_ANYBODY,
    else_=re.compile(
        r"\b(?:what|anything|something|everything) (?:else|more)\b|\bother (?:things?|words|statements|remarks|comments|"
        r"quotes)\b",
        re.IGNORECASE,
    ),
    earlier_times=re.compile(
        r"\b(?:before (?:that|then|this)|earlier|previously|(?P<unit>day|week|month|year) before)\b\s*\??$", re.IGNORECASE
    ),
    later_times=re.compile(
        r"\b(?:after (?:that|then|this)|afterwards?|later(?: on)?|since then|(?P<unit>day|week|month|year) after)\b\s*\??$",
        re.IGNORECASE,
    ),
    about=re.compile(
        r"^(?:and |but |so |ok |okay )*(?:what|how) about (?:the )?(?P<name>[\w.’' -]{2,60}?)\s*\??$", re.IGNORECASE
    ),
    genders={"he": "m", "she": "f"},
    empty=_EMPTY,
    speaks=_speaks,
)

ENGLISH = Language(
    code="en",
    key=fold,
    name_forms=UNDECLINED,
    asked_for=asked_for,
    named=_with_possessive,
    padding=_PADDING,
    who=_WHO,
    when=_WHEN,
    why=_WHY,
    words=_WORDS,
    counted=_COUNTED,
    courtesy_behind=_COURTESY_BEHIND,
    courtesy=_COURTESY,
    small_talk=small_talk.ENGLISH,
    newest=_NEWEST,
    oldest=_OLDEST,
    timeline=_TIMELINE,
    done_to=re.compile(
        r"^(?:and\s+|but\s+|so\s+)?who(?:\s+else)?\s+(?:has\s+|have\s+|is\s+|was\s+)?(?:\w+ly\s+)?(?!said\b|says\b|say\b|"
        r"told\b)\w+(?:ed|ing|s|k|n|t|d)\s+"
        r"(?:(?:on|for|with|against|of|to|out|at)\s+)?(?:(?:the|president|senator|mr|mrs|ms|dr|mayor|minister|governor|"
        r"secretary)\.?\s+)*",
        re.IGNORECASE,
    ),
    exception=_EXCEPTION,
    paper=None,
    subject=_SUBJECT,
    frame=_FRAME,
    stranger=_STRANGER,
    called=_CALLED,
    heading=re.compile(rf"^(?P<name>[^\W\d_][\w-]+)(?={_HEADS})", re.IGNORECASE),
    heads=re.compile(_HEADS, re.IGNORECASE),
    before=re.compile(rf"{_NAME}(?:,\s*|\s+(?:and|or|&)\s+)$"),
    behind=re.compile(rf"(?:,\s*|\s+(?:and|or|&)\s+){_NAME}(?=\s+{_SAYS}|\s*[?,]|\s+(?:on|about)\b)"),
    is_name=lambda _: True,
    office=_OFFICE,
    titles=lambda words, _following: (" ".join(words),),
    calendar=_CALENDAR,
    sources=Sources(_WITHIN, _PAPER_SUBJECT, _PAPER_AFTER),
    follow_ups=_FOLLOW_UPS,
    times=_TIMES,
    reasons=_REASONS,
)
