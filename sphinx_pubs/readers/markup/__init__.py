"""Source markup (LaTeX, Markdown, HTML) to text."""
