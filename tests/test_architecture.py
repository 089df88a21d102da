"""The architecture, enforced: who may import whom, no circles, no module-level state, small modules.

Layers: model <- readers | selection | export <- render <- sphinx_ext; model, readers <- check <- fetch, cli;
model, readers <- init <- cli.
``INNER_ORDER`` is the order inside a layer; ``LATE_IMPORTS`` has the functions that import when called.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "sphinx_pubs"
LONGEST_MODULE = 400


@dataclass(frozen=True)
class Layer:
    """What the modules of a folder may import, besides the standard library and each other."""

    ours: frozenset[str] = frozenset()
    libraries: frozenset[str] = frozenset()
    loads_docutils: bool = False


def _layer(ours: str = "", libraries: str = "", *, loads_docutils: bool = False) -> Layer:
    return Layer(frozenset(ours.split()), frozenset(libraries.split()), loads_docutils)


LAYERS = {
    "model": _layer(),
    "readers": _layer("model", "markdown_it mdit_py_plugins pybtex pylatexenc yaml"),
    "selection": _layer("model"),
    "export": _layer("model"),
    "render": _layer("model selection export", "babel docutils pybtex pybtex_docutils", loads_docutils=True),
    "check": _layer("model readers"),
    "fetch": _layer("model readers export check"),
    "init": _layer("model readers"),
    "sphinx_ext": _layer("model readers selection export render", "babel docutils pybtex sphinx"),
}
CORE = [name for name in LAYERS if name != "sphinx_ext"]

#: The order inside a layer: a module imports from its own line and the lines before it. The name of a folder
#: means all its modules that are not named.
INNER_ORDER = {
    "readers": (
        "base braces contents database_notes field_names groups near note_fields tagged_lines",
        "markup",
        "fields",
        "csl_variables keys ris_tags",
        "trees yaml_recovery signs toml_records",
        "brackets",
        "json_tree toml_tree yaml_tree",
        "aliases",
        "containers group_names site_fields",
        "headings no_records inner_tables",
        "shapes",
        "native bibtex csl ris cff",
        "enw hayagriva nbib",
        "services.common services.damaged_json services.detection services.xml_roots services.xml_tree",
        "services.json_values",
        "services.datacite_types",
        "services.datacite",
        "services",
        "front_matter misspellings",
        "load",
    ),
    "sphinx_ext": (
        "output stylesheets validators venue_rules",
        "assets compat garbage i18n nodes",
        "site_files",
        "conditions lists.cache lists.files lists.svg lists.validation",
        "config",
        "options",
        "lists.icons lists.reading",
        "sources",
        "state",
        "lists",
        "roles directives sprite transforms",
        "anchor_links bibtex_compat",
        "outdated domain written",
        "events",
    ),
}

#: The functions that import a module when they are called, and why: most builds do not need it.
LATE_IMPORTS = {
    "__init__": {"setup", "load", "__getattr__"},  # an import of any module imports this one first
    "model": {"__getattr__"},  # the library: merging is not needed where records are
    "readers.load": {"_reader"},  # a site with YAML files needs no BibTeX reader
    # pylatexenc: most texts have common LaTeX only
    "readers.markup.latex": {"_parse", "is_known_macro", "known_start"},
    # what uses the network is slow to import, and most commands do not need it
    "fetch.commands": {"_run_add", "_run_update", "_run_accept", "_run_reject"},
    "init.project": {"find_citation"},  # the reader of CITATION.cff
    "readers.services": {"read_answer"},  # a build reads the answers of few services, or of none
    "sphinx_ext.assets": {"_venue_rules"},
    "sphinx_ext.config": {"validator", "validate"},
    "sphinx_ext.directives": {"run", "_drop_invalid_options", "__missing__"},
    "sphinx_ext.events": {"before_reading", "after_reading"},
    "sphinx_ext.lists.entries": {"_pybtex"},  # pybtex: few lists have the layout pybtex:STYLE
    "sphinx_ext.outdated": {"_has_outdated_list"},
    "sphinx_ext.roles": {"run", "reference_text", "warn_of_unknown_key"},
    "sphinx_ext.sources": {"_read", "library"},
    "sphinx_ext.state": {"icons", "layouts"},
    "sphinx_ext.transforms": {"run", "_replace_inline"},
}

#: Beside the layers: the package itself and a command line. Sphinx, and whatever loads it, in functions only.
ENTRY_POINTS = frozenset({PACKAGE, f"{PACKAGE}.__main__", f"{PACKAGE}.cli"})

IMPORTERS = frozenset({"import_module", "__import__"})
UNKNOWN = "a module whose name is not written down"


@dataclass(frozen=True)
class Import:
    target: str
    line: int
    when_loaded: bool
    """Executed by importing the module: neither in a function nor for type checkers only."""


# --- reading the source ---


@cache
def modules() -> dict[str, Path]:
    """Return the package's modules by dotted name."""
    found = {}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


def imports(code: ast.Module, module: str, *, is_package: bool) -> Iterator[Import]:
    """Yield every import of ``code`` with an absolute target, `importlib.import_module("...")` too."""
    package = module.split(".") if is_package else module.split(".")[:-1]

    def targets(node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            # `from . import x` and `from sphinx_pubs import x` may each mean the module x.
            yield from (f"{stem}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in IMPORTERS:
            yield _computed(node, ".".join(package))

    def walk(node: ast.AST, *, when_loaded: bool) -> Iterator[Import]:
        for target in targets(node):
            yield Import(target, getattr(node, "lineno", 0), when_loaded)
        for name, value in ast.iter_fields(node):
            later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and name == "body"
            for_types = isinstance(node, ast.If) and name == "body" and _is_type_checking(node.test)
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from walk(child, when_loaded=when_loaded and not later and not for_types)

    yield from walk(code, when_loaded=True)


def _computed(call: ast.Call, package: str) -> str:
    """Return what a call imports: written down, or at least said to be in the module's own package."""
    name, *anchor = (*call.args, *(keyword.value for keyword in call.keywords))
    if isinstance(name, ast.JoinedStr):
        name = name.values[0]  # f".{name}" starts with what it is relative to
    start = name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else ""
    if start.startswith("."):
        own = start[1:2] != "." and [ast.unparse(one) for one in anchor] == ["__package__"]
        return f"{package}{start}" if own else UNKNOWN
    return start if start and isinstance(call.args[0], ast.Constant) else UNKNOWN


def _is_type_checking(test: ast.expr) -> bool:
    return ast.unparse(test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def wrong_imports(code: ast.Module, module: str, *, is_package: bool) -> list[str]:
    """Return what ``code``, as the text of ``module``, imports against the table."""
    wrong = []
    layer = module.split(".")[1] if module not in ENTRY_POINTS else ""
    for one in imports(code, module, is_package=is_package):
        top, _, rest = one.target.partition(".")
        if top in sys.stdlib_module_names:
            continue
        if not layer:
            # Whoever imports sphinx_pubs.model runs sphinx_pubs/__init__.py first: it may load nothing.
            allowed = not one.when_loaded or (
                module != PACKAGE and top == PACKAGE and rest.split(".")[0] in {*CORE, "cli", "__version__"}
            )
        elif top == PACKAGE:
            allowed = rest.split(".")[0] in {layer, *LAYERS[layer].ours, "__version__"}
        else:
            allowed = top in LAYERS[layer].libraries
        if not allowed:
            wrong.append(f"{module}:{one.line} imports {one.target}")
    return wrong


# --- the table ---


def test_every_folder_is_a_layer_and_every_layer_has_code() -> None:
    below = {name.split(".")[1] for name in modules() if name not in ENTRY_POINTS}
    assert below == set(LAYERS)


@pytest.mark.parametrize("module", modules())
def test_imports_follow_the_direction(module: str) -> None:
    path = modules()[module]
    assert wrong_imports(tree(module), module, is_package=path.name == "__init__.py") == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("model.text", "import docutils"),
        ("model.text", "from ..readers import base"),
        ("readers.bibtex", "from docutils import nodes"),
        ("readers.bibtex", "from ..selection.filters import parse"),
        ("readers.bibtex", "from .. import render"),
        ("readers.bibtex", "def f():\n    import sphinx.util"),
        ("readers.bibtex", "import importlib\nimportlib.import_module('sphinx')"),
        ("readers.bibtex", "import importlib\nimportlib.import_module(name)"),
        ("readers.bibtex", "import importlib\nimportlib.import_module(f'..{name}', __package__)"),
        ("readers.bibtex", "import importlib\nimportlib.import_module(f'sphinx.{name}')"),
        ("selection.filters", "import yaml"),
        ("selection.filters", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sphinx"),
        ("export.ris", "from sphinx_pubs.render import parts"),
        ("render.parts", "import sphinx.addnodes"),
        ("render.parts", "from sphinx_pubs.readers.base import Record"),
        ("render.parts", "import sphinx_pubs.sphinx_ext.domain"),
        ("sphinx_ext.domain", "import requests"),
        ("", "import sphinx"),
        ("", "from .sphinx_ext import setup"),
        ("", "from .model.text import Text"),
        ("cli", "from .sphinx_ext.config import FIELDS"),
        ("", "from .cli import main"),
        ("check.sources", "from ..render.parts import PARTS"),
        ("readers.bibtex", "from ..check.advice import Advice"),
    ],
)
def test_the_check_finds_a_wrong_import(module: str, source: str) -> None:
    name = f"{PACKAGE}.{module}".rstrip(".")
    assert len(wrong_imports(ast.parse(source), name, is_package=not module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        (
            "readers.bibtex",
            "import re\nimport pybtex.database\nfrom ..model.text import Text\nfrom . import names",
        ),
        ("readers.bibtex", "import importlib\nimportlib.import_module(f'.{name}', __package__)"),
        ("render.parts", "from docutils import nodes\nfrom ..selection.sections import Section"),
        ("sphinx_ext.domain", "from sphinx.domains import Domain\nfrom ..readers import registry"),
        ("sphinx_ext.domain", "from .. import __version__"),
        ("", "def setup(app):\n    from .sphinx_ext import setup\n    return setup(app)"),
        (
            "",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from sphinx.application import Sphinx",
        ),
        ("cli", "from .check.sources import check\nfrom . import __version__"),
        ("__main__", "from .cli import main"),
    ],
)
def test_the_check_lets_a_right_import_pass(module: str, source: str) -> None:
    name = f"{PACKAGE}.{module}".rstrip(".")
    assert wrong_imports(ast.parse(source), name, is_package=not module) == []


# --- the order inside a layer, and circles ---


@cache
def own_imports(module: str) -> dict[str, int]:
    """Return the modules of the package that ``module`` imports, late and for types too, with the line."""
    is_package = modules()[module].name == "__init__.py"
    found: dict[str, int] = {}
    for imported in imports(tree(module), module, is_package=is_package):
        target = imported.target if imported.target in modules() else imported.target.rpartition(".")[0]
        if target in modules() and target != module and not _is_package_file(target):
            found.setdefault(target, imported.line)
    return found


def _is_package_file(module: str) -> bool:
    return modules()[module].name == "__init__.py"


def rank(module: str) -> int:
    """Return the line of ``INNER_ORDER`` that names ``module``, or else its folder."""
    _, layer, inner = module.split(".", 2)
    lines = [line.split() for line in INNER_ORDER[layer]]
    for name in (inner, inner.partition(".")[0]):
        for number, names in enumerate(lines):
            if name in names:
                return number
    raise AssertionError(f"{module} is missing in INNER_ORDER")


@pytest.mark.parametrize("layer", INNER_ORDER)
def test_imports_follow_the_order_inside_a_layer(layer: str) -> None:
    inside = [
        name for name in modules() if name.startswith(f"{PACKAGE}.{layer}.") and not _is_package_file(name)
    ]
    wrong = [
        f"{module}:{line} imports {target}"
        for module in inside
        for target, line in own_imports(module).items()
        if target in inside and rank(target) > rank(module)
    ]
    assert wrong == []


def circles(graph: Mapping[str, Iterable[str]]) -> list[set[str]]:
    """Return the sets of modules that import each other, directly or through others."""

    def reachable(start: str) -> set[str]:
        seen: set[str] = set()
        rest = [start]
        while rest:
            for target in graph.get(rest.pop(), ()):
                if target not in seen:
                    seen.add(target)
                    rest.append(target)
        return seen

    reach = {module: reachable(module) for module in graph}
    found: list[set[str]] = []
    for module in graph:
        circle = {other for other in reach[module] if module in reach.get(other, ())}
        if circle and circle not in found:
            found.append(circle)
    return found


def test_no_modules_import_each_other() -> None:
    """Imports in functions and imports for type checkers count."""
    graph = {name: own_imports(name) for name in modules() if not _is_package_file(name)}
    assert circles(graph) == []


def test_the_check_finds_a_circle() -> None:
    assert circles({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": []}) == [{"a", "b", "c"}]
    assert circles({"a": ["b", "c"], "b": ["c"], "c": []}) == []


def late_imports(module: str) -> set[str]:
    """Return the functions of ``module`` that import from the package when they are called."""
    found = set()
    for function in ast.walk(tree(module)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            relative = isinstance(node, ast.ImportFrom) and node.level > 0
            computed = isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in IMPORTERS
            if relative or computed:
                found.add(function.name)
    return found


@pytest.mark.parametrize("module", modules())
def test_few_functions_import_late(module: str) -> None:
    name = "__init__" if module == PACKAGE else module.removeprefix(f"{PACKAGE}.")
    assert late_imports(module) == LATE_IMPORTS.get(name, set())


# --- the same, as the interpreter sees it ---


def _python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


IMPORT_AND_LIST = (
    "import importlib, sys; [importlib.import_module(n) for n in sys.argv[1:]]; print(*sys.modules)"
)


@pytest.mark.parametrize("layer", CORE)
def test_core_loads_neither_sphinx_nor_other_layers(layer: str) -> None:
    own = [name for name in modules() if name.split(".")[1:2] == [layer]]
    done = _python(IMPORT_AND_LIST, *own)
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.split()
    assert set(own) <= set(loaded)
    assert "sphinx" not in loaded
    assert ("docutils" in loaded) <= LAYERS[layer].loads_docutils
    layers = {name.split(".")[1] for name in loaded if name.startswith(f"{PACKAGE}.")}
    assert layers <= {layer, *LAYERS[layer].ours}


def test_every_module_can_be_the_first_to_be_imported() -> None:
    """A fresh interpreter each: a cycle of imports, or a library's submodule that only a neighbour loads."""
    names = list(modules())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda name: _python(f"import {name}"), names))
    broken = {name: done.stderr for name, done in zip(names, results, strict=True) if done.returncode}
    assert broken == {}


# --- no state that a second build in the process could see ---

MUTABLE_TYPES = frozenset(
    "list dict set bytearray defaultdict OrderedDict Counter deque ChainMap WeakKeyDictionary "
    "WeakValueDictionary WeakSet local".split()
)
MUTATORS = frozenset(
    "add append appendleft clear difference_update discard extend extendleft insert intersection_update "
    "move_to_end pop popitem popleft remove reverse rotate setdefault sort symmetric_difference_update "
    "update __setitem__ __delitem__".split()
)
DISPLAYS = ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp
CONSTANT = re.compile(r"_{0,2}[A-Z][A-Z0-9_]*")


def _is_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.IfExp):
        return _is_mutable(value.body) or _is_mutable(value.orelse)
    if isinstance(value, ast.BinOp):
        return _is_mutable(value.left) or _is_mutable(value.right)
    if isinstance(value, ast.Call):
        called = value.func.value if isinstance(value.func, ast.Subscript) else value.func
        return ast.unparse(called).split(".")[-1] in MUTABLE_TYPES
    return isinstance(value, DISPLAYS)


def _at_module_level(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that importing the module runs in its own name space."""
    for statement in body:
        yield statement
        for name in ("body", "orelse", "finalbody"):
            if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield from _at_module_level(getattr(statement, name, []))
        for handler in getattr(statement, "handlers", []):
            yield from _at_module_level(handler.body)


def containers(code: ast.Module) -> dict[str, int]:
    """Return the module-level names bound to a mutable container, with their lines."""
    found = {}
    for statement in _at_module_level(code.body):
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        else:
            continue
        if _is_mutable(statement.value):
            found.update({target.id: target.lineno for target in targets if isinstance(target, ast.Name)})
    return found


def mutations(code: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the names (`NAME` or the last part of `module.NAME`) whose value ``code`` changes in place."""
    for node in ast.walk(code):
        changed: list[ast.expr] = []
        if isinstance(node, ast.Assign | ast.Delete):
            changed = [target.value for target in node.targets if isinstance(target, ast.Subscript)]
        elif isinstance(node, ast.AugAssign):
            changed = [node.target.value if isinstance(node.target, ast.Subscript) else node.target]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Subscript):
            changed = [node.target.value]
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS
        ):
            changed = [node.func.value]
        for one in changed:
            if isinstance(one, ast.Name):
                yield one.id, one.lineno
            elif isinstance(one, ast.Attribute):
                yield one.attr, one.lineno


@cache
def tables() -> frozenset[str]:
    return frozenset(name for module in modules() for name in containers(tree(module)))


@pytest.mark.parametrize("module", modules())
def test_module_level_containers_are_constant_tables(module: str) -> None:
    named = containers(tree(module))
    variables = [name for name in named if name != "__all__" and not CONSTANT.fullmatch(name)]
    assert variables == [], "a module-level list, dict or set is a constant: UPPER_CASE, and never changed"


@pytest.mark.parametrize("module", modules())
def test_nothing_changes_a_constant_table(module: str) -> None:
    constants = {name for name in tables() if CONSTANT.fullmatch(name)}
    assert [
        f"{module}:{line} changes {name}" for name, line in mutations(tree(module)) if name in constants
    ] == []


@pytest.mark.parametrize("module", modules())
def test_no_global_statements(module: str) -> None:
    assert [node.lineno for node in ast.walk(tree(module)) if isinstance(node, ast.Global)] == []


@pytest.mark.parametrize(
    "source",
    [
        "cache = {}",
        "cache: dict[str, int] = dict()",
        "seen = set()",
        "seen = defaultdict[str, int](int)",
        "try:\n    import x\nexcept ImportError:\n    found = []",
        "rows = [row for row in TABLE]",
        "one = two = {}",
    ],
)
def test_the_check_finds_a_container(source: str) -> None:
    assert [name for name in containers(ast.parse(source)) if not CONSTANT.fullmatch(name)]


@pytest.mark.parametrize(
    "source",
    [
        "TABLE['a'] = 1",
        "del TABLE['a']",
        "TABLE |= {}",
        "TABLE['a'] += 1",
        "kinds.TABLE.update(a=1)",
        "def f():\n    TABLE.setdefault('a', []).append(1)",
    ],
)
def test_the_check_finds_a_change(source: str) -> None:
    assert "TABLE" in {name for name, _ in mutations(ast.parse(source))}


# --- size ---


@pytest.mark.parametrize("module", modules())
def test_modules_stay_small(module: str) -> None:
    lines = len(modules()[module].read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{module} has {lines} lines: split it"
