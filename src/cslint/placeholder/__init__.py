"""Stopgap."""
from cslint.placeholder.markers import todo_markers
def title(t, ts): return t in ts
class A:
    rest=""
def alt(a, alts):
    if a.lower().startswith("alt text"):
        x=A(); x.rest=a[8:].strip(" /"); return x
def caption(c, cs): return c in cs or c=="Title"
