extensions = ["sphinx_pubs"]
html_theme = "basic"
pubs_sources = ["data/papers.bib"]
pubs_field_map = {
    "wwwpub": "url",
    "grant": "",
    "data/list.*": {"headline": "title", "Given In": "year"},
    "*.json": {"headline": "note"},
}
