"""Fuzz one target with atheris: ``python tests/fuzz/fuzz.py bibtex``.

The test suite does not run this script. Further arguments are passed to libFuzzer, for example
``-max_total_time=60`` and a folder of seed inputs. An input that raises or exceeds the timeout is
written to a file, whose name libFuzzer prints.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

HOSTILE = Path(__file__).parents[1] / "hostile"


def main() -> None:
    """Run the target that the first argument names."""
    try:
        atheris = import_module("atheris")  # optional, so mypy must not look for it
    except ImportError:
        sys.exit("atheris is not installed: python -m pip install atheris")
    with atheris.instrument_imports(include=["sphinx_pubs", "pylatexenc"]):
        from tests.fuzz.targets import TARGETS  # instrumented on import
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python tests/fuzz/fuzz.py TARGET [OPTION …]; targets: {', '.join(TARGETS)}")
    target, *options = sys.argv[1:]
    options = ["-timeout=20", "-rss_limit_mb=4096", *options]
    atheris.Setup([sys.argv[0], *options], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
