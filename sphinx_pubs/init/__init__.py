"""The command ``sphinx-pubs init``: the files of a first site, or those that a site lacks."""
