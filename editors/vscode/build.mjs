// Bundles the extension: dist/desktop.js, dist/web.js, and dist/web/server.js with Pyodide in it.
import fs from "node:fs";
import * as esbuild from "esbuild";

const lock = JSON.parse(fs.readFileSync("node_modules/pyodide/pyodide-lock.json", "utf8"));
const shared = { bundle: true, minify: true, legalComments: "linked", logLevel: "warning", absWorkingDir: import.meta.dirname };
const extension = { ...shared, format: "cjs", external: ["vscode"] };

await Promise.all([
  esbuild.build({ ...extension, entryPoints: ["src/desktop.ts"], outfile: "dist/desktop.js", platform: "node", target: "node20" }),
  esbuild.build({ ...extension, entryPoints: ["src/web.ts"], outfile: "dist/web.js", platform: "browser", target: "es2022" }),
  esbuild.build({
    ...shared,
    entryPoints: ["src/worker.ts"],
    outfile: "dist/web/server.js",
    format: "iife",
    platform: "browser",
    target: "es2022",
    external: ["node:*", "ws"], // never loaded in a browser
    define: { __LOCK__: JSON.stringify({ info: lock.info, packages: {} }), "import.meta.url": "location.href" },
    // Pyodide refuses classic workers because its packages cannot be loaded there; ours are in the archive
    banner: { js: "self.importScripts = () => { throw new Error('classic'); };" },
  }),
]);
for (const name of ["pyodide.asm.wasm"]) fs.copyFileSync(`node_modules/pyodide/${name}`, `dist/web/${name}`);
