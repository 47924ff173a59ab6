"""The families of rules, in the order in which they are listed."""

FAMILIES = (
    "front-matter",
    "sections",
    "words",
    "items",
    "placeholders",
    "geometry",
    "images",
    "links",
    "program",
)
