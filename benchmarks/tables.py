"""Costs -> the tables of ``benchmarks/README.md``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .scenario import STEPS, Scenario

BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


class Site(NamedTuple):
    """What the variants of one comparison have in common."""

    size: int
    others: int
    jobs: int

    def __str__(self) -> str:
        return f"{self.size:,} | {self.others} | {self.jobs}"


def tables(sites: dict[Site, dict[str, Scenario]]) -> Iterable[str]:
    """Yield the tables of ratios, of CPU seconds and of sizes; a cell that was not measured is a dash."""
    yield from _ratios(sites)
    rows = [[str(site), name, *(_number(scenario, step) for step in STEPS), *_memory(scenario)]
            for site, scenarios in sites.items() for name, scenario in scenarios.items()]  # fmt: skip
    yield from _table(
        "CPU seconds (median), and peak memory of the largest process in MB",
        ["works | other pages | -j", "variant", *STEPS, "peak, full", "peak, entry"],
        rows,
    )
    files = "html", "environment", "doctree"
    rows = [[str(site), name, *(f"{scenario.sizes[file]:.2f}" for file in files)]
            for site, scenarios in sites.items() for name, scenario in scenarios.items()]  # fmt: skip
    yield from _table(
        "Sizes in MB", ["works | other pages | -j", "variant", "page", "environment.pickle", "doctree"], rows
    )


def _ratios(sites: dict[Site, dict[str, Scenario]]) -> Iterable[str]:
    rows = []
    for site, scenarios in sites.items():
        ours = scenarios.get("pubs")
        if ours is None:
            continue
        peer, hand, empty, people = (scenarios.get(name) for name in ("bibtex", "rst", "empty", "people"))
        rows.append([
            str(site),
            _ratio(ours.cpu("full"), peer.cpu("full") if peer else 0),
            _ratio(ours.cpu("full"), hand.cpu("full") if hand else 0),
            *(_ratio(ours.cpu(step), empty.cpu(step) if empty else 0) for step in ("nothing", "other")),
            _ratio(ours.cpu("entry"), ours.cpu("full")),
            _ratio(people.cpu("entry"), people.cpu("full")) if people else _ratio(0, 0),
            _ratio(ours.peak("full"), hand.peak("full") if hand else 0),
            _ratio(ours.peak("full"), peer.peak("full") if peer else 0),
        ])  # fmt: skip
    yield from _table(
        "Ratios: we against",
        ["works | other pages | -j", "full: bibtex", "full: by hand", "nothing: empty", "other: empty",
         "entry: our full", "with people", "peak: by hand", "peak: bibtex"],
        rows,
    )  # fmt: skip
    yield from _linear(sites)


def _linear(sites: dict[Site, dict[str, Scenario]]) -> Iterable[str]:
    """Yield what a work costs over the empty project, for sites that differ in the number of works only."""
    by_size = {site.size: variants for site, variants in sites.items() if site.others == site.jobs == 1}
    milliseconds = {
        size: 1e3 * (variants["pubs"].cpu("full") - variants["empty"].cpu("full")) / size
        for size, variants in by_size.items()
        if {"pubs", "empty"} <= variants.keys() and size >= 1000
    }
    if len(milliseconds) > 1:
        listed = ", ".join(f"{cost:.2f} ms at {size:,}" for size, cost in milliseconds.items())
        costs = list(milliseconds.values())
        yield f"What a work costs in a full build, over the empty project: {listed}; the last by the first:"
        yield f"{costs[-1] / costs[0]:.2f}.\n"


def lists_table(scenarios: dict[str, Scenario]) -> Iterable[str]:
    """Yield the table of full builds without a comparison: many pages of one source, and many authors."""
    rows = [
        [
            name,
            f"{scenario.cpu('full'):.2f}",
            f"{scenario.peak('full'):.0f}",
            f"{scenario.sizes['environment']:.2f}",
        ]
        for name, scenario in scenarios.items()
    ]
    yield from _table(
        "Many lists, many authors: a full build",
        ["project", "CPU seconds", "peak, MB", "environment.pickle, MB"],
        rows,
    )


def _number(scenario: Scenario, step: str) -> str:
    return f"{scenario.cpu(step):.2f}" if scenario.costs[step] else "–"


def _memory(scenario: Scenario) -> list[str]:
    return [f"{scenario.peak(step):.0f}" if scenario.costs[step] else "–" for step in ("full", "entry")]


def _ratio(ours: float, theirs: float) -> str:
    if not theirs:
        return "–"
    ratio = ours / theirs
    return f"{ratio:.2f}" if ratio > 0.3 else f"1/{1 / ratio:.1f}"


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Yield a table in Markdown; a heading or cell may span several columns, as ``a | b``."""
    columns = " | ".join(heads).count("|") + 1
    yield f"### {title}\n"
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * columns
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""
