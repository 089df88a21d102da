"""What a command costs: CPU time and peak memory of the process and its children.

``python -m benchmarks.measure COMMAND …`` runs a command and prints both. It is a small process of its
own, because on Linux the peak memory of a process includes that of the process that started it.
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
    """Return what ``command`` costs; raise RuntimeError, with its error output, if it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    # An installed package has bytecode files, so the repository may have them too.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", *command],
        env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if process.returncode:
        raise RuntimeError(process.stderr)
    return Cost(*json.loads(process.stdout.splitlines()[-1]))


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
