r"""Numbers and units of LaTeX's package siunitx -> text: ``\SI{10}{\kilo\meter\per\second}`` is *10 km/s*.

Names are those of the package's manual, version 3, sections 3.3 and 4 (and version 2's ``\SI`` and ``\si``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model.text import Inline, Markup

#: Macro -> its arguments, as in pylatexenc.
MACROS = {"SI": "[{[{", "qty": "[{{", "num": "[{", "si": "[{", "unit": "[{", "ang": "[{", "SIrange": "[{{{",
          "qtyrange": "[{{{", "numrange": "[{{", "SIlist": "[{{", "qtylist": "[{{", "numlist": "[{",
          "numproduct": "[{", "qtyproduct": "[{{", "complexnum": "[{", "complexqty": "[{{"}  # fmt: skip


def _pairs(words: str) -> dict[str, str]:
    names = words.split()
    return dict(zip(names[::2], names[1::2], strict=True))


_PREFIXES = _pairs(
    """
    quecto q ronto r yocto y zepto z atto a femto f pico p nano n micro μ milli m centi c deci d deca da
    deka da hecto h kilo k mega M giga G tera T peta P exa E zetta Z yotta Y ronna R quetta Q kibi Ki
    mebi Mi gibi Gi tebi Ti pebi Pi exbi Ei
    """
)
_UNITS = _pairs(
    """
    meter m metre m second s kilogram kg gram g ampere A kelvin K mole mol candela cd becquerel Bq
    degreeCelsius °C celsius °C coulomb C farad F gray Gy hertz Hz henry H joule J katal kat lumen lm
    lux lx newton N ohm Ω pascal Pa radian rad siemens S sievert Sv steradian sr tesla T volt V watt W
    weber Wb astronomicalunit au bel B dalton Da day d decibel dB degree ° electronvolt eV hectare ha
    hour h liter L litre L arcminute ′ minute min arcsecond ″ neper Np tonne t percent % angstrom Å barn
    b bar bar mmHg mmHg knot kn nauticalmile M bit bit byte B parsec pc lightyear ly year yr gauss G erg
    erg dyne dyn molar M atomicmassunit u bohr a₀ hartree Eₕ clight c um μm us μs ug μg uL μL ul μl uA
    μA uV μV uW μW uJ μJ uF μF uH μH umol μmol uN μN
    """
)
_POWERS_BEFORE = {"square": "2", "cubic": "3"}
_POWERS_AFTER = {"squared": "2", "cubed": "3"}
_TOKEN = re.compile(
    r"\\(?P<macro>[A-Za-z]++)\s*+|\^\s*+(?:\{(?P<group>[^{}]*+)\}|(?P<power>-?\d))|(?P<slash>/)"
    r"|(?P<space>[.~\s]++|\\[,;: ])|\{(?P<braced>[^{}]*+)\}|(?P<text>[^\\^/.~\s{}]++)|(?P<other>.)",
    re.S,
)
_NUMBER = re.compile(
    r"(?P<times>\s*+[x×]\s*+)|(?P<exponent>[eEdD](?P<power>[+-]?\d++))|(?P<pm>\+-|\\pm\s*+)|(?P<minus>-)|(?P<space>\s++|~)"
)
_NO_SPACE_BEFORE = ("°", "′", "″")


def read(name: str, arguments: Sequence[str]) -> list[Inline]:
    """Return what the macro ``name`` prints, with ``arguments`` in braces only."""
    if name in ("si", "unit"):
        return _unit(arguments[0])
    if name == "ang":
        return [
            "".join(part + sign for part, sign in zip(arguments[0].split(";"), "°′″", strict=False) if part)
        ]
    if "range" in name:
        return [*_number(arguments[0]), "–", *_number(arguments[1]), *_spaced_unit(arguments[2:])]
    if "list" in name:
        numbers: list[Inline] = []
        for number in arguments[0].split(";"):
            numbers += [", ", *_number(number)] if numbers else _number(number)
        return [*numbers, *_spaced_unit(arguments[1:])]
    return [*_number(arguments[0]), *_spaced_unit(arguments[1:])]


def _spaced_unit(arguments: Sequence[str]) -> list[Inline]:
    unit = _unit(arguments[0]) if arguments else []
    first = unit[0] if unit and isinstance(unit[0], str) else ""
    is_attached = first.startswith(_NO_SPACE_BEFORE) and first != "°C"
    return unit if not unit or is_attached else ["\xa0", *unit]


def _number(source: str) -> list[Inline]:
    parts: list[Inline] = []
    position = 0
    source = source.strip()
    for match in _NUMBER.finditer(source):
        before = source[position : match.start()]
        parts.append(before)
        position = match.end()
        if match["exponent"]:
            times = "\xa0×\xa010" if parts[-1] else "10"
            power = match["power"].lstrip("+").replace("-", "−")
            parts += [times, Markup("sup", (power,))]
        elif match["space"]:
            continue
        else:
            parts.append("\xa0×\xa0" if match["times"] else "\xa0±\xa0" if match["pm"] else "−")
    return [*parts, source[position:]]


class _Factor:
    def __init__(self, name: str, power: str = "", *, is_divisor: bool = False) -> None:
        self.name = name
        self.power = power
        self.is_divisor = is_divisor

    def inline(self) -> list[Inline]:
        return [self.name, Markup("sup", (self.power.replace("-", "−"),))] if self.power else [self.name]


def _unit(source: str) -> list[Inline]:
    factors = _factors(source)
    above = [factor for factor in factors if not factor.is_divisor]
    below = [factor for factor in factors if factor.is_divisor]
    divisor = _product(below)
    if len(below) > 1:
        divisor = ["(", *divisor, ")"]
    return [*(_product(above) or (["1"] if below else [])), *(["/", *divisor] if below else [])]


def _product(factors: list[_Factor]) -> list[Inline]:
    parts: list[Inline] = []
    for factor in factors:
        parts += ["\xa0", *factor.inline()] if parts else factor.inline()
    return parts


def _factors(source: str) -> list[_Factor]:
    factors: list[_Factor] = []
    prefix, power, is_divisor, after_slash, expects_power = "", "", False, False, False
    for match in _TOKEN.finditer(source):
        macro = match["macro"] or ""
        if macro == "per":
            is_divisor = True
        elif match["slash"]:
            after_slash = True
        elif macro in _PREFIXES:
            prefix += _PREFIXES[macro]
        elif macro in _POWERS_BEFORE:
            power = _POWERS_BEFORE[macro]
        elif macro in ("tothe", "raiseto", "of"):
            expects_power = macro != "of"
        elif factors and (macro in _POWERS_AFTER or match["group"] or match["power"]):
            factors[-1].power = _POWERS_AFTER.get(macro) or match["group"] or match["power"]
        elif expects_power and match["braced"]:
            if factors and not prefix:
                factors[-1].power = match["braced"]
            else:
                power = match["braced"]
            expects_power = False
        elif name := _UNITS.get(macro) or macro or match["braced"] or match["text"]:
            factors.append(_Factor(prefix + name, power, is_divisor=is_divisor or after_slash))
            prefix, power, is_divisor = "", "", False
    return factors
