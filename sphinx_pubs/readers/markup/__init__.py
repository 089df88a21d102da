"""Source markup -> inline tree (``model.text``): one module for LaTeX, Markdown and HTML each."""
