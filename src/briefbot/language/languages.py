"""The languages that there is a profile of."""

from briefbot.language import en, ru
from briefbot.language.profile import Language

PROFILES = {profile.code: profile for profile in (en.PROFILE, ru.PROFILE)}


def profile(code: str | None) -> Language:
    """The profile of a language (ISO 639-1), English where there is none."""
    return PROFILES.get(code or "", en.PROFILE)
