extensions = ["sphinx_pubs", "myst_parser"]
html_theme = "basic"
exclude_patterns = []
# The entry of an author differs from what is written for the other formats.
pubs_export = "record"
# Shows every part, so that a difference in any of them shows.
pubs_layouts = {
    "everything": {
        "publication": [
            "{title:link}",
            "{authors}",
            "each venue: {venue} / {abbr} / {date} / {volume} / {issue} / {pages} / {publisher}",
            "{links}",
            "{identifier:isbn} {identifier:doi}",
            "{note}",
        ]
    }
}
