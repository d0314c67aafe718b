"""The version of how documents are cut into passages and attributed."""

from briefbot.model import Sure

# Raised when the same text would be cut or attributed otherwise: what was stored before is then analysed again.
ANALYSIS_VERSION = 11


def version(base: int, sure: Sure) -> int:
    """The number that tells documents cut by one version, with names as sure as asked for, from all others."""
    return base if sure is Sure.NORMAL else -base
