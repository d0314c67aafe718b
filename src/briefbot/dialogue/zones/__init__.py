"""Time zones: from what somebody types to IANA names, which ones to offer to whom, and what their clocks show.

`names` knows the zones, `places` the cities, `finding` reads what was typed, `guessing` offers without being told anything,
`reply` is what a chat is told.
"""

from briefbot.dialogue.zones.finding import Choice, Found, How, find_zones
from briefbot.dialogue.zones.guessing import guesses
from briefbot.dialogue.zones.names import canonical, clock, is_zone, local, place_of
from briefbot.dialogue.zones.reply import Zoned

__all__ = ["Choice", "Found", "How", "Zoned", "canonical", "clock", "find_zones", "guesses", "is_zone", "local", "place_of"]
