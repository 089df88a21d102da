"""The manual's pages about moving from other systems: small sites become pages, and nothing is lost.

The sites are built exactly as the pages say. What must be on the result is taken from the files of the old
site with regular expressions and a YAML parser, not with the readers of this project.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.manual_files import MANUAL, blocks_of, files_of, write_site
from tests.support import BuildResult

START = MANUAL / "start"
SITES = ("al-folio", "academicpages", "hugoblox", "lab-website-template", "rendercv")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BuildResult]:
    """The results by the name of the system."""
    results = {}
    for name in SITES:
        results[name] = move(name, tmp_path_factory.mktemp(name) / "source")
    return results


def move(name: str, root: Path, *, markdown: bool = False) -> BuildResult:
    """Do what the page about a system says, and build the result."""
    copy_old_files(name, root)
    return write_site(files_of(START / f"from-{name}.rst"), root, markdown=markdown).build()


def copy_old_files(name: str, root: Path) -> None:
    """Copy the files of the old site that the page about a system names."""
    page = START / f"from-{name}.rst"
    copied = re.search(r"^Copy (.*) beside ``conf.py``", page.read_text(encoding="utf-8"), re.M)
    assert copied
    root.mkdir()
    for written in re.findall(r"``(.*?)``", copied[1]):
        old = START / "migration" / name / written
        if old.is_dir():
            shutil.copytree(old, root / written)
        else:
            shutil.copy(old, root / written)


def words(text: str) -> str:
    """Return ``text`` without markup and with single blanks."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"[*_{}]", "", text).split())


def shown(result: BuildResult) -> str:
    """Return the text of the page, its addresses and what describes its pictures."""
    page = result.page()
    body = page.select_one("div.body")
    assert body
    addresses = [str(tag["href"]) for tag in body.select("a[href]")]
    pictures = [str(tag.get("alt", "")) for tag in body.select("img")]
    return "\n".join([words(body.get_text()), *addresses, *pictures])


def front_matter(path: Path) -> dict[str, Any]:
    fields = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    assert isinstance(fields, dict)
    return fields


def assert_shows(result: BuildResult, expected: Iterator[str] | list[str]) -> None:
    text = shown(result)
    wanted = list(expected)
    assert len(wanted) > 5
    assert [value for value in wanted if value not in text] == []


def pictures(result: BuildResult) -> int:
    return len(result.page().select("div.body img"))


@pytest.mark.parametrize("name", SITES)
def test_site_builds_without_warnings(built: dict[str, BuildResult], name: str) -> None:
    assert built[name].warnings == ""


@pytest.mark.parametrize("name", SITES)
def test_markdown_form_builds_too(tmp_path: Path, name: str) -> None:
    result = move(name, tmp_path / "source", markdown=True)
    assert result.warnings == ""
    assert result.entries()


def test_al_folio(built: dict[str, BuildResult]) -> None:
    old = START / "migration" / "al-folio"
    source = (old / "_bibliography" / "papers.bib").read_text(encoding="utf-8")
    fields = re.findall(r"^ +(\w+) += \{(.*)\},?$", source, re.M)
    addresses = {"html", "code", "website", "blog", "video", "arxiv", "doi", "inspirehep_id", "pdf", "supp",
                 "slides", "poster"}  # fmt: skip
    texts = {
        "title",
        "booktitle",
        "pages",
        "year",
        "abstract",
        "award_name",
        "annotation",
        "note",
        "location",
    }
    expected = [value for name, value in fields if name in addresses]
    expected += [words(value).replace("--", "–") for name, value in fields if name in texts]
    expected += [words(value).lstrip(". ") for name, value in fields if name in ("award", "additional_info")]
    authors = [name for field, value in fields if field == "author" for name in value.split(" and ")]
    expected += [name.partition(",")[0].replace(r"{\'a}", "á") for name in authors]
    cv = yaml.safe_load((old / "_data" / "cv.yml").read_text(encoding="utf-8"))
    expected += [title for year in cv[-1]["contents"] for title in year["items"]]
    coauthors = yaml.safe_load((old / "_data" / "coauthors.yml").read_text(encoding="utf-8"))
    expected += [coauthors[name][0]["url"] for name in coauthors]
    venues = yaml.safe_load((old / "_data" / "venues.yml").read_text(encoding="utf-8"))
    expected += [venue["url"] for venue in venues.values()]
    assert_shows(built["al-folio"], [words(value) if "://" not in value else value for value in expected])
    assert pictures(built["al-folio"]) == 1


def test_academicpages(built: dict[str, BuildResult]) -> None:
    expected = []
    for path in sorted((START / "migration" / "academicpages").glob("_*/*.md")):
        fields = front_matter(path)
        expected += [
            fields[name] for name in ("title", "venue", "excerpt", "type", "location") if name in fields
        ]
        expected += [fields[name] for name in ("paperurl", "slidesurl", "bibtexurl") if name in fields]
        expected.append(f"{fields['date']:%B} {fields['date'].day}, {fields['date'].year}")
        before = fields.get("citation", "").partition("(20")[0]
        expected += re.findall(r"\w{2,}", before)
    expected.append("770–778")
    assert_shows(built["academicpages"], expected)
    assert pictures(built["academicpages"]) == 1


@pytest.mark.parametrize("markdown", [False, True])
def test_academicpages_keep_their_text(tmp_path: Path, *, markdown: bool) -> None:
    """Do what the section "Keep the text as pages" says."""
    page = START / "from-academicpages.rst"
    (code,) = (block.content for block in blocks_of(page) if block.name == "pubs-code")
    files = {name: content.decode() for name, content in files_of(page).items()}
    conf = re.sub(r"^exclude_patterns = .*\n", "", files["conf.py"], flags=re.M)
    conf = conf.replace('["sphinx_pubs"]', '["sphinx_pubs", "myst_parser"]') + "myst_title_to_header = True\n"
    copy_old_files("academicpages", tmp_path / "source")
    result = write_site(
        {"conf.py": conf.encode(), "index.rst": f"{files['index.rst']}\n{code}".encode()},
        tmp_path / "source",
        markdown=markdown,
    ).build()
    assert result.warnings == ""
    old = START / "migration" / "academicpages"
    paths = [path for folder in ("_publications", "_talks") for path in sorted((old / folder).glob("*.md"))]
    for path in paths:
        kept = result.page(f"{path.parent.name}/{path.stem}.html").select_one("div.body h1")
        assert kept
        assert kept.get_text().startswith(front_matter(path)["title"])
    assert len(result.entries()) == len(paths)


def test_hugoblox(built: dict[str, BuildResult]) -> None:
    content = START / "migration" / "hugoblox" / "content"
    expected = ["Blocks of layers"]
    for path in sorted(content.rglob("*index.md")):
        fields = front_matter(path)
        if fields.get("cms_exclude"):
            continue
        expected += [fields["title"], *(fields[name] for name in ("bio", "role", "event") if name in fields)]
        expected += [str(value) for name, value in fields.items() if name in ("doi", "summary", "event_url")]
        expected += [value for name, value in fields.items() if name.startswith("url_") and value]
        expected += [link.get("url") or str(link["id"]) for link in fields.get("links", [])]
        expected += [name for name in fields.get("authors", []) if " " in name]
        expected += [note for note in fields.get("author_notes", []) if note]
        expected += fields.get("tags", [])
        expected += [item["name"] for item in fields.get("organizations", [])]
        expected += [item["link"] for item in fields.get("social", []) if "mailto" not in item["link"]]
        if "publication" in fields:
            expected += [
                words(fields["publication"]).removeprefix("In "),
                *([fields["abstract"]] if "abstract" in fields else []),
            ]
        expected += list(fields.get("address", {}).values())
    assert_shows(built["hugoblox"], expected)
    assert pictures(built["hugoblox"]) == 3


def test_lab_website_template(built: dict[str, BuildResult]) -> None:
    old = START / "migration" / "lab-website-template"
    expected = []
    for work in yaml.safe_load((old / "_data" / "citations.yaml").read_text(encoding="utf-8")):
        expected += [work["title"], work["publisher"], work["link"], *work["authors"], *work.get("tags", [])]
        expected += [work["id"].partition(":")[2], work["date"][:4], words(work.get("description", ""))]
        expected += [button["link"] for button in work.get("buttons", [])]
        expected += [f"https://github.com/{work['repo']}"] if "repo" in work else []
    for path in sorted((old / "_members").glob("*.md")):
        fields = front_matter(path)
        expected += [fields[name] for name in ("name", "affiliation", "description") if name in fields]
        expected += fields["links"].values()
    assert_shows(built["lab-website-template"], expected)
    assert pictures(built["lab-website-template"]) == 3


def test_rendercv(built: dict[str, BuildResult]) -> None:
    path = START / "migration" / "rendercv" / "Kaiming_He_CV.yaml"
    sections = yaml.safe_load(path.read_text(encoding="utf-8"))["cv"]["sections"]
    expected = []
    for name in ("publications", "selected_honors", "invited_talks"):
        for record in sections[name]:
            expected += [words(name) for name in record.get("authors", [])]
            texts = {
                field: str(value)
                for field, value in record.items()
                if field not in ("authors", "date", "bullet")
            }
            expected += [
                value if "://" in value and "[" not in value else words(value) for value in texts.values()
            ]
            expected += [str(record["date"])[:4]] if "date" in record else []
            expected += [record["bullet"].partition(",")[0]] if "bullet" in record else []
    assert_shows(built["rendercv"], expected)


def test_export_of_zotero(tmp_path: Path) -> None:
    files = files_of(START / "from-zotero.rst")
    result = write_site(files, tmp_path / "source").build()
    assert result.warnings == ""
    text = shown(result)
    bibtex = files["data/papers.bib"].decode()
    expected = [
        "Mask R-CNN",
        "Gkioxari",
        "Dollár",
        "Girshick",
        "2017",
        *re.findall(r"doi += \{(.*)\}", bibtex),
    ]
    more = yaml.safe_load(files["data/more.yaml"])["publications"]["heMaskRCNN2017"]
    assert [value for value in (*expected, more["code"], *more["awards"]) if value not in text] == []
    assert "storage" not in text


def test_doi_keeps_what_was_added_when_the_key_changes(tmp_path: Path) -> None:
    files = files_of(START / "from-zotero.rst")
    page = (START / "from-zotero.rst").read_text(encoding="utf-8")
    by_doi = re.search(r"yaml\n\n((?:     .*\n)+)", page)
    assert by_doi
    files["data/more.yaml"] = by_doi[1].replace("\n     ", "\n")[5:].encode()
    files["data/papers.bib"] = files["data/papers.bib"].replace(b"heMaskRCNN2017", b"he2017a")
    result = write_site(files, tmp_path / "source").build()
    assert result.warnings == ""
    assert "https://github.com/facebookresearch/Detectron" in shown(result)
