"""The page "Security": the hosts and the limits that it names are those of the code."""

from __future__ import annotations

import ast
import re

from sphinx_pubs.fetch.exchange import Limits
from sphinx_pubs.fetch.providers import answers
from sphinx_pubs.fetch.redirects import MOST_REDIRECTS, REDIRECT_HOSTS
from sphinx_pubs.fetch.service_keys import KEY_USES
from sphinx_pubs.fetch.transport import LONGEST_WAIT
from tests.manual.sessions import ManualPage
from tests.manual_files import MANUAL
from tests.support import REPOSITORY

PAGE = ManualPage(MANUAL / "under-the-hood" / "security.rst")
HOSTS = PAGE.block("fetched-hosts").split()


def test_hosts_that_the_commands_ask() -> None:
    asked: set[str] = set()
    for path in (REPOSITORY / "sphinx_pubs" / "fetch" / "providers").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                asked.update(re.findall(r"\Ahttps://([a-z\d.-]+\.[a-z]+)(?:/|\Z)", node.value))
    assert sorted(asked) == HOSTS


def test_other_hosts_are_only_those_of_redirects() -> None:
    assert {use.host for use in KEY_USES} <= set(HOSTS)
    assert set(HOSTS) & set(REDIRECT_HOSTS), "some of them redirect"


def test_limits() -> None:
    text = " ".join(PAGE.text.split())
    assert MOST_REDIRECTS == 5
    assert "up to five redirects" in text
    assert Limits().max_bytes == 20_000_000
    assert Limits().total_seconds == 120
    assert "An answer may have 20 MB and take two minutes." in text
    assert f"A list may have {answers._MOST_PAGES:,} pages." in text
    assert LONGEST_WAIT == 120
    assert "a pause of more than two minutes is given up" in text
