"""What a command costs: CPU time and peak memory of the process and its children.

``python -m benchmarks.measure COMMAND …`` runs it and prints both. It is a process of its own, and
a small one, as Linux counts the memory of the process that starts another for the other one too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Cost(NamedTuple):
    """``cpu``: user and system time in seconds; ``peak``: MB of the largest of the processes."""

    cpu: float
    peak: float


def cost(command: list[str]) -> Cost:
    """Return what ``command`` costs; raise RuntimeError, with what it says, if it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    # An installed package is compiled once, and so is the repository's.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", *command],
        env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def main(command: list[str]) -> int:
    """Run ``command`` and print its cost as JSON."""
    process = subprocess.Popen(command, stdout=sys.stderr)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    print(json.dumps([usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit]))
    return process.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
