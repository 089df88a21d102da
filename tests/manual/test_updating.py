"""The page "Keep papers up to date": its commands are run with recorded answers, its tables are compared."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_pubs.cli import main
from sphinx_pubs.fetch import matching, settings
from sphinx_pubs.fetch.base import Answer, FetchError
from sphinx_pubs.fetch.providers.answers import Page, read_pages
from sphinx_pubs.fetch.providers.ids import check_id
from sphinx_pubs.fetch.providers.lookup import parse
from sphinx_pubs.fetch.providers.table import PROVIDERS
from sphinx_pubs.fetch.recording import Replay
from sphinx_pubs.fetch.service_keys import KEY_USES
from tests.manual.sessions import ANSWERS, ManualPage, literals
from tests.manual_files import MANUAL
from tests.support import REPOSITORY, Site

PAGE = ManualPage(MANUAL / "guides" / "updating.rst")
ORCID = "0000-0002-1825-0097"


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for use in KEY_USES:
        monkeypatch.delenv(use.variable, raising=False)


Run = Callable[[str], None]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    return lambda name: PAGE.run(name, capsys)


def change(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text)
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def papers_of(path: str) -> dict[str, Any]:
    """Return the records of a generated file by key."""
    content = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    return {record["key"]: record for record in content["publications"]}


# --- the commands in their order ---


def test_the_page_from_top_to_bottom(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("update-first")
    built = Site(tmp_path / "site").build()
    assert built.warnings == ""
    assert "Mask R-CNN" in built.titles("publications.html")
    monkeypatch.chdir("site")
    files = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    run("update-second")
    assert files == {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    for name in ("update-overlay", "update-overlay-doi"):
        Path(f"data/{name}.yaml").write_text(PAGE.block(name), encoding="utf-8")
    change("conf.py", '    "data/papers.yaml",\n', '    "data/papers.yaml",\n    "data/update-*.yaml",\n')
    built = Site(Path.cwd()).build()
    assert built.warnings == ""
    text = built.text("publications.html")
    assert "https://github.com/facebookresearch/Detectron" in text
    assert "https://example.org/slides.pdf" in text
    auto = "data/papers.auto.yaml"
    before, start, mask = Path(auto).read_text(encoding="utf-8").partition("- key: he2017mask")
    edited = start + mask.replace("International Conference on Computer Vision", "ICCV 2017")
    Path(auto).write_text(before + edited, encoding="utf-8")
    run("update-edited")
    Path(auto).write_text(before.partition("- key: lin2017focal")[0] + edited, encoding="utf-8")
    run("update-removed")
    change(auto, "key: he2017mask", "key: maskrcnn")
    run("update-renamed")
    assert "  booktitle: ICCV 2017\n" in Path(auto).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["README.md", "example_docs/manual/start/five-minutes.rst"])
def test_three_commands_from_an_orcid_id(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (REPOSITORY / path).read_text(encoding="utf-8")
    lines = re.findall(r"(?:^ *\$ sphinx-.*\n){3}", text, re.MULTILINE)[-1].split("\n")
    monkeypatch.chdir(tmp_path)
    (_, *init), (_, *update), (build, source, _) = (line.split()[1:] for line in lines if line)
    assert "--orcid" in init
    assert main(init) == 0
    assert main([*update, "--replay", str(ANSWERS)]) == 1
    assert build == "sphinx-build"
    built = Site(tmp_path / source).build()
    assert built.warnings == ""
    assert {"Focal Loss for Dense Object Detection", "Mask R-CNN"} < set(built.titles("publications.html"))


def test_rejecting_is_removing_and_accepting_brings_back(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("update-first")
    monkeypatch.chdir("site")
    before = papers_of("data/papers.auto.yaml")
    update = ["update", "--replay", str(ANSWERS)]
    assert "``sphinx-pubs reject lin2017focal`` does the same" in PAGE.text
    assert main(["reject", "lin2017focal"]) == 0
    assert main(update) == 0
    assert set(papers_of("data/papers.auto.yaml")) == {"he2017mask"}
    assert main(["accept", "lin2017focal"]) == 0
    assert papers_of("data/papers.auto.yaml") == before


def test_adding_papers(tmp_path: Path, run: Run) -> None:
    Path("data").mkdir()
    mine = "publications:\n  mine2020:\n    title: Mine\n    authors: Jane Doe\n    year: 2020\n"
    Path("data/papers.yaml").write_text(mine, encoding="utf-8")
    run("update-add")
    assert Path("data/papers.yaml").read_text(encoding="utf-8").startswith(mine)


@pytest.mark.parametrize("is_overlay", [False, True])
def test_completing_a_list_of_dois(is_overlay: bool, tmp_path: Path, run: Run) -> None:
    Path("data").mkdir()
    dois = PAGE.block("update-dois")
    site = Site(tmp_path)
    site.write("data/papers.yaml", dois)
    site.write("conf.py", 'extensions = ["sphinx_pubs"]\npubs_sources = ["data/*.yaml"]\n')
    site.write("index.rst", "Papers\n======\n\n.. publications::\n")
    message = re.search(r"\*(no source has the doi.*?)\*", PAGE.text, re.DOTALL)
    assert message is not None
    assert " ".join(message[1].split()) in " ".join(site.build().warnings.split())
    if is_overlay:
        assert "--into data/complete.yaml" in PAGE.text
        complete = ["add", "--complete", "data/papers.yaml", "--into", "data/complete.yaml"]
        for _ in range(2):
            assert main([*complete, "--replay", str(ANSWERS)]) == 0
        assert Path("data/papers.yaml").read_text(encoding="utf-8") == dois
    else:
        run("update-complete")
    built = site.build()
    assert built.warnings == ""
    assert len(built.titles()) == 2


@pytest.mark.parametrize(("name", "line"), [row[:2] for row in PAGE.rows("update-ids")])
def test_identifiers_of_add(name: str, line: str) -> None:
    (command,) = literals(line)
    ids = command.removeprefix("sphinx-pubs add ").split()
    schemes = {"DOI": "doi", "arXiv": "arxiv", "PMID, PMCID": "pmid pmcid", "ISBN": "isbn", "HAL": "hal",
               "bibcode of ADS": "ads", "the address of one of these": "arxiv"}  # fmt: skip
    parsed = [parse(written) for written in ids]
    assert [found and found[0] for found in parsed] == schemes[name].split()


# --- the tables ---


def test_table_of_providers() -> None:
    table = PAGE.rows("update-providers")
    names = [literals(row[0])[0] for row in table]
    assert names == list(PROVIDERS)
    for name, ids, _, _ in table:
        for written in literals(ids):
            if not written.startswith("/"):
                assert check_id(name.strip("`"), written)
    variables = {variable for row in table for variable in literals(row[3])} | {"PUBS_ADS_TOKEN"}
    assert variables == {use.variable for use in KEY_USES}
    assert "``PUBS_ADS_TOKEN``" in PAGE.text


def test_table_of_keys() -> None:
    where = {literals(row[0])[0]: row[1] for row in PAGE.rows("update-keys")}
    assert {name for name, place in where.items() if place == "top"} == settings._TOP
    assert {name for name, place in where.items() if place == "``[[source]]``"} == settings._IN_SOURCE
    assert len(where) == len(settings._TOP | settings._IN_SOURCE)


def test_defaults_and_examples_of_pubs_toml() -> None:
    example = settings.read_settings(PAGE.block("update-toml").encode())
    assert [source.provider for source in example.sources] == ["orcid", "zotero", "dblp"]
    (known,) = [row[2] for row in PAGE.rows("update-keys") if row[0] == "``known``"]
    assert json.loads(literals(known)[0]) == list(example.known)
    cites = '[[source]]\nprovider = "cites"\nid = "10.5555/1"\ninto = "data/users.auto.yaml"\n'
    (inbox,) = [row[2] for row in PAGE.rows("update-keys") if row[0] == "``inbox``"]
    assert settings.read_settings(cites.encode()).sources[0].inbox in literals(inbox)
    excluded = re.search(r"^   exclude = .*$", PAGE.text, re.MULTILINE)
    assert excluded is not None
    assert len(tomllib.loads(excluded[0].strip())["exclude"]) == 3


def test_priority_of_services() -> None:
    assert PAGE.block("update-priority").strip().split(", ") == list(matching._PRIORITY)


def test_form_of_a_recording(tmp_path: Path) -> None:
    recording = json.loads(PAGE.block("update-recording"))
    (tmp_path / "any.json").write_text(json.dumps(recording), encoding="utf-8")
    answer = Replay(tmp_path).get(recording["url"] + "?mailto=jane@example.org")
    assert answer.body.decode() == recording["body"]


# --- the messages ---

TOML = '[[source]]\nprovider = "{}"\nid = {}\ninto = "{}"\n'


def toml(provider: str = "orcid", ids: str = f'"{ORCID}"', into: str = "data/papers.auto.yaml") -> None:
    Path("pubs.toml").write_text(TOML.format(provider, ids, into), encoding="utf-8")


def answer(url: str, status: int, body: str = "") -> None:
    frame = {"url": url, "status": status, "headers": {}, "body": body}
    Path("answers").mkdir(exist_ok=True)
    Path(f"answers/{len(list(Path('answers').iterdir()))}.json").write_text(
        json.dumps(frame), encoding="utf-8"
    )


WORKS = f"https://pub.orcid.org/v3.0/{ORCID}/works"


def from_orcid(status: int, body: str = "") -> None:
    toml()
    answer(WORKS, status, body)


def nothing_recorded() -> None:
    toml()
    Path("answers").mkdir()


def inbox_on_the_page() -> None:
    toml("cites", '"10.1109/CVPR.2016.90"', "data/a.yaml")
    with Path("pubs.toml").open("a", encoding="utf-8") as file:
        file.write('inbox = "data/a.yaml"\n')


def damaged_own_file() -> None:
    toml()
    papers("papers.bib", text="@article{doe2020, title = {T\n")


def works_without_details() -> None:
    toml()
    answer(WORKS, 200, json.loads((ANSWERS / "orcid-works.json").read_text(encoding="utf-8"))["body"])


def updated(files: dict[str, str]) -> None:
    toml()
    assert main(["update", "--replay", str(ANSWERS)]) == 1
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("answers").mkdir()


def papers(
    *names: str, text: str = "publications:\n- {key: k, title: T, authors: Jane Doe, year: 2020}\n"
) -> None:
    for name in names:
        Path(name).write_text(text, encoding="utf-8")


def private_library() -> None:
    toml("zotero", '"groups/1234567"')
    url = "https://api.zotero.org/groups/1234567/items/top?format=json&include=csljson,data&limit=100&start=0"
    answer(url, 403)


def wrong_key(monkeypatch: pytest.MonkeyPatch) -> None:
    toml()
    monkeypatch.setenv("PUBS_OPENALEX_KEY", "my key")


def gone() -> None:
    updated({})
    answer(WORKS, 200, '{"group": []}')


UPDATE = ["update"]
#: The message -> what leads to it, and the command that says it.
CAUSES: dict[str, tuple[Callable[..., Any], list[str]]] = {
    "no pubs.toml in": (lambda: None, UPDATE),
    "unknown provider": (lambda: toml("orcd"), UPDATE),
    "id must be a string": (lambda: toml(ids="12"), UPDATE),
    "cannot be an inbox": (inbox_on_the_page, UPDATE),
    "correct the file, or": (damaged_own_file, UPDATE),
    "invalid ORCID iD": (lambda: toml(ids='"0000-0002-1825-0098"'), UPDATE),
    "must be a path below": (lambda: toml(into="../papers.yaml"), UPDATE),
    "cannot write": (lambda: toml(into="papers.txt"), UPDATE),
    "pubs.lock.json is not valid JSON": (lambda: updated({"pubs.lock.json": "<<<<<<< HEAD\n"}), UPDATE),
    "correct the file, then": (lambda: updated({"data/papers.auto.yaml": "publications: [\n"}), UPDATE),
    "has nothing at": (lambda: from_orcid(404), UPDATE),
    "refused": (private_library, UPDATE),
    "holds no key": (wrong_key, UPDATE),
    "too many requests": (lambda: from_orcid(429), UPDATE),
    "the service does not work": (lambda: from_orcid(503), UPDATE),
    "no details of": (works_without_details, UPDATE),
    "is not JSON": (lambda: from_orcid(200, "<html>"), UPDATE),
    "no recorded answer": (nothing_recorded, UPDATE),
    "no source has it any more": (gone, UPDATE),
    "unknown key": (lambda: updated({}), ["accept", "he2017mask1"]),
    "not an identifier": (lambda: papers("a.bib", text=""), ["add", "A title", "--to", "a.bib"]),
    "the key": (lambda: papers("a.yaml"), ["add", "10.1109/ICCV.2017.322", "--key", "k", "--to", "a.yaml"]),
    "several files": (lambda: papers("a.yaml", "b.yaml"), ["add", "10.1109/ICCV.2017.322"]),
    "is written on one line": (
        lambda: papers("a.yaml", text="publications:\n- {doi: 10.1109/ICCV.2017.322}\n"),
        ["add", "--complete", "a.yaml", "--in-place"],
    ),
}  # fmt: skip
MESSAGES = [literals(row[0])[0] for row in PAGE.rows("update-messages")]
SHORT_LIST = "the list ended after … of … works"


@pytest.mark.parametrize("message", [message for message in MESSAGES if message != SHORT_LIST])
def test_message(
    message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (start,) = [start for start in CAUSES if start in message]
    cause, command = CAUSES[start]
    cause(monkeypatch) if cause is wrong_key else cause()
    capsys.readouterr()
    is_real = cause is wrong_key
    if command[0] in {"update", "add"} and not is_real:
        command = [*command, "--replay", "answers" if Path("answers").is_dir() else str(ANSWERS)]
    assert main(command) in {1, 2}
    written = capsys.readouterr()
    pattern = ".+".join(re.escape(part) for part in message.split("…"))
    assert re.search(pattern, written.err + written.out), written


def test_message_of_a_short_list() -> None:
    assert SHORT_LIST in MESSAGES
    pattern = ".+".join(re.escape(part) for part in SHORT_LIST.split("…"))
    page = Page(Answer("https://example.org", 200, {}, b""), None, items=["a work"], total=3)
    with pytest.raises(FetchError, match=pattern):
        list(read_pages("zotero", page.answer.url, lambda url: page, lambda page, count: ""))
