"""The files of a case: what its folder holds, what the text refers to, and what images contain."""
