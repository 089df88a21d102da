"""Fetch records from bibliographic services, and keep data files up to date with them.

Only the command line uses this package: a build never touches the network.
"""
