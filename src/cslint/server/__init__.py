"""The language server: what editors show while a case study is written. Needs the extra ``lsp`` (pygls).

``texts`` keeps one checked version of every open case, the other modules convert it to the types of the protocol, and
``serve`` communicates with the editor.
"""
