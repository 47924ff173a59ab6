// The server in a web worker: starts Python, keeps its files, and passes on the messages of the protocol.
// Bundled as a classic script, since VS Code starts no other kind of worker for an extension.
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { loadPyodide } from "pyodide/pyodide.mjs";

type Files = Record<string, Uint8Array>;
type Message = { id: number; start?: Files; port?: MessagePort; write?: Files; remove?: string[] };

const SITE = "/lib/python3.14/site-packages";
const WORKSPACE = "/workspace";
const HERE = "https://cslint.invalid/"; // nothing is fetched: the extension passes the files

let fs: any;

const start = async (parts: Files, port: MessagePort) => {
  const real = self.fetch;
  self.fetch = async (address) => {
    const name = String(address instanceof Request ? address.url : address).replace(HERE, "");
    if (!(name in parts)) throw new TypeError(`${name} is not part of the extension`);
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(parts[name] as BodyInit, { headers: { "content-type": type } });
  };
  const python = await loadPyodide({
    indexURL: HERE,
    createPyodideModule,
    lockFileContents: __LOCK__,
    env: { HOME: WORKSPACE },
  } as object);
  self.fetch = real;
  python.unpackArchive(parts["packages.zip"], "zip", { extractDir: SITE });
  fs = python.FS;
  fs.mkdirTree(WORKSPACE);
  fs.chdir(WORKSPACE);
  const server = python.pyimport("cslint.server.messages");
  const receive = server.start((message: string) => port.postMessage(JSON.parse(message)));
  port.onmessage = ({ data }) => receive(JSON.stringify(data));
};

const write = (files: Files) => {
  for (const [path, data] of Object.entries(files)) {
    fs.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    fs.writeFile(path, data);
  }
};

const remove = (paths: string[]) => {
  for (const path of paths) if (fs.analyzePath(path).exists) fs.unlink(path);
};

self.onmessage = async ({ data }: MessageEvent<Message>) => {
  try {
    if (data.start && data.port) await start(data.start, data.port);
    if (data.write) write(data.write);
    if (data.remove) remove(data.remove);
    self.postMessage({ id: data.id });
  } catch (error) {
    self.postMessage({ id: data.id, error: String((error as Error).message ?? error) });
  }
};
