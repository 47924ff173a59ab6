"""The fields of front matter that a profile or a template requires."""
