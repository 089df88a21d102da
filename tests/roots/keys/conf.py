extensions = ["sphinx_pubs"]
html_theme = "basic"
project = "keys"
author = copyright = "authors"
version = "1"
pubs_sources = ["papers.bib", "more.yaml"]
