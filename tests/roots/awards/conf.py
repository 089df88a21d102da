extensions = ["sphinx_pubs"]
html_theme = "basic"
pubs_sources = ["papers.bib", "more.yaml"]
pubs_me = ["Kaiming He"]
