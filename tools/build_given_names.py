"""Build the list of given names and their gender that ships with `briefbot.reading.quotes`.

    python tools/build_given_names.py > src/briefbot/language/given_names.txt

Needs two packages at development time alone: `faker` (MIT; lists of given names of many countries, by gender) and `names`
(MIT; the frequencies of given names in the US census of 1990, public domain). A name is given the gender that at least
`SHARE` of the evidence speaks for; a name that both use is listed without one. Same packages, same bytes out.
"""

import collections
import importlib
import pathlib
import pkgutil
import sys
import unicodedata

import faker.providers.person
import names

SHARE = 0.7
# One mention in a country's list counts like this share (percent) of the people in the census.
LOCALE_WEIGHT = 0.02
LATIN = "LATIN"


def census() -> dict[tuple[str, str], float]:
    """(name, gender) → percent of the people of that gender who bear it."""
    folder = pathlib.Path(names.__file__).parent
    counts: dict[tuple[str, str], float] = collections.defaultdict(float)
    for gender, file in (("m", "dist.male.first"), ("f", "dist.female.first")):
        for line in (folder / file).read_text(encoding="ascii").splitlines():
            name, percent = line.split()[:2]
            counts[name.lower(), gender] += float(percent)
    return counts


def locales() -> dict[tuple[str, str], float]:
    """(name, gender) → weight of the countries whose list holds it."""
    counts: dict[tuple[str, str], float] = collections.defaultdict(float)
    seen: set[tuple[str, str, str]] = set()
    for module in sorted(m.name for m in pkgutil.iter_modules(faker.providers.person.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{module}").Provider
        for gender, kind in (("m", "male"), ("f", "female")):
            for attribute in (f"first_names_{kind}", f"first_romanized_names_{kind}", f"first_{kind}_romanized_names"):
                for name in getattr(provider, attribute, ()):
                    key = (module.split("_")[0], name.lower(), gender)
                    if key not in seen:
                        seen.add(key)
                        counts[name.lower(), gender] += LOCALE_WEIGHT
    return counts


def is_latin(name: str) -> bool:
    """Whether a name is one word in Latin letters that is long enough to tell anything."""
    return len(name) > 1 and all(c in "-'" or (c.isalpha() and unicodedata.name(c, "").startswith(LATIN)) for c in name)


def genders(counts: dict[tuple[str, str], float]) -> dict[str, str]:
    """Name → "m", "f" or "u" (used for both)."""
    result: dict[str, str] = {}
    for name in {name for name, _ in counts if is_latin(name)}:
        male, female = counts.get((name, "m"), 0.0), counts.get((name, "f"), 0.0)
        share = male / (male + female)
        result[name] = "m" if share >= SHARE else "f" if share <= 1 - SHARE else "u"
    return result


def main() -> None:
    """Write three lines: male, female, and either."""
    counts = census()
    for key, weight in locales().items():
        counts[key] += weight
    table = genders(counts)
    for gender in "mfu":
        sys.stdout.write(f"{gender} {' '.join(sorted(name for name, g in table.items() if g == gender))}\n")


if __name__ == "__main__":
    main()
