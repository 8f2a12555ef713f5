"""Runs as files: CSV, JSON, a script, a page by itself, and all of it as one archive."""
