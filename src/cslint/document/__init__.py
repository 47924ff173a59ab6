"""The document as written: source text, front matter, Markdown, sections, items, words, GeoJSON, each with its place.

Nothing here knows what a template asks or what a rule is.
"""
