"""Links lead to lists that the builder shows, whatever ``.. only::`` and ``.. ifconfig::`` leave out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support import BuildResult, Site

CONF = """
extensions = ["sphinx_pubs", "sphinx.ext.ifconfig"]
html_theme = "basic"

def setup(app):
    app.add_config_value("edition", "short", "env")
"""
BIB = """
@misc{one, title={First}, author={Doe, Jane}, year=2020}
@misc{two, title={Second}, author={Roe, Ann}, year=2021}
@misc{three, title={Third}, author={Roe, Ann}, year=2021}
"""
INDEX = """
Index
=====

.. toctree::

   hidden
   shown

:pubs:ref:`one` :pubs:ref:`three`
"""
#: A list of all entries: the longest, and declared canonical.
HIDDEN = """
Hidden
======

.. {condition}

   Links to what is left out: :pubs:ref:`three`

   .. publications:: papers.bib
      :canonical:

.. publications:: papers.bib
   :keys: two
"""
SHOWN = """
Shown
=====

.. publications:: papers.bib
   :keys: one
"""

CONDITIONS = [
    "only:: latex",
    "only:: not html",
    'ifconfig:: edition == "long"',
    'ifconfig:: builder == "latex"',
]


def make_site(folder: Path, condition: str, index: str = INDEX) -> Site:
    site = Site(folder / "source")
    site.write("conf.py", CONF)
    site.write("papers.bib", BIB)
    site.write("index.rst", index)
    site.write("hidden.rst", HIDDEN.format(condition=condition))
    site.write("shown.rst", SHOWN)
    return site


def links(built: BuildResult, page: str = "index.html") -> dict[str, str]:
    return {tag.get_text(): str(tag["href"]) for tag in built.page(page).select("a:has(> .pubs-ref)")}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_links_lead_to_lists_that_are_shown(tmp_path: Path, condition: str) -> None:
    site = make_site(tmp_path, condition)
    built = site.build()
    assert links(built) == {"First": "shown.html#pub-one"}
    assert "three" in built.page().get_text()
    (warning,) = built.warnings.splitlines()
    assert "index.rst" in warning
    assert "leaves out every list with the entry 'three'" in warning
    assert "[pubs.unknown_key]" in warning
    assert [tag["id"] for tag in built.entries("hidden.html")] == ["pub-two"]
    names = {row[0]: row[3] for row in built.app.env.get_domain("pubs").get_objects()}
    assert names == {"one": "shown", "two": "hidden"}


@pytest.mark.parametrize(
    ("condition", "options"),
    [("only:: html", {}), ('ifconfig:: edition == "long"', {"edition": "long"}), ("only:: ) (", {})],
)
def test_condition_that_holds_changes_nothing(
    tmp_path: Path, condition: str, options: dict[str, Any]
) -> None:
    built = make_site(tmp_path, condition).build(**options)
    assert links(built) == {"First": "hidden.html#pub-one", "Third": "hidden.html#pub-three"}
    assert "pubs." not in built.warnings


def test_full_reference_needs_no_list_that_is_shown(tmp_path: Path) -> None:
    site = make_site(tmp_path, "only:: latex", "Index\n=====\n\n:pubs:full:`three`\n")
    built = site.build()
    warnings = built.warnings.splitlines()
    assert [line for line in warnings if "any toctree" not in line] == []
    assert "Third" in built.page().get_text()
    site.write("papers.bib", BIB.replace("{Third}", "{Changed}"))
    assert "Changed" in site.build().page().get_text()


def test_error_in_ifconfig_is_reported_once(tmp_path: Path) -> None:
    built = make_site(tmp_path, "ifconfig:: 1 / 0").build()
    assert built.warnings.count("ZeroDivisionError") == 1
    assert links(built) == {"First": "shown.html#pub-one"}


def test_each_builder_has_its_own_links(tmp_path: Path) -> None:
    site = make_site(tmp_path, "only:: text")
    assert links(site.build()) == {"First": "shown.html#pub-one"}
    built = site.build("text")
    assert built.read == ()
    assert built.warnings == ""


def test_links_follow_a_list_that_is_left_out(tmp_path: Path) -> None:
    site = make_site(tmp_path, "only:: html")
    assert links(site.build())["First"] == "hidden.html#pub-one"
    site.write("hidden.rst", HIDDEN.format(condition="only:: latex"))
    assert links(site.build()) == {"First": "shown.html#pub-one"}


def test_edit_of_a_list_reaches_the_links_of_the_builder_that_shows_it(tmp_path: Path) -> None:
    site = make_site(tmp_path, "only:: text")
    site.write("shown.rst", "Shown\n=====\n\n:pubs:ref:`three`\n")
    for builder in ("text", "html"):
        site.build(builder)
    site.write("hidden.rst", HIDDEN.format(condition="only:: text").replace(":canonical:", ":keys: three"))
    site.write("papers.bib", BIB.replace("{Third}", "{Changed}"))
    site.build("html")  # which does not show the list
    again = site.build("text")
    assert again.read == ()
    assert "Changed" in again.text("shown.txt")


NUMBERS = """
Index
=====

.. toctree::

   hidden
   shown
   numbered

Here: :pubs:num:`one`, :pubs:num:`three`, :pubs:num:`text <two>`

.. publications:: papers.bib
   :numbering: up
   :keys: two, one
   :sort: keys
"""
NUMBERED = """
Numbered
========

.. publications:: papers.bib
   :keys: one, two, three
   :sort: keys
   :numbering: down
"""


def test_num_finds_the_list_with_numbers(tmp_path: Path) -> None:
    site = make_site(tmp_path, "only:: html", NUMBERS)  # the canonical list has no numbers
    site.write("numbered.rst", NUMBERED)
    site.write("shown.rst", "Shown\n=====\n\n:pubs:num:`one`\n")
    built = site.build()
    assert built.warnings == ""
    assert links(built) == {"2": "#pub-one", "1": "numbered.html#pub-three"}
    assert built.page().select_one('a[href="#pub-two"] .xref') is not None
    assert built.page().select_one("#pub-one") is not None
    assert built.page("numbered.html").select_one("#pub-three") is not None
    assert links(built, "shown.html") == {"3": "numbered.html#pub-one"}


def test_num_follows_a_change_of_numbers_elsewhere(tmp_path: Path) -> None:
    site = make_site(tmp_path, "container:: any", NUMBERS)
    site.write("numbered.rst", NUMBERED)
    site.write("shown.rst", "Shown\n=====\n\n:pubs:num:`one`\n")
    site.build()
    site.write("numbered.rst", NUMBERED.replace("down", "up"))
    assert links(site.build(), "shown.html") == {"1": "numbered.html#pub-one"}


def test_num_without_any_number_warns(tmp_path: Path) -> None:
    built = make_site(tmp_path, "only:: html", "Index\n=====\n\n:pubs:num:`one`\n").build(
        suppress_warnings=["toc.not_included"]
    )
    assert "[pubs.no_number]" in built.warnings
    assert links(built) == {"Doe 2020": "hidden.html#pub-one"}
