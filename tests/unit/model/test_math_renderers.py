"""Every command that formulas may have is known to docutils' converter to MathML and to MathJax."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import docutils
import pytest
from docutils.utils.math import latex2mathml

from sphinx_pubs.model.math import checked, formula
from sphinx_pubs.model.math_commands import (
    COMMANDS,
    ENVIRONMENTS,
    INFIXES,
    SIGNS,
    SWITCHES,
    TRANSLATIONS,
    TWO_ARGUMENTS,
    TYPEFACES,
    WRAPPERS,
)

_ONE_ARGUMENT = frozenset(
    "sqrt overline underline overbrace underbrace overrightarrow overleftarrow underrightarrow underleftarrow"
    " overleftrightarrow hat widehat check tilde widetilde acute grave dot ddot dddot breve bar vec mathring"
    " text textrm mathrm mathit mathbf mathsf mathtt mathcal mathbb mathfrak boldsymbol pmb phantom boxed"
    " operatorname xleftarrow xrightarrow pmod pod".split()
)
_TAKES_ARGUMENT = frozenset(
    name
    for name, tex in TRANSLATIONS.items()
    if tex.removeprefix("\\") in _ONE_ARGUMENT or (not tex and name not in ("relax", "xspace", "strut"))
)
_SPECIAL = {
    "left": r"\left( a \right)",
    "right": r"\left[ a \right.",
    "limits": r"\sum\limits_{a}^{b}",
    "nolimits": r"\sum\nolimits_{a}^{b}",
    "not": r"a \not= b",
}


def minimal(name: str) -> str:
    """Return a formula with the command ``name``."""
    tex = TRANSLATIONS.get(name, "")
    if name in _SPECIAL:
        return _SPECIAL[name]
    if name.lower() in ("bigl", "bigr", "biggl", "biggr"):
        return f"a \\{name[:-1]}l( b \\{name[:-1]}r) c"
    if name in TWO_ARGUMENTS or tex.removeprefix("\\") in TWO_ARGUMENTS:
        return f"\\{name}{{a}}{{b}}"
    if name in _ONE_ARGUMENT | _TAKES_ARGUMENT | TYPEFACES.keys() | WRAPPERS.keys():
        return f"x\\{name}{{a}}"
    if name in INFIXES:
        return f"{{a \\{name} b}}"
    return f"{{\\{name} a}}" if name in SWITCHES else f"a \\{name} b"


_NAMES = {*COMMANDS, *TRANSLATIONS, *SWITCHES, *TYPEFACES, *WRAPPERS, *INFIXES}
FORMULAS = [
    *map(minimal, sorted(_NAMES)),
    *(f"a \\{sign} b" for sign in SIGNS),
    *(f"\\begin{{{name}}}a & b\\\\ c & d\\end{{{name}}}" for name in ENVIRONMENTS),
    *(f"a \\{name}| b" for name in ("big", "Big", "bigg", "Bigg", "bigm", "Biggm", "bigr")),
    *(f"\\left{sign} a \\right." for sign in ("(", "[", "<", ">", "|", "/", "\\{", "\\|", "\\lfloor")),
    r"\left( a \middle| b \right)", r"\root{3}\of{x}", r"\vphantom{x} y", r"\operatorname*{argmax}_{x} y",
    r"^{13}\mathrm{C}", r"\mathop{\rm argmax}\limits_x", r"\frac12", r"x^10", r"a \\ b", r"\frac\alpha\beta",
]  # fmt: skip


@pytest.mark.parametrize("tex", FORMULAS)
def test_checked_formula_stays_as_it_is(tex: str) -> None:
    assert formula(checked(tex)) == checked(tex)


@pytest.mark.skipif(docutils.__version_info__ < (0, 22), reason="older converters know fewer commands")
@pytest.mark.parametrize("tex", FORMULAS)
def test_docutils_knows_the_formula(tex: str) -> None:
    latex2mathml.tex2mathml(checked(tex))


def test_mathjax_knows_the_formulas() -> None:
    node, package = shutil.which("node"), os.environ.get("PUBS_MATHJAX")
    if not node or not package:
        if os.environ.get("PUBS_REQUIRE_MATHJAX"):
            pytest.fail(
                "PUBS_REQUIRE_MATHJAX is set, but Node or PUBS_MATHJAX, the folder of mathjax, is missing"
            )
        pytest.skip("set PUBS_MATHJAX to the folder of the package mathjax of npm, and install Node")
    result = subprocess.run(
        [node, str(Path(__file__).with_name("mathjax.cjs")), str(Path(package).absolute())],
        input=json.dumps(list(map(checked, FORMULAS))),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert json.loads(result.stdout) == {}
