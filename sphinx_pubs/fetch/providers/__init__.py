"""The services that are asked: the URLs of each, its pages, and how its answers become works."""
