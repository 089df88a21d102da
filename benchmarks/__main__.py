"""``python -m benchmarks``: see ``benchmarks/README.md``."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from itertools import product
from pathlib import Path

from .projects import VARIANTS, Project
from .scenario import Scenario
from .tables import BEGIN, END, Site, lists_table, tables

README = Path(__file__).parent / "README.md"
_PACKAGES = ("sphinx", "docutils", "sphinxcontrib-bibtex", "pybtex", "pylatexenc")


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="What our builds cost, in ratios."
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000, 5000], metavar="N")
    parser.add_argument(
        "--alone",
        type=int,
        nargs="*",
        default=[20000],
        metavar="N",
        help="sizes beside one page and with -j 1",
    )
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="builds of each, interleaved")
    parser.add_argument("--only", nargs="*", default=list(VARIANTS), choices=list(VARIANTS))
    parser.add_argument(
        "--others", type=int, nargs="*", default=[1, 200], metavar="N", help="pages without a list"
    )
    parser.add_argument(
        "--jobs", type=int, nargs="*", default=[1, 2], metavar="N", help="what -j of Sphinx gets"
    )
    parser.add_argument("--lists", action="store_true", help="also 50 pages of one source, and 3,600 authors")
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    parser.add_argument("--folder", type=Path, help="keep the projects here")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        text = _measured(given, given.folder or Path(temporary))
    print(text)
    if given.write:
        whole = README.read_text(encoding="utf-8")
        before, rest = whole.split(BEGIN)
        README.write_text(f"{before}{BEGIN}\n{text}{END}{rest.split(END)[1]}", encoding="utf-8")
    return 0


def _measured(given: argparse.Namespace, folder: Path) -> str:
    compared = [Site(*one) for one in product(given.sizes, given.others, given.jobs)]
    compared += [Site(size, 1, 1) for size in given.alone]
    sites = {
        site: {
            name: Scenario(
                Project(name, site.size, site.others),
                folder / f"{name}-{site.size}-{site.others}-{site.jobs}",
                site.jobs,
            )
            for name in given.only
        }
        for site in compared
    }
    once = _once(folder) if given.lists else {}
    for run in range(given.runs):
        for scenario in [*(one for found in sites.values() for one in found.values()), *once.values()]:
            print(f"run {run + 1}: {scenario.folder.name}", file=sys.stderr)
            scenario.run()
    lines = [_machine(given.runs), *tables(sites), *(lists_table(once) if once else ())]
    return "\n".join(lines) + "\n"


def _once(folder: Path) -> dict[str, Scenario]:
    """Return the projects of which only the full build is measured."""
    projects = {
        "5,000 works, all on one page, -j 2": Project("pubs", 5000),
        "5,000 works, 100 of them on one page, -j 2": Project("pubs", 5000, shown=100),
        "5,000 works, 100 on each of 50 pages, -j 2": Project("pubs", 5000, lists=50),
        "50 works of 3,600 authors each, -j 2": Project("pubs", 50, authors=3600),
        "100 works of 3,600 authors each, -j 2": Project("pubs", 100, authors=3600),
    }
    return {
        name: Scenario(project, folder / f"once-{number}", 2, steps=("full",))
        for number, (name, project) in enumerate(projects.items())
    }


def _machine(runs: int) -> str:
    found = [f"Python {platform.python_version()}"]
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    where = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{where}; {', '.join(found)}; median of {runs}.\n"


if __name__ == "__main__":
    sys.exit(main())
