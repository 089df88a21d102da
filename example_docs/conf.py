"""The example site: a lab's pages, built from data files, and the manual."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinx-pubs"
author = "the sphinx-pubs authors"
version = "0.1"
copyright = "the sphinx-pubs authors"

extensions = [
    "sphinx_pubs", "static_sizes", "reference", "drawings", "examples", "myst_parser", "sphinx_design",
]  # fmt: skip
exclude_patterns = ["_ext", "manual/start/migration"]
locale_dirs = ["locale"]
gettext_compact = False

html_theme = os.environ.get("PUBS_THEME", "furo")
if html_theme == "sphinx_immaterial":  # a theme that is an extension, too
    extensions.append(html_theme)
    html_theme_options = {"font": False}  # which it would fetch from another site
html_title = "sphinx-pubs"

pubs_people = ["data/people.yaml"]
pubs_sources = [
    "data/kaiming-he.bib",
    "data/kaiming-he.yaml",
    "data/yichen-wei.yaml",
    "data/awards.yaml",
]

# The wording of an example in the manual and of the two homepages.
pubs_layouts = {
    "short": [
        "**{title:link}**[, {abbr} {year}][ (*{presentation}*)]",
        "{authors}",
        "{links}",
    ],
    "kaiming-he": {
        "publication": [
            "**{title}**",
            "{authors}",
            "each venue: {venue}[ ({abbr})][, {date}][ ({presentation})][. {awards}]",
            "{links}",
            "{note}",
        ],
        "award": ["{title}[: {events}][, {date}]"],
        "activity": ["[if role: {role}: {events}][unless role: {title}[ at {events}].[ {links}]]"],
        "date": "abbr",
        "links": {"separator": "\N{EM SPACE}", "within": "\N{EN SPACE}"},
    },
    "yichen-wei": {
        "publication": [
            "{title:link}[, {abbr} {year}][ (**{presentation}**)]",
            "{authors}",
            "{links:arxiv}[unless abbr: , {date:written}][, {note}]",
            "{links:-arxiv}",
        ],
        "award": ["[{text}|{title:link}[, {rank} in {task}]]"],
        "activity": ["[{date:written}, ]{text}"],
        "names": {"conjunction": False},
        "links": {"separator": "\N{EN SPACE}"},
    },
}

latex_engine = "xelatex"
latex_use_xindy = False
latex_elements = {
    "extraclassoptions": "openany,oneside",
    # Names in Chinese. The fonts of TeX Live have them; Noto has the Korean ones of the manual, too.
    "preamble": r"""
\IfFileExists{xeCJK.sty}{
  \usepackage{xeCJK}
  \IfFontExistsTF{Noto Serif CJK SC}{
    \setCJKmainfont{Noto Serif CJK SC}
    \setCJKsansfont{Noto Sans CJK SC}
    \setCJKmonofont{Noto Sans Mono CJK SC}
  }{
    \setCJKmainfont[BoldFont=FandolSong-Bold.otf]{FandolSong-Regular.otf}
    \setCJKsansfont[BoldFont=FandolHei-Bold.otf]{FandolHei-Regular.otf}
    \setCJKmonofont[BoldFont=FandolHei-Bold.otf]{FandolFang-Regular.otf}
  }
  \xeCJKDeclareCharClass{Default}{"B7, "2014, "2018, "2019, "201C, "201D, "2026}  % · — ‘ ’ “ ” …
}{}
""",
}
