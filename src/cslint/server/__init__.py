"""The language server: what editors show while a case study is written. Needs the extra ``lsp`` (pygls).

``texts`` keeps one checked version of every open case; the modules beside it make of that version what an editor asks
for, in its types; ``serve`` speaks with the editor.
"""
