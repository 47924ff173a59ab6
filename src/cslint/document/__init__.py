"""The document as written: source text, front matter, Markdown, sections, items, words, GeoJSON, each with positions.

It is independent of templates and rules.
"""
