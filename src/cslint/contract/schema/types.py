"""The types that a schema may give to a field."""

TYPES = (
    "text",
    "choice",
    "status",
    "tags",
    "list",
    "year",
    "date",
    "integer",
    "number",
    "boolean",
    "country",
    "coordinate",
    "path",
    "link",
    "alt",
    "credit",
    "any",
)
