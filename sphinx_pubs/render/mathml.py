r"""A formula in TeX -> MathML, which browsers show without a script.

docutils converts, by ``tex2mathml()``, as for its setting ``math_output``. The result follows MathML Core
(https://www.w3.org/TR/mathml-core/), which browsers know. This module mends what docutils 0.20 to 0.22
write differently from TeX, and leaves what it cannot mend to the renderer of the site: ``\boxed``,
``\operatorname*``, ``\mathcal`` in docutils 0.20.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element as XmlElement

from docutils.utils.math.latex2mathml import tex2mathml

# Nothing else reaches a page. An attribute `style` would be against the security policy of some sites.
_ELEMENTS = frozenset(
    "math mfrac mi mn mo mover mphantom mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr"
    " munder munderover".split()
)
_ATTRIBUTES = frozenset(
    "accent displaystyle form linethickness lspace mathvariant maxsize minsize movablelimits rspace"
    " scriptlevel stretchy symmetric width".split()
)
_ROWS = frozenset("math mphantom mrow msqrt mstyle mtd".split())
_SCRIPTS = frozenset("msub msubsup msup munder munderover mover".split())
_TOKENS = frozenset("mi mn mo mtext".split())
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"

_APPLY = "\u2061"
# The functions that TeX sets apart from what follows by a small space; the others are operators in docutils.
_FUNCTIONS = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom ker lg ln log Pr sec sin sinh tan"
    " tanh".split()
)
_SPACE = "0.1667em"

# Primes outside of text; docutils writes them as apostrophes in the line.
_PRIMES = re.compile(r"(?P<text>\\text(?:rm)?\{[^{}]*+\})|(?P<raised>\^\{)?+(?P<primes>'++)")
_BOLD = re.compile(
    r"\\(?:boldsymbol|pmb)(?![A-Za-z]) *+(?:\{(?P<group>[^{}]*+)\}|(?P<one>\\[A-Za-z]++|[A-Za-z0-9]))"
)
_SYMBOL = re.compile(r"\\(?P<command>[A-Za-z]++)|(?P<character>.)")
# Command -> the name of its character in Unicode, where that is another one.
_NAMES = {
    "lambda": "LAMDA", "Lambda": "LAMDA", "epsilon": "EPSILON SYMBOL", "varepsilon": "EPSILON",
    "phi": "PHI SYMBOL", "varphi": "PHI", "vartheta": "THETA SYMBOL", "varkappa": "KAPPA SYMBOL",
    "varrho": "RHO SYMBOL", "varpi": "PI SYMBOL", "varsigma": "FINAL SIGMA",
}  # fmt: skip


@lru_cache(maxsize=4096)
def mathml(tex: str) -> str:
    """Return a formula of :func:`..model.math.formula` as MathML; an empty string if that is not possible."""
    if r"\operatorname*" in tex:  # docutils would write the asterisk
        return ""
    try:
        tree = _mended(_converted(_with_primes(_BOLD.sub(_bold, tex))))
    except (KeyError, ValueError):
        return ""
    return ElementTree.tostring(tree, encoding="unicode", short_empty_elements=False)


def _converted(tex: str) -> XmlElement:
    """Return docutils' MathML. Raises ValueError if docutils cannot convert the formula."""
    try:
        source = tex2mathml(tex).replace("&ApplyFunction;", _APPLY)
        return ElementTree.fromstring(source)  # noqa: S314 (docutils wrote it, and it has no entities)
    except Exception as error:  # the converter raises exceptions of many kinds
        raise ValueError("no formula for docutils") from error


# --- before the conversion ---


def _with_primes(tex: str) -> str:
    def replacement(match: re.Match[str]) -> str:
        if match["text"]:
            return match["text"]
        primes = r"\prime" * len(match["primes"])
        return f"^{{{primes} " if match["raised"] else f"^{{{primes}}}"

    return _PRIMES.sub(replacement, tex)


def _bold(match: re.Match[str]) -> str:
    r"""Return bold letters for ``\boldsymbol{…}``.

    docutils 0.21 and later would make all that follows in the group bold, and only by a stylesheet.
    """
    symbols = (match["group"] or match["one"]).replace(" ", "")
    return f"{{{''.join(_bold_letter(symbol) for symbol in _SYMBOL.finditer(symbols))}}}"


def _bold_letter(symbol: re.Match[str]) -> str:
    """Return a bold letter as TeX has it: italic, but capital Greek letters and digits upright.

    :raises KeyError: if there is none.
    """
    character, command = symbol["character"], symbol["command"]
    if character and character.isdigit():
        return unicodedata.lookup(f"MATHEMATICAL BOLD {unicodedata.name(character)}")
    name = character.upper() if character else _NAMES.get(command, command.upper())
    if (character or command)[0].isupper():
        return unicodedata.lookup(f"MATHEMATICAL BOLD {'ITALIC ' if character else ''}CAPITAL {name}")
    size = "" if name.endswith("SYMBOL") else "SMALL "
    return unicodedata.lookup(f"MATHEMATICAL BOLD ITALIC {size}{name}")


# --- after the conversion ---


def _mended(element: XmlElement) -> XmlElement:
    """Return a copy of ``element`` that looks as TeX writes the formula.

    :raises ValueError: if that cannot be.
    """
    tag = element.tag.removeprefix(_NAMESPACE)
    attributes = {name: value for name, value in element.items() if name in _ATTRIBUTES}
    if tag not in _ELEMENTS or attributes.get("mathvariant", "normal") != "normal":
        raise ValueError("no MathML Core: other element or typeface")
    classes = element.get("class", "")
    if "boldsymbol" in classes or (tag == "mtable" and (classes or element.get("columnalign"))):
        raise ValueError("no MathML Core: it needs a stylesheet")
    if tag in _TOKENS:
        return _mended_token(tag, element.text or "", attributes, classes)
    copy = XmlElement(tag, attributes)
    children = [_mended(child) for child in element]
    copy.extend([*_spaced(children)] if tag in _ROWS else children)
    for script in copy[1:] if tag in _SCRIPTS else ():
        for operator in script.iter("mo") if script.tag == "mrow" else ():  # TeX has no space there
            operator.attrib = {"lspace": "0", "rspace": "0", **operator.attrib}
    return _with_scripts_in_place(copy)


def _mended_token(tag: str, text: str, attributes: dict[str, str], classes: str) -> XmlElement:
    if tag == "mi" and len(text) > 1 and text not in _FUNCTIONS:
        tag, attributes = "mtext", {}  # a unit: MathJax sets other names apart, as functions
    elif tag == "mi" and text in ("%", "&", "#", "$"):
        tag = "mtext"  # upright
    elif classes == "capital-greek" and unicodedata.name(text, "").startswith("GREEK"):
        attributes["mathvariant"] = "normal"
    token = XmlElement(tag, attributes)
    token.text = text
    return token


def _with_scripts_in_place(element: XmlElement) -> XmlElement:
    """Return ``element`` with its scripts beside its base, and not below or above a letter with an accent."""
    base = element[0] if element.tag in _SCRIPTS else element
    if element.tag == "munderover" and not (base.tag == "mo" or base.get("movablelimits")):
        _, under, over = element
        if under.text == "_":
            return _element("msup", _element("munder", base, under), over)
        letter = _element("mover", base, over)
        letter.set("accent", "true" if over.get("stretchy") == "false" else "false")
        return _element("msub", letter, under)
    if element.tag == "msup" and base.tag == "msub":
        return _element("msubsup", *base, element[1])
    if (element.tag, base.tag) in (("msub", "munder"), ("msup", "mover")) and base[1].text in ("⏟", "⏞"):
        element.tag = base.tag
    return element


def _element(tag: str, *children: XmlElement) -> XmlElement:
    element = XmlElement(tag)
    element.extend(children)
    return element


def _spaced(children: Sequence[XmlElement]) -> Iterable[XmlElement]:
    """Return the elements of a row with the small space of TeX before and after the name of a function."""
    last: XmlElement | None = None
    was_function = False
    for child, following in pairwise([*children, XmlElement("")]):
        if child.text == _APPLY:  # between the function and the space
            yield child
            continue
        is_function = following.text == _APPLY or _innermost(child).text in _FUNCTIONS
        if last is not None and (
            (is_function and _ends_operand(last)) or (was_function and _is_operand(child))
        ):
            yield XmlElement("mspace", {"width": _SPACE})
        yield child
        last, was_function = child, is_function


def _is_operand(element: XmlElement) -> bool:
    """Whether ``element`` is a letter, a fraction or the like, not an operator, a fence or a space."""
    if element.tag == "mrow" and len(element):
        return _is_operand(element[0])
    return _innermost(element).tag not in ("mo", "mspace")


def _ends_operand(element: XmlElement) -> bool:
    return _is_operand(element) or element.tag == "mrow" or _innermost(element).text in (")", "]")


def _innermost(element: XmlElement) -> XmlElement:
    """Return ``element`` without its scripts."""
    while element.tag in _SCRIPTS:
        element = element[0]
    return element
