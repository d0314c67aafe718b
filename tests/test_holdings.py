"""Documents as those see them who keep the archive."""

from dataclasses import replace

from briefbot.holdings import Holding


def test_a_seed_is_told_by_its_place() -> None:
    """It is always part of the archive; a file of the same name elsewhere is not."""
    seed = Holding("a", "seeds/a.txt", None, None, None, None, 0, None)
    assert seed.is_seed
    assert not replace(seed, place="/home/seeds/a.txt").is_seed
