"""What English newspapers call somebody by whom they have just spoken of: "the teenager", "the striker", "the Dutchman".

Closed word lists, lower case. Nouns of a circle suit who is known by a noun of that circle, or by none at all; the others suit
anybody. Doctors, officers, lawyers, witnesses and the like are in none: they speak of others, and are strangers.
"""

import re
from collections.abc import Set as AbstractSet

_AGE = re.compile(r"\d{1,3}-year-old")
ANYBODY = frozenset(
    """
teenager teen youngster veteran newcomer pensioner retiree grandmother grandfather mother-of-one mother-of-two
mother-of-three father-of-one father-of-two father-of-three octogenarian nonagenarian septuagenarian
dutchman dutchwoman frenchman frenchwoman irishman irishwoman welshman welshwoman englishman englishwoman scot dane swede
finn pole turk spaniard briton german italian belgian croat serb czech slovak hungarian greek portuguese norwegian swiss
austrian canadian mexican brazilian argentine argentinian australian nigerian kenyan ghanaian egyptian moroccan japanese
korean indian pakistani
""".split()
)
_SPORT = """
striker forward midfielder defender winger goalkeeper keeper stopper skipper captain footballer cricketer batsman bowler
batter golfer sprinter swimmer cyclist boxer wrestler jockey champion winner medallist medalist athlete player surfer skier
skater gymnast goalscorer playmaker quarterback pitcher runner
"""
_STAGE = "star actor actress comedian comic dancer entertainer"
_MUSIC = "star singer musician songwriter rapper guitarist drummer pianist violinist soprano tenor"
_BOOKS = "author writer novelist poet playwright"
_PICTURES = "artist painter sculptor photographer designer"
_FILM = "director filmmaker"
_OFFICES = """
politician lawmaker legislator parliamentarian senator representative congressman congresswoman councillor councilman
councilwoman mayor governor minister president premier leader mp chief
"""
_BUSINESS = """
businessman businesswoman entrepreneur billionaire millionaire tycoon ceo executive magnate financier founder owner chairman
chairwoman president director investor banker
"""
_SCIENCE = """
scientist researcher academic scholar economist historian biologist physicist astronomer geologist ecologist chemist
professor psychologist sociologist archaeologist zoologist botanist
"""
_LAND = "farmer fisherman trader vendor shopkeeper herder grower rancher"
CIRCLES = tuple(
    frozenset(circle.split())
    for circle in (_SPORT, _STAGE, _MUSIC, _BOOKS, _PICTURES, _FILM, _OFFICES, _BUSINESS, _SCIENCE, _LAND)
)
# Nouns of the circles by which somebody is taken up; a mayor, a coach or a president is somebody of whom one is told so.
_TAKES_UP = frozenset(
    """
striker forward midfielder defender winger goalkeeper keeper stopper skipper footballer cricketer batsman bowler batter
golfer sprinter swimmer cyclist boxer wrestler jockey champion medallist medalist athlete surfer skier skater gymnast
star actor actress singer musician songwriter rapper guitarist drummer pianist violinist comedian novelist poet playwright
filmmaker painter sculptor dancer soprano tenor
politician lawmaker legislator parliamentarian
businessman businesswoman entrepreneur billionaire millionaire tycoon ceo magnate financier
scientist researcher academic scholar
""".split()
)


def is_age(word: str) -> bool:
    """Whether a word tells an age: "13-year-old"."""
    return _AGE.fullmatch(word) is not None


def takes_up(noun: str) -> bool:
    """Whether "the" and this noun can mean whoever was spoken of last: "the striker", not "the officer"."""
    return noun in ANYBODY or noun in _TAKES_UP or is_age(noun)


def may_be_called(callings: AbstractSet[str], noun: str) -> bool:
    """Whether who has these callings, which may be none, may be called by a noun that takes somebody up."""
    known = callings - ANYBODY
    return noun in ANYBODY or is_age(noun) or not known or any(noun in circle and known & circle for circle in CIRCLES)
