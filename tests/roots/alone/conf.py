extensions = ["sphinx_pubs"]
html_theme = "basic"
project = "alone"
author = copyright = "authors"
version = "1"
