"""One project, built from nothing and then again after each kind of change."""

from __future__ import annotations

import shutil
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from .measure import Cost, cost
from .projects import Project

#: The builds, in this order, by what has changed since the build before.
STEPS = ("full", "nothing", "other", "entry")


@dataclass(slots=True)
class Scenario:
    """A project in its folder, and the costs of its builds so far."""

    project: Project
    folder: Path
    jobs: int = 1
    steps: tuple[str, ...] = STEPS
    costs: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    sizes: dict[str, float] = field(default_factory=dict)

    def run(self) -> None:
        """Build once after each step, from nothing."""
        output = self.folder / "_build"
        if not self.costs["full"]:
            self.project.write(self.folder)
        shutil.rmtree(output, ignore_errors=True)
        count = len(self.costs["full"]) + 1
        for step in self.steps:
            if step == "other":
                self.project.change_other(self.folder, count)
            elif step == "entry":
                self.project.change_entry(self.folder, count)
            command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-j", str(self.jobs)]
            self.costs[step].append(cost([*command, str(self.folder), str(output)]))
            if step == "full":
                self.sizes = {
                    "html": _size(output / "list0.html"),
                    "environment": _size(output / ".doctrees" / "environment.pickle"),
                    "doctree": _size(output / ".doctrees" / "list0.doctree"),
                }
                self._check()

    def _check(self) -> None:
        """Raise RuntimeError if the page is too small to have all works: its build would seem fast."""
        project = self.project
        works = 0 if project.variant == "empty" else (project.shown or project.size // project.lists)
        if self.sizes["html"] < works * 100 / 1e6:
            raise RuntimeError(f"{self.folder.name}: the page has not all of {works} works")

    def cpu(self, step: str) -> float:
        """Return the median CPU time of a step in seconds."""
        return median(cost.cpu for cost in self.costs[step])

    def peak(self, step: str) -> float:
        """Return the median peak memory of a step in MB."""
        return median(cost.peak for cost in self.costs[step])


def _size(path: Path) -> float:
    return path.stat().st_size / 1e6
