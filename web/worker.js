// Runs cslint in a thread of its own, so that the page answers while Python works.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const SITE = "/lib/python3.14/site-packages";
const DATA = `${SITE}/cslint/geo/places/data`;
const tell = (step) => postMessage({ step });

const start = async () => {
  const files = await (await fetch("files.json")).json();
  const packages = fetch(files.packages).then((response) => response.arrayBuffer());
  tell("Loading Python …");
  const python = await loadPyodide({ indexURL: new URL("./pyodide/", import.meta.url).href });
  tell("Loading cslint …");
  python.unpackArchive(await packages, "zip", { extractDir: SITE });
  // the gazetteer is fetched when a place is first looked up, and not before
  for (const name of files.gazetteer) {
    python.FS.createLazyFile(DATA, name, new URL(`gazetteer/${name}`, import.meta.url).href, true, false);
  }
  return { page: python.pyimport("cslint_page"), python };
};
const bridge = start();
bridge.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error) }),
);

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
    postMessage({ id, result: plain(result) });
  } catch (error) {
    const lines = String(error.message ?? error).trim().split("\n");
    postMessage({ id, error: lines.at(-1).replace(/^ValueError: /, "") });
  }
};
