"""The files of a case: the contents of its folder, the references in its text, and the properties of images."""
