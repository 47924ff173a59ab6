// Compiles the modules of a folder with the Python of Pyodide, in place: node compile.mjs PYODIDE FOLDER
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, folder] = process.argv.slice(2).map((name) => path.resolve(name));
const { loadPyodide } = await import(pathToFileURL(path.join(runtime, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: `${runtime}/` });
python.FS.mkdirTree("/site");
python.mountNodeFS("/site", folder);
python.runPython(`
import compileall, os, py_compile, sys
sys.setrecursionlimit(10_000)
whole = compileall.compile_dir("/site", quiet=1, legacy=True, optimize=2, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
for top, _, names in os.walk("/site"):
    for name in names:
        if name.endswith(".py") and os.path.exists(os.path.join(top, name + "c")):
            os.remove(os.path.join(top, name))
`);
