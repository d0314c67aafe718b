"""English."""

from briefbot.language.en import names, speech
from briefbot.language.profile import Language

# Words of grammar: they say how a sentence is built and nothing of what it is about.
_STOP_WORDS = """
a an the this that these those each every either neither some any no none all both half such same other another
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
herself it its itself they them their theirs themselves one ones who whom whose which what
am is are was were be been being have has had having do does did doing done will would shall should can could may
might must ought cannot let lets
and but or nor so yet if then else because as until while although though unless whereas whether than
of at by for with about against between into through during before after above below to from up down in out on off
over under upon within without toward towards onto among amongst along across around behind beside besides
beyond despite except near per since via
again further once here there where when why how not only own too very just also ever even still rather quite
more most less least much many few several
don t s ll re ve d m didn doesn isn aren wasn weren won wouldn shouldn couldn hasn haven hadn ain mustn needn
"""
_MONTHS = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep",
    "october oct", "november nov", "december dec",
)  # fmt: skip

# Those of a number or place, from one on; then of tens and what is counted in thousands.
_SMALL_NUMBERS = (
    "one first", "two second twice", "three third", "four fourth", "five fifth", "six sixth", "seven seventh", "eight eighth",
    "nine ninth", "ten tenth", "eleven eleventh", "twelve twelfth dozen", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred"
_NUMERALS = {
    **{word: number for number, words in enumerate(_SMALL_NUMBERS, 1) for word in words.split()},
    **{word: 10 * number for number, word in enumerate(_TENS.split(), 2)},
    **{word: 1000**number for number, word in enumerate("thousand million billion trillion".split(), 1)},
}

PROFILE = Language(
    code="en",
    stemmer="english",
    stop_words=frozenset(_STOP_WORDS.split()),
    quotation_marks=("“", "”"),
    pointing_words=frozenset("that it this these those".split()),
    negations=frozenset(
        "not no never nor neither none nobody nothing nowhere cannot cant dont wont without hardly barely scarcely "
        "unless".split()
    ),
    numerals=_NUMERALS,
    plain_words=frozenset(
        "new old good bad better worse best worst great big small large little high low long short strong weak hard easy real "
        "true right wrong whole full entire certain possible important serious major main key next last first second third "
        "former current recent present early late different similar special particular general common single "
        "own able sure clear fair free open total huge enormous tremendous terrible beautiful amazing incredible excellent "
        "ago earlier later away today tomorrow yesterday tonight now forward back together everywhere anywhere forever years "
        "go goes going went gone come comes came coming get gets got getting make makes made making take takes took taken "
        "taking give gives gave given giving want wants wanted need needs needed know knows knew known think thinks thought "
        "thinking see sees saw seen look looks looked looking seek seeks sought keep keeps kept let lets say says said saying "
        "tell tells told put puts happen happens happened become becomes became try tries tried trying".split()
    ),
    months=tuple(tuple(forms.split()) for forms in _MONTHS),
    weekdays=tuple((day,) for day in "monday tuesday wednesday thursday friday saturday sunday".split()),
    titles=speech.TITLES,
    forms_of_address=names.FORMS_OF_ADDRESS,
    abbreviated_titles=frozenset(title[:-1] for title in speech.TITLES if title.endswith(".")) | names.OTHER_ABBREVIATIONS,
    given_titles=names.GIVEN_TITLES,
    particles=names.PARTICLES,
    generations=names.GENERATIONS,
    honours=names.HONOURS,
    short_names=names.SHORT_NAMES,
)
