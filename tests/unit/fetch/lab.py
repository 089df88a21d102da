"""A folder with ``pubs.toml`` and a source whose works a test chooses."""

from __future__ import annotations

from pathlib import Path

from sphinx_pubs.fetch.base import Work
from sphinx_pubs.fetch.changes import Outcome
from sphinx_pubs.fetch.files import write_files
from sphinx_pubs.fetch.matching import SourceWork
from sphinx_pubs.fetch.site import Site
from sphinx_pubs.fetch.update import Answers, apply_answers
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.load import load_file

TOML = """
[[source]]
provider = "{provider}"
id = "0000-0002-1825-0097"
into = "data/papers.auto{suffix}"
"""
SOURCE = "orcid 0000-0002-1825-0097"

RESNET = """@inproceedings{he2016deep,
  title = {Deep Residual Learning for Image Recognition},
  author = {He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing and Sun, Jian},
  booktitle = {Conference on Computer Vision and Pattern Recognition},
  year = {2016}, pages = {770--778}, doi = {10.1109/CVPR.2016.90}, arxiv = {1512.03385}
}
"""
MASK = """@inproceedings{he2017mask,
  title = {Mask {R-CNN}},
  author = {He, Kaiming and Gkioxari, Georgia and Dollár, Piotr and Girshick, Ross},
  booktitle = {International Conference on Computer Vision}, year = {2017}, doi = {10.1109/ICCV.2017.322}
}
"""
MASK_PREPRINT = """@misc{he2017maskpre,
  title = {Mask {R-CNN}},
  author = {He, Kaiming and Gkioxari, Georgia and Dollár, Piotr and Girshick, Ross},
  year = {2017}, eprint = {1703.06870}, archiveprefix = {arXiv}
}
"""


def records(bibtex: str, folder: Path) -> list[Publication]:
    path = folder / "fetched.bibliography.bib"
    path.write_text(bibtex, encoding="utf-8")
    found = [record for record in load_file(str(path)).records if isinstance(record, Publication)]
    path.unlink()
    return found


class Lab:
    """A folder with ``pubs.toml``, and one source that has what the test says."""

    def __init__(self, folder: Path, suffix: str = ".yaml", provider: str = "orcid") -> None:
        self.folder = folder
        self.auto = folder / f"data/papers.auto{suffix}"
        self.lock = folder / "pubs.lock.json"
        (folder / "data").mkdir(exist_ok=True)
        self.write("pubs.toml", TOML.format(provider=provider, suffix=suffix))
        self.source = f"{provider} 0000-0002-1825-0097"

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def update(self, *bibtex: str, provider: str = "crossref", complete: bool = True) -> Outcome:
        """Update with these works, and write the files."""
        outcome = Outcome()
        site = Site.open(self.folder, outcome)
        works = [
            SourceWork(Work(record, provider), self.source)
            for record in records("".join(bibtex), self.folder)
        ]
        listed = {self.source} if complete else set()
        apply_answers(site, Answers(works, listed, listed), outcome)
        return self.finished(site, outcome)

    def update_from(self, works: dict[str, str], provider: str = "crossref") -> Outcome:
        """Update with the works of several sources, by the name of the source."""
        outcome = Outcome()
        site = Site.open(self.folder, outcome)
        answers = Answers(listed=set(works), complete=set(works))
        for source, bibtex in works.items():
            answers.works += [
                SourceWork(Work(record, provider), source) for record in records(bibtex, self.folder)
            ]
        apply_answers(site, answers, outcome)
        return self.finished(site, outcome)

    def finished(self, site: Site, outcome: Outcome) -> Outcome:
        site.finish(outcome)
        write_files(self.folder, outcome.files)
        return outcome

    def state(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def edit(self, old: str, new: str) -> None:
        text = self.auto.read_text(encoding="utf-8")
        assert text.count(old) == 1, text
        self.auto.write_text(text.replace(old, new), encoding="utf-8")

    def keys(self) -> list[str]:
        return [record.key for record in load_file(str(self.auto)).records]


def kinds(outcome: Outcome) -> list[str]:
    return [change.kind for change in outcome.changes]
