// Runs cslint in a thread of its own, so that the page answers while Python works.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const SITE = "/lib/python3.14/site-packages";
const tell = (step) => postMessage({ step });

// What Python's memory is like once everything is loaded and nothing of the reader's is in it, for the next visit.
const SNAPSHOT = "snapshot";
const store = async (version) => (self.caches ? caches.open(`cslint-${version}`) : undefined);

/** Starts Python: as it was at the end of the first visit's start, or from the beginning. */
const load = async (snapshot) => {
  const indexURL = new URL("./pyodide/", import.meta.url).href;
  if (!snapshot) return loadPyodide({ indexURL, _makeSnapshot: true });
  const { default: create } = await import("./pyodide/pyodide.asm.mjs");
  const createPyodideModule = async (settings) => {
    const module = await create(settings);
    module._free(module._malloc(snapshot.length)); // makes room for it
    return module;
  };
  return loadPyodide({ indexURL, createPyodideModule, _loadSnapshot: snapshot });
};

const start = async () => {
  const files = await (await fetch("files.json")).json();
  const packages = fetch(files.packages).then((response) => response.arrayBuffer());
  tell("Loading Python …");
  const cache = await store(files.version).catch(() => undefined);
  const kept = await cache?.match(SNAPSHOT).catch(() => undefined);
  let python;
  let restored = Boolean(kept);
  try {
    python = await load(kept && new Uint8Array(await kept.arrayBuffer()));
  } catch (error) {
    if (!restored) throw error;
    await cache.delete(SNAPSHOT);
    restored = false;
    python = await load();
  }
  tell("Loading cslint …");
  python.unpackArchive(await packages, "zip", { extractDir: SITE });
  // these are fetched when they are first read, and not before
  for (const [path, { address, size }] of Object.entries(files.lazy)) {
    addLazyFile(python.FS, `${SITE}/${path}`, new URL(address, import.meta.url), size);
  }
  if (!restored) {
    python.runPython("import cslint_page; cslint_page.warm_up()");
    if (cache) keep(cache, python);
  }
  return { page: python.pyimport("cslint_page"), python };
};

/** Adds a file that is fetched when it is first read. Emscripten's own takes the length of a compressed answer for the file's. */
const addLazyFile = (FS, path, address, size) => {
  FS.writeFile(path, new Uint8Array());
  let data;
  const load = () => {
    if (data) return data;
    const request = new XMLHttpRequest();
    request.open("GET", address, false);
    request.responseType = "arraybuffer";
    try {
      request.send();
    } catch {
      throw new FS.ErrnoError(29); // EIO, which Python reports as an OSError
    }
    if (request.status !== 200) throw new FS.ErrnoError(29);
    return (data = new Uint8Array(request.response));
  };
  Object.defineProperties(FS.lookupPath(path).node, { contents: { get: load }, usedBytes: { get: () => size } });
};

const keep = (cache, python) => {
  try {
    const made = python.makeMemorySnapshot();
    cache.put(SNAPSHOT, new Response(made)).catch(() => {}); // there is no room for it
  } catch (error) {
    console.warn("The next visit will not be faster:", error);
  }
};
const bridge = start();
bridge.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error) }),
);

// ---- maps whose lines may cross ------------------------------------------------------------------------------------

let geos; // loaded for the first map that needs it

/** Lets Python ask GEOS why a polygon is invalid. */
const loadGeos = async (python) => {
  tell("Loading what checks maps …");
  const { default: initialize } = await import("./geos/geos.esm.js");
  const library = await initialize();
  const { Module } = library;
  const reader = library.GEOSWKTReader_create();
  const reasonOf = (text) => {
    const size = text.length + 1;
    const at = Module._malloc(size);
    Module.stringToUTF8(text, at, size);
    const geometry = library.GEOSWKTReader_read(reader, at);
    Module._free(at);
    const reason = library.GEOSisValidReason(geometry);
    const said = typeof reason === "string" ? reason : Module.UTF8ToString(reason);
    library.GEOSGeom_destroy(geometry);
    return said;
  };
  python.pyimport("cslint_page").use_geos(reasonOf);
};

const encoder = new TextEncoder();
const bytes = (data) => (typeof data === "string" ? encoder.encode(data) : new Uint8Array(data));
const plain = (value) => {
  if (!value || typeof value.toJs !== "function") return value;
  const made = value.toJs({ dict_converter: Object.fromEntries });
  value.destroy();
  return made;
};

onmessage = async ({ data: { id, call, files, options, data, edits } }) => {
  try {
    const { page, python } = await bridge;
    const given = Object.fromEntries(Object.entries(files ?? {}).map(([path, content]) => [path, bytes(content)]));
    const chosen = Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value != null));
    if (chosen.template) chosen.template = bytes(chosen.template);
    let result;
    if (call === "unpack") result = page.unpack(python.toPy(bytes(data)));
    else if (call === "apply") result = page.apply(python.toPy(given), JSON.stringify(edits));
    else if (call === "profiles") result = page.profiles();
    else result = page[call](python.toPy(given), python.toPy(chosen));
    result = plain(result);
    if (!geos && [result].flat().some((text) => typeof text === "string" && text.includes('"map-unchecked"'))) {
      geos = loadGeos(python);
      await geos;
      result = plain(page[call](python.toPy(given), python.toPy(chosen)));
    }
    postMessage({ id, result });
  } catch (error) {
    const lines = String(error.message ?? error).trim().split("\n");
    postMessage({ id, error: lines.at(-1).replace(/^ValueError: /, "") });
  }
};
