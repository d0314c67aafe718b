"""Slim an environment of the image: `slim_packages.py ENVIRONMENT`; what runs, and the licences, stay.

Out go the packages' own tests, what only a compiler or a type checker reads, parts that Briefbot has no use for, and what was
compiled of modules that it does not load: a root file system that can be read only would keep nothing that is compiled later,
so that the others are compiled here.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

# Names of folders that hold a package's own tests, and ends of files that are no part of a running program.
_TESTS = ("tests", "test")
_SOURCES = (".a", ".c", ".cpp", ".h", ".hpp", ".pxd", ".pxi", ".pyi", ".pyx", ".f90")
# Parts of packages that Briefbot has no use for, by what they are for.
_PARTS = {
    "pictures in formats that are not drawn": (
        *("PIL/_avif.*", "PIL/_webp.*", "PIL/_imagingcms.*", "PIL/_imagingtk.*"),
        *("pillow.libs/libavif-*", "pillow.libs/libwebp*", "pillow.libs/libsharpyuv-*", "pillow.libs/liblcms2-*"),
        *("matplotlib/mpl-data/fonts/afm", "matplotlib/mpl-data/fonts/pdfcorefonts"),
    ),
    "windows": ("matplotlib/mpl-data/images", "matplotlib/backends/web_backend", "matplotlib/backends/_tkagg.*"),
    "letters of formulas and typewriters, and slanted ones": tuple(
        f"matplotlib/mpl-data/fonts/ttf/{part}"
        for part in ("cm[a-z]*", "STIX*", "DejaVuSansMono*", "DejaVuSans-*Oblique.ttf", "DejaVuSerif-*Italic.ttf")
    ),
    "making fonts": tuple(
        f"fontTools/{part}Lib" for part in ("cff", "designspace", "fea", "mti", "otl", "t1", "ufo", "var", "volt")
    )
    + tuple(f"fontTools/{part}" for part in ("cu2qu", "merge", "qu2cu", "subset")),
    "likeness of phrases, which is written in Python there too": ("rapidfuzz/fuzz_cpp*",),
    "what stands there a second time, for newer processors": ("rapidfuzz/distance/metrics_cpp_avx2*",),
    "a protocol by which nothing is asked of OpenSearch": ("grpc", "google/protobuf", "google/_upb", "opensearch/protobufs"),
    "building packages": ("setuptools", "pkg_resources", "_distutils_hack", "distutils-precedence.pth"),
    "examples": ("matplotlib/mpl-data/sample_data",),
    "numbers in Fortran, and tests of processors": ("numpy/f2py", "numpy/_core/_simd.*"),
    "colours for the texts of programs": ("pygments/lexers/[!_]*",),
    "databases that are not supported, and tests": (
        *(f"sqlalchemy/dialects/{name}" for name in ("mssql", "mysql", "oracle")),
        *("sqlalchemy/testing", "alembic/testing"),
    ),
    "languages without a tag of two letters, which no app of Telegram's is in": ("babel/locale-data/[a-z][a-z][a-z]*.dat",),
    "markup as objects, and differences of pages": ("lxml/objectify.*", "lxml/html/diff.*", "lxml/html/_difflib.*"),
}
# Prints where the modules lie that are loaded once all of Briefbot's are, those too that it imports within functions.
_LOADED = """
import ast, importlib, json, pkgutil, sys
import briefbot

def names(path):
    for node in ast.walk(ast.parse(open(path, encoding="utf-8").read())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module

wanted = set()
for module in pkgutil.walk_packages(briefbot.__path__, "briefbot."):
    if not module.name.endswith(("__main__", "migrations.env")):  # programs, of which one is Alembic's
        wanted |= {module.name, *names(importlib.util.find_spec(module.name).origin)}
for name in sorted(wanted):
    importlib.import_module(name)
json.dump(sorted(filter(None, (getattr(one, "__cached__", None) for one in list(sys.modules.values())))), sys.stdout)
"""


def slim(packages: Path, loaded: set[Path]) -> None:
    """Take out of a folder of packages what does not run; of what is compiled, `loaded` stays."""
    for path in list(_unneeded(packages, loaded)):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _unneeded(packages: Path, loaded: set[Path]) -> Iterator[Path]:
    for pattern in chain.from_iterable(_PARTS.values()):
        yield from packages.glob(pattern)
    for path in packages.rglob("*"):
        if path.is_dir():
            if path.name in _TESTS and "licenses" not in path.parts:
                yield path
        elif path.suffix in _SOURCES or (path.suffix == ".pyc" and path not in loaded):
            yield path


def size(folder: Path) -> float:
    """What the files of a folder take, in megabytes."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir()) / 1e6


def strip(packages: Path) -> None:
    """Take from compiled modules what only a debugger reads; the libraries beside them bear no change."""
    modules = [path for path in packages.rglob("*.so") if not path.parent.name.endswith(".libs")]
    subprocess.run(["strip", "--strip-debug", *modules], check=True)  # noqa: S603, S607 (a tool of the system's)


def loaded_by(environment: Path) -> set[Path]:
    """What is compiled of all modules that are loaded once Briefbot's are; CalledProcessError where one cannot be."""
    ran = subprocess.run([environment / "bin/python", "-Bc", _LOADED], stdout=subprocess.PIPE, check=True)  # noqa: S603 (ours)
    return {Path(name) for name in json.loads(ran.stdout)}


def main(environment: Path) -> None:
    """Slim the environment in a folder, see that all can be loaded as before, and tell by how much it is smaller."""
    before, loaded = size(environment), loaded_by(environment)
    for packages in environment.glob("lib/python*/site-packages"):
        slim(packages, loaded)
        strip(packages)
    loaded_by(environment)
    print(f"{before:.0f} MB before, {size(environment):.0f} MB after")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
