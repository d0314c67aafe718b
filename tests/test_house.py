"""The house: nothing imports in a circle, and no module or function is longer than somebody reads at once."""

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

from support.program import ROOT

SOURCE = ROOT / "src" / "briefbot"
# Lines of a module and of a function; migrations tell a table at a time, and lists of words are as long as they are.
MODULE, FUNCTION = 400, 60
EXEMPT = ("store/migrations/versions/", "language/en/speech.py", "language/ru/speech.py")


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    """Who imports whom, also within functions and for the type checker alone."""
    return grimp.build_graph("briefbot", cache_dir=None)


def modules() -> Iterator[tuple[str, str]]:
    """Each module of the program, by its path, with its text."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith(EXEMPT):
            yield name, path.read_text(encoding="utf-8")


def circle(edges: Mapping[str, set[str]]) -> list[str]:
    """One circle, the first of it named again at its end; nothing where there is none."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_imports_itself_by_way_of_others(imports: grimp.ImportGraph) -> None:
    """Also not where the import stands in a function."""
    assert circle({module: imports.find_modules_directly_imported_by(module) for module in imports.modules}) == []


def test_no_package_imports_itself_by_way_of_its_siblings(imports: grimp.ImportGraph) -> None:
    """In each package, what is directly in it (packages with all that is in them) stands in an order."""
    for package in sorted(imports.modules):
        siblings = imports.find_children(package)

        def holder(module: str, siblings: set[str] = siblings) -> str | None:
            return next((one for one in siblings if f"{module}.".startswith(f"{one}.")), None)

        edges: dict[str, set[str]] = {one: set() for one in siblings}
        for module in imports.find_descendants(package):
            importer = holder(module)
            imported = {holder(one) for one in imports.find_modules_directly_imported_by(module)} - {importer, None}
            if importer:
                edges[importer] |= {one for one in imported if one}
        assert circle(edges) == [], package


def test_no_module_is_too_long() -> None:
    """400 lines."""
    assert [name for name, text in modules() if len(text.splitlines()) > MODULE] == []


def test_no_function_is_too_long() -> None:
    """60 lines, with its head and docstring."""
    long = [
        f"{name}: {node.name}"
        for name, text in modules()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= FUNCTION
    ]
    assert long == []


def test_a_circle_is_found() -> None:
    """So that the tests here can fail."""
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})
    assert circle({"a": {"b"}, "b": set()}) == []
