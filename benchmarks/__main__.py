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
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        text = _measure(options, options.folder or Path(temporary))
    print(text)
    if options.write:
        before, rest = README.read_text(encoding="utf-8").split(BEGIN)
        README.write_text(f"{before}{BEGIN}\n{text}{END}{rest.split(END)[1]}", encoding="utf-8")
    return 0


def _measure(options: argparse.Namespace, folder: Path) -> str:
    """Run all builds, and return the tables of their costs."""
    sites = [Site(*values) for values in product(options.sizes, options.others, options.jobs)]
    sites += [Site(size, 1, 1) for size in options.alone]
    compared = {
        site: {
            name: Scenario(
                Project(name, site.size, site.others),
                folder / f"{name}-{site.size}-{site.others}-{site.jobs}",
                site.jobs,
            )
            for name in options.only
        }
        for site in sites
    }
    full_only = _full_only(folder) if options.lists else {}
    scenarios = [scenario for variants in compared.values() for scenario in variants.values()]
    scenarios += full_only.values()
    for run in range(options.runs):
        for scenario in scenarios:
            print(f"run {run + 1}: {scenario.folder.name}", file=sys.stderr)
            scenario.run()
    lines = [_machine(options.runs), *tables(compared), *(lists_table(full_only) if full_only else ())]
    return "\n".join(lines) + "\n"


def _full_only(folder: Path) -> dict[str, Scenario]:
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
    versions = [f"Python {platform.python_version()}"]
    for name in _PACKAGES:
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            versions.append(f"no {name}")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{machine}; {', '.join(versions)}; median of {runs}.\n"


if __name__ == "__main__":
    sys.exit(main())
