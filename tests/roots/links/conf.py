extensions = ["sphinx_pubs"]
html_theme = "basic"
linkcheck_timeout = 10
linkcheck_retries = 1
