"""Score how many of a template's requirements a case meets, and suggest next steps."""
