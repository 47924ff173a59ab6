"""Markdown as blocks, links and words, each with its position."""
