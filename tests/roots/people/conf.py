"""A site whose persons have a file and pages of their own."""

project = "people"
version = "1"
extensions = ["sphinx_pubs"]
pubs_people = ["people.yaml"]
pubs_sources = ["papers.bib"]
pubs_layout = "compact"
html_theme = "basic"
