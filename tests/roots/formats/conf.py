extensions = ["sphinx_pubs", "myst_parser"]
html_theme = "basic"
exclude_patterns = []
