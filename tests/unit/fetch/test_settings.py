"""``pubs.toml``: what is accepted, and what the message about a mistake says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.changes import Outcome
from sphinx_pubs.fetch.settings import read_settings
from sphinx_pubs.fetch.site import Site

SOURCE = {"provider": "orcid", "id": "0000-0002-1825-0097", "into": "data/papers.auto.yaml"}
CITES = {"provider": "cites", "id": "10.5555/12345678", "into": "data/users.auto.yaml"}


def toml(*sources: Mapping[str, object], top: str = "") -> bytes:
    lines = [top]
    for source in sources:
        lines += ["[[source]]", *(f"{name} = {json.dumps(value)}" for name, value in source.items())]
    return "\n".join(lines).encode()


def test_settings() -> None:
    top = 'contact = "jane@example.org"\nexclude = "10.5555/1"\nknown = ["*.bib"]'
    settings = read_settings(toml({**SOURCE, "person": "jane"}, CITES, top=top))
    assert (settings.contact, settings.exclude, settings.known) == ("", ("10.5555/1",), ("*.bib",))
    orcid, cites = settings.sources
    assert (orcid.name, orcid.person, orcid.inbox) == ("orcid 0000-0002-1825-0097", "jane", "")
    assert cites.inbox == "data/users.inbox.yaml"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no source: add a table [[source]]"),
        (b"source = 1", "no source: add a table [[source]]"),
        (b"[source]\nprovider = 'orcid'", "write [[source]] in two pairs of brackets"),
        (b"\xff", "utf-8"),
        (b"[[source]]\nprovider = ", "pubs.toml: Invalid value"),
        (toml(SOURCE, top="sources = 1"), "unknown key 'sources'; did you mean 'source'?"),
        (toml(SOURCE, top="contact = 1"), "contact must be an e-mail address in quotes"),
        (toml(SOURCE, top="known = 1"), "known must be a string or a list of strings"),
        (toml(SOURCE, top="exclude = [1]"), "exclude must be a string or a list of strings"),
        (toml({**SOURCE, "provider": "orcd"}), "source 1: unknown provider 'orcd'; did you mean 'orcid'?"),
        (toml({"provider": "orcid", "into": "a.yaml"}), "source 1: id is missing"),
        (toml({**SOURCE, "id": 12}), "source 1: id must be a string or a list of strings"),
        (toml(SOURCE, SOURCE), "'orcid 0000-0002-1825-0097' is the source of two tables"),
        (toml({**CITES, "inbox": 1}), "source 1: inbox is missing"),
        (b"source = [1]", "source 1: write it as a table [[source]]"),
        (toml({**SOURCE, "intoo": 1}), "source 1: unknown key 'intoo'; did you mean 'into'?"),
        (toml(SOURCE, {**SOURCE, "id": ["0000"]}), "source 2: invalid ORCID iD: '0000'"),
        (toml({**SOURCE, "into": ""}), "source 1: into is missing"),
        (
            toml({**SOURCE, "into": "../a.yaml"}),
            "source 1: into must be a path below the folder of pubs.toml",
        ),
        (toml({**SOURCE, "into": "c:\\a.yaml"}), "source 1: into must be a path below the folder"),
        (toml({**SOURCE, "into": "a.json"}), "source 1: into: cannot write 'a.json'"),
        (toml({**SOURCE, "person": 1}), "source 1: person must be the key of a person, in quotes"),
        (toml({**SOURCE, "inbox": "b.yaml"}), "source 1: inbox is only for the provider cites"),
        (toml({**CITES, "inbox": "b.bib"}), "source 1: into and inbox must have the same suffix"),
        (toml({**CITES, "inbox": CITES["into"]}), "data/users.auto.yaml cannot be an inbox and into"),
        (toml({**CITES, "inbox": "data/./users.auto.yaml"}), "data/./users.auto.yaml cannot be an inbox"),
        (
            toml(SOURCE, {**CITES, "inbox": SOURCE["into"]}),
            "data/papers.auto.yaml cannot be an inbox and into",
        ),
    ],
)
def test_mistakes(data: bytes, message: str) -> None:
    with pytest.raises(FetchError) as caught:
        read_settings(data)
    assert message in str(caught.value)
    assert all(line.startswith("pubs.toml: ") for line in str(caught.value).splitlines())


@pytest.mark.parametrize("path", ["../papers.yaml", "/papers.yaml", "data/../../papers.yaml"])
def test_lock_cannot_name_a_file_outside_of_the_site(path: str, tmp_path: Path) -> None:
    (tmp_path / "pubs.toml").write_bytes(toml(SOURCE))
    lock = {"doe2020": {"file": path, "state": "rejected"}, "~": {"version": 1}}
    (tmp_path / "pubs.lock.json").write_text(json.dumps(lock), encoding="utf-8")
    with pytest.raises(FetchError, match="outside of the site"):
        Site.open(tmp_path, Outcome())


@pytest.mark.parametrize(
    ("into", "inbox"), [("users.bib", "users.inbox.bib"), ("a.b/users.auto.yml", "a.b/users.inbox.yml")]
)
def test_the_inbox_is_beside_the_file(into: str, inbox: str) -> None:
    assert read_settings(toml({**CITES, "into": into})).sources[0].inbox == inbox


def test_all_mistakes_are_reported_at_once() -> None:
    with pytest.raises(FetchError) as caught:
        read_settings(toml({**SOURCE, "id": "0000", "person": 1}, top="contact = 1\nknown = 1"))
    assert len(str(caught.value).splitlines()) == 4
