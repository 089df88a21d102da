"""The pictures of the manual's gallery: plots of functions, drawn by the build.

The works in the gallery are real, and we do not have their pictures.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from math import cos, exp, pi, sin, sqrt, tau
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "manual/drawn"
WIDTH, HEIGHT = 480, 270
#: Background, and the colors of curves.
PAPER, BLUE, RED, TEAL = "#f5f3ee", "#2f5d8a", "#c8553d", "#3a8f85"


def _svg(parts: Iterable[str]) -> str:
    """Return a picture; its parts have the middle as origin."""
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="{-WIDTH / 2:g} {-HEIGHT / 2:g} {WIDTH} {HEIGHT}"'
    background = f'<rect x="-50%" y="-50%" width="100%" height="100%" fill="{PAPER}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n' + "\n".join([background, *parts]) + "\n</svg>\n"
    )


def _curve(points: Iterable[tuple[float, float]], color: str, width: float = 2.5) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="{width}"/>'


def _dot(x: float, y: float, radius: float, color: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{color}"/>'


def _bar(x: float, height: float, color: str) -> str:
    return f'<rect x="{x:.1f}" y="{110 - height:.1f}" width="17" height="{height:.1f}" fill="{color}"/>'


def waves() -> str:
    """Sine waves with falling amplitudes."""
    xs = range(-240, 241, 4)
    colors = (BLUE, TEAL, RED)
    return _svg(
        _curve([(x, 34 * (number - 3) + 40 * sin(x / (14 + 6 * number))) for x in xs], colors[number % 3])
        for number in range(7)
    )


def spiral() -> str:
    """The pattern of a sunflower: each seed is turned by the golden angle."""
    golden = pi * (3 - sqrt(5))
    seeds = range(1, 260)
    return _svg(
        _dot(
            7.8 * sqrt(n) * cos(n * golden),
            7.8 * sqrt(n) * sin(n * golden),
            1.4 + n / 90,
            (BLUE, RED, TEAL)[n % 3],
        )
        for n in seeds
    )


def lissajous() -> str:
    """A Lissajous curve with the frequencies 5 and 4."""
    steps = [tau * step / 600 for step in range(601)]
    return _svg([_curve([(200 * sin(5 * t), 120 * sin(4 * t + 0.4)) for t in steps], BLUE, 3)])


def decay() -> str:
    """A damped oscillation between its envelopes."""
    xs = range(0, 440, 2)
    envelopes = [_curve([(x - 220, sign * 115 * exp(-x / 150)) for x in xs], RED, 1.5) for sign in (-1, 1)]
    return _svg([*envelopes, _curve([(x - 220, -115 * exp(-x / 150) * cos(x / 11)) for x in xs], BLUE)])


def bell() -> str:
    """The normal distribution as a histogram, and its density."""
    middles = [20 * number for number in range(-10, 11)]
    bars = [_bar(x - 8.5, 215 * exp(-((x / 75) ** 2) / 2), TEAL) for x in middles]
    density = [(x, 110 - 215 * exp(-((x / 75) ** 2) / 2)) for x in range(-220, 221, 4)]
    return _svg([*bars, _curve(density, RED)])


def chaos() -> str:
    """The bifurcation diagram of the logistic map."""
    dots = []
    for column in range(220):
        rate = 2.9 + 1.1 * column / 219
        value = 0.4
        for step in range(150):
            value = rate * value * (1 - value)
            if step >= 130:
                dots.append(_dot(2 * column - 219, 125 - 250 * value, 0.8, BLUE))
    return _svg(dots)


DRAWINGS = (waves, spiral, lissajous, decay, bell, chaos)


def draw(app: Sphinx) -> None:
    """Write the drawings that are not there, or that have changed."""
    folder = Path(app.srcdir, FOLDER)
    folder.mkdir(exist_ok=True)
    for drawing in DRAWINGS:
        path = folder / f"{drawing.__name__}.svg"
        text = drawing()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            # Two builds may run at the same time.
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(path)


def setup(app: Sphinx) -> dict[str, bool]:
    """Draw before pages are read."""
    app.connect("builder-inited", draw)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
