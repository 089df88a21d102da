extensions = ["sphinx_pubs"]
html_theme = "basic"
