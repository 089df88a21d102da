"""A formula in MathML -> TeX.

Presentation elements of MathML 3 (https://www.w3.org/TR/MathML3/chapter3.html) that formulas in titles and
abstracts have. An element that is not known is replaced by its content.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from ...model.math import COMMANDS
from .tag_tree import Tag

_SPACES = re.compile(r"[\s\u2000-\u200b]++")
# Characters without a shape: function application, invisible times, separator and plus.
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\ufeff"))
_CHARACTERS = {
    "−": "-", "∗": "*", "′": "'", "″": "''", "∕": "/", "\\": r"\backslash", "{": r"\{", "}": r"\}",
    "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_", "~": r"\sim", "^": r"\hat{}",
    "‖": r"\Vert", "∥": r"\parallel", "…": r"\ldots", "⋯": r"\cdots", "ℏ": r"\hbar", "ℓ": r"\ell",
    "⟨": r"\langle", "⟩": r"\rangle", "〈": r"\langle", "〉": r"\rangle", "≃": r"\simeq", "∼": r"\sim",
    "≲": r"\lesssim", "≳": r"\gtrsim", "⩽": r"\leqslant", "⩾": r"\geqslant", "·": r"\cdot", "⋅": r"\cdot",
    "°": r"^\circ", "ϕ": r"\phi", "φ": r"\varphi", "ϵ": r"\epsilon", "ε": r"\varepsilon",
}  # fmt: skip
_ACCENTS = {"¯": "bar", "‾": "overline", "^": "hat", "ˆ": "hat", "~": "tilde", "˜": "tilde", "∼": "tilde",
            "→": "vec", "⃗": "vec", "˙": "dot", ".": "dot", "¨": "ddot", "⏞": "overbrace",
            "―": "overline", "_": "overline", "ˇ": "check", "˘": "breve"}  # fmt: skip
_VARIANTS = {
    "normal": "mathrm",
    "bold": "mathbf",
    "bold-italic": "boldsymbol",
    "double-struck": "mathbb",
    "script": "mathcal",
    "fraktur": "mathfrak",
    "sans-serif": "mathsf",
    "monospace": "mathtt",
}
# Operators whose limits are above and below.
_LIMITS = re.compile(r"\\(?:sum|prod|coprod|int|oint|bigcup|bigcap|lim|max|min|sup|inf|limsup|liminf)\s*")
_ONE_TOKEN = re.compile(r"\\[A-Za-z]+|[^\\{}^_]?")
_ENDS_WITH_COMMAND = re.compile(r"\\[A-Za-z]+\Z")


def to_tex(tag: Tag) -> str:
    """Return the TeX of a ``<math>`` element."""
    return " ".join(_row(tag).split())


def _row(tag: Tag) -> str:
    """Return all children of ``tag`` one after the other."""
    tex = ""
    for child in _children(tag):
        tex = _joined(tex, _element(child))
    if not tag.tags():
        tex = _characters(tag.text())
    return tex


def _children(tag: Tag) -> list[Tag]:
    return [child for child in tag.tags() if child.name not in _DROPPED]


def _joined(left: str, right: str) -> str:
    space = " " if right[:1].isalpha() and _ENDS_WITH_COMMAND.search(left[-30:]) else ""
    return f"{left}{space}{right}"


def _element(tag: Tag) -> str:
    convert = _ELEMENTS.get(tag.name, _row)
    try:
        return convert(tag)
    except (IndexError, ValueError):  # too few children
        return _row(tag)


def _group(tag: Tag) -> str:
    """Return an argument or a script: a single token, or a group in braces."""
    tex = _element(tag)
    return f"{{{tex}}}" if tex else "{}"


def _base(tag: Tag) -> str:
    tex = _element(tag)
    return tex if tex and _ONE_TOKEN.fullmatch(tex) else f"{{{tex}}}"


# --- tokens ---


@cache
def _commands() -> dict[str, str]:
    """Return character -> TeX for formulas: pylatexenc's table, as far as formulas may use its commands."""
    from pylatexenc.latexencode import get_builtin_uni2latex_dict  # noqa: PLC0415 (few texts need it)

    commands = {}
    for code, latex in get_builtin_uni2latex_dict().items():
        match = re.fullmatch(r"\\ensuremath\{(\\([A-Za-z]+))\}", latex)
        if match and match[2] in COMMANDS:
            commands[chr(code)] = match[1]
    return commands


def _characters(source: str) -> str:
    tex = ""
    for character in _SPACES.sub(" ", source.translate(_INVISIBLE)).strip():
        command = _CHARACTERS.get(character)
        if command is None and not character.isascii():
            command = _commands().get(character) or _commands().get(unicodedata.normalize("NFKC", character))
        tex = _joined(tex, command or character)
    return tex


def _identifier(tag: Tag) -> str:
    name = _SPACES.sub(" ", tag.text().translate(_INVISIBLE)).strip()
    variant = _VARIANTS.get(tag.attribute("mathvariant"), "")
    if name.isascii() and name.isalpha() and len(name) > 1:
        if name in COMMANDS and not variant:
            return f"\\{name}"
        return f"\\{variant or 'mathrm'}{{{name}}}"
    tex = _characters(name)
    is_letter = len(name) == 1 and name.isalpha()
    return f"\\{variant}{{{tex}}}" if variant and tex and (is_letter or variant != "mathrm") else tex


def _operator(tag: Tag) -> str:
    name = tag.text().strip()
    return _identifier(tag) if name.isalpha() and name.isascii() else _characters(name)


def _words(tag: Tag) -> str:
    words = _SPACES.sub(" ", tag.text())
    escaped = re.sub(r"[\\{}$%#&_^~]", lambda match: _ESCAPED[match[0]], words)
    return f"\\text{{{escaped}}}" if words.strip() else " "


_ESCAPED = {"\\": "/", "^": "", "~": " ", **{character: f"\\{character}" for character in "{}$%#&_"}}


# --- constructions ---


def _scripts(tag: Tag, *marks: str) -> str:
    base, *scripts = _children(tag)
    return _base(base) + "".join(
        f"{mark}{_group(script)}" for mark, script in zip(marks, scripts, strict=True)
    )


def _sub(tag: Tag) -> str:
    return _checked(tag, 2, lambda: _scripts(tag, "_"))


def _sup(tag: Tag) -> str:
    return _checked(tag, 2, lambda: _scripts(tag, "^"))


def _subsup(tag: Tag) -> str:
    return _checked(tag, 3, lambda: _scripts(tag, "_", "^"))


def _checked(tag: Tag, count: int, convert: Callable[[], str]) -> str:
    """Return what ``convert`` returns if the element has as many children as it must have."""
    return convert() if len(_children(tag)) == count else _row(tag)


def _multiscripts(tag: Tag) -> str:
    """Return scripts on both sides, as in an isotope: pairs of ``_`` and ``^``."""
    base, *scripts = [child for child in tag.tags() if child.name not in _DROPPED or child.name == "none"]
    before = next((index for index, child in enumerate(scripts) if child.name == "mprescripts"), len(scripts))
    left, right = _pairs(scripts[before + 1 :]), _pairs(scripts[:before])
    return f"{'{}' if left else ''}{left}{_base(base)}{right}"


def _pairs(scripts: list[Tag]) -> str:
    return "".join(
        f"{'_^'[index % 2]}{_group(script)}"
        for index, script in enumerate(scripts[:2])
        if script.name != "none" and _element(script)
    )


def _over(tag: Tag) -> str:
    base, over = _children(tag)[:2]
    if _LIMITS.fullmatch(tex := _element(base)):
        return f"{tex}^{_group(over)}"
    if accent := _ACCENTS.get(over.text().strip()):
        return f"\\{accent}{{{tex}}}"
    return f"\\overset{_group(over)}{{{tex}}}"


def _under(tag: Tag) -> str:
    base, under = _children(tag)[:2]
    if _LIMITS.fullmatch(tex := _element(base)):
        return f"{tex}_{_group(under)}"
    if under.text().strip() in ("_", "¯", "‾", "̲"):
        return f"\\underline{{{tex}}}"
    return f"\\underset{_group(under)}{{{tex}}}"


def _under_over(tag: Tag) -> str:
    base, under, over = _children(tag)[:3]
    tex = _element(base)
    if _LIMITS.fullmatch(tex):
        return f"{tex}_{_group(under)}^{_group(over)}"
    return f"\\underset{_group(under)}{{\\overset{_group(over)}{{{tex}}}}}"


def _fraction(tag: Tag) -> str:
    numerator, denominator = _children(tag)[:2]
    return f"\\frac{_group(numerator)}{_group(denominator)}"


def _root(tag: Tag) -> str:
    radicand, index = _children(tag)[:2]
    return f"\\sqrt[{_element(index)}]{_group(radicand)}"


def _fenced(tag: Tag) -> str:
    start, end = tag.attribute("open") or "(", tag.attribute("close") or ")"
    separator = tag.attribute("separators")[:1] or ","
    content = separator.join(map(_element, _children(tag)))
    return f"{_characters(start)}{content}{_characters(end)}"


def _table(tag: Tag) -> str:
    rows = " \\\\ ".join(" & ".join(map(_row, row.tags())) for row in tag.tags())
    return f"\\begin{{matrix}}{rows}\\end{{matrix}}" if rows else ""


def _semantics(tag: Tag) -> str:
    """Return the TeX of an annotation, if there is one, or else the first child."""
    for child in tag.tags():
        if child.name == "annotation" and "tex" in child.attribute("encoding").lower():
            return child.text().strip()
    return _element(_children(tag)[0])


_DROPPED = frozenset({"annotation", "annotation-xml", "none", "mglyph", "malignmark", "maligngroup"})
_ELEMENTS: dict[str, Callable[[Tag], str]] = {
    "mi": _identifier,
    "mn": lambda tag: _characters(tag.text()),
    "mo": _operator,
    "mtext": _words,
    "ms": _words,
    "mspace": lambda _tag: r"\,",
    "msub": _sub,
    "msup": _sup,
    "msubsup": _subsup,
    "mmultiscripts": _multiscripts,
    "mover": _over,
    "munder": _under,
    "munderover": _under_over,
    "mfrac": _fraction,
    "msqrt": lambda tag: f"\\sqrt{{{_row(tag)}}}",
    "mroot": _root,
    "mfenced": _fenced,
    "mtable": _table,
    "semantics": _semantics,
    "mphantom": lambda _tag: "",
}
