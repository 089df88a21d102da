extensions = ["sphinx_pubs"]
html_theme = "basic"
project = "matrix"
author = "authors"
version = release = "1"
copyright = "authors"
pubs_sources = ["data/papers.bib", "data/more.yaml"]
latex_engine = "xelatex"
