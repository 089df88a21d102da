extensions = ["sphinx_pubs"]
html_theme = "basic"
pubs_sources = ["published.bib", "preprints.bib", "more.yaml"]
