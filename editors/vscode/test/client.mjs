// A language client without VS Code: node client.mjs desktop|web FOLDER COMMAND…  Prints what the server answers, as JSON.
import { spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { MessageChannel, Worker } from "node:worker_threads";

const require = createRequire(import.meta.url);
const protocol = require("vscode-languageserver-protocol/node");
const [kind, folder, ...command] = process.argv.slice(2);
const dist = path.join(import.meta.dirname, "..", "dist");
const began = Date.now();

const desktop = () => {
  const server = spawn(command[0], command.slice(1), { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  const reader = new protocol.StreamMessageReader(server.stdout);
  return { reader, writer: new protocol.StreamMessageWriter(server.stdin), root: folder };
};

const web = async () => {
  const worker = new Worker(path.join(import.meta.dirname, "web-worker.mjs"), { workerData: path.join(dist, "web", "server.js") });
  let calls = 0;
  const call = (message, transfer = []) =>
    new Promise((resolve, reject) => {
      const id = ++calls;
      const listen = (data) => {
        if (data.id !== id) return;
        worker.off("message", listen);
        if (data.error) reject(new Error(data.error));
        else resolve();
      };
      worker.on("message", listen);
      worker.on("error", reject);
      worker.postMessage({ id, ...message }, transfer);
    });
  const { port1, port2 } = new MessageChannel();
  const names = ["pyodide.asm.wasm", "python_stdlib.zip", "packages.zip"];
  const parts = Object.fromEntries(names.map((name) => [name, new Uint8Array(fs.readFileSync(path.join(dist, "web", name)))]));
  await call({ start: parts, port: port2 }, [port2]);
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const write = files.map((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return [`/workspace/0/${path.relative(folder, file)}`, new Uint8Array(fs.readFileSync(file))];
  });
  await call({ write: Object.fromEntries(write) });
  const browser = path.join(path.dirname(require.resolve("vscode-jsonrpc/node")), "..", "browser", "main.js");
  const { BrowserMessageReader, BrowserMessageWriter } = require(browser);
  return { reader: new BrowserMessageReader(port1), writer: new BrowserMessageWriter(port1), root: "/workspace/0" };
};

const { reader, writer, root } = await (kind === "web" ? web() : desktop());
const connection = protocol.createProtocolConnection(reader, writer);
const published = [];
const messages = [];
let wake = () => {};
connection.onNotification("textDocument/publishDiagnostics", (params) => {
  published.push(params);
  wake();
});
connection.onNotification("window/showMessage", ({ message }) => messages.push(message));
connection.listen();

const uri = (name) => pathToFileURL(path.posix.join(root, name)).href;
const next = async (address) => {
  for (;;) {
    const at = published.findIndex((one) => one.uri === address);
    if (at >= 0) return published.splice(at, 1)[0].diagnostics;
    await new Promise((resolve) => (wake = resolve));
  }
};
const marks = (found) => found.map(({ code, severity, range, message }) => ({ code, severity, range, message }));
// addresses in answers relative to the folder, so that both servers can be compared
const plain = (value) => JSON.parse(JSON.stringify(value ?? null).replaceAll(pathToFileURL(root).href, "folder:"));

const name = "pune-ind/index.md";
const text = fs.readFileSync(path.join(folder, name), "utf8").replace("country_code: IND", "country_code: IN");
const document = { uri: uri(name) };
const everywhere = { start: { line: 0, character: 0 }, end: { line: text.split("\n").length, character: 0 } };
const at = (mark) => {
  const before = text.slice(0, text.indexOf(mark)).split("\n");
  return { line: before.length - 1, character: before.at(-1).length };
};

const initialized = await connection.sendRequest("initialize", {
  processId: null,
  rootUri: uri(""),
  workspaceFolders: [{ uri: uri(""), name: "folder" }],
  capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } },
  initializationOptions: { cslint: { stage: "draft" } },
});
await connection.sendNotification("initialized", {});
connection.sendNotification("textDocument/didOpen", { textDocument: { ...document, languageId: "markdown", version: 1, text } });
const draft = await next(document.uri);
const firstFindings = Date.now() - began;
const wrong = draft.find(({ code }) => code === "country-code");
const heading = at("Goals and Aspirations");
const answers = {
  server: initialized.serverInfo,
  draft: marks(draft),
  actions: await connection.sendRequest("textDocument/codeAction", {
    textDocument: document,
    range: wrong?.range ?? everywhere,
    context: { diagnostics: [] },
  }),
  hover: await connection.sendRequest("textDocument/hover", { textDocument: document, position: heading }),
  hints: await connection.sendRequest("textDocument/inlayHint", { textDocument: document, range: everywhere }),
  completion: await connection.sendRequest("textDocument/completion", {
    textDocument: document,
    position: { ...at("status:"), character: "status: ".length },
  }),
  outline: await connection.sendRequest("textDocument/documentSymbol", { textDocument: document }),
};
connection.sendNotification("workspace/didChangeConfiguration", { settings: { cslint: { stage: "review" } } });
answers.review = marks(await next(document.uri));
const edited = Date.now();
connection.sendNotification("textDocument/didChange", {
  textDocument: { ...document, version: 2 },
  contentChanges: [{ text: `${text}\n## Another section\n\nSome words.\n` }],
});
answers.edited = marks(await next(document.uri));
const afterEdit = Date.now() - edited;
answers.report = await connection.sendRequest("cslint/report", { uri: document.uri });
answers.needs = await connection.sendRequest("cslint/new", { folder: uri(""), name: "Oslo" });
answers.new = await connection.sendRequest("cslint/new", { folder: uri(""), name: "Oslo", country: "NOR" });
answers.refused = await connection.sendRequest("cslint/new", { folder: uri(""), name: "Oslo", country: "Nowhere" });
connection.sendNotification("workspace/didChangeConfiguration", { settings: { cslint: { template: "missing.md" } } });
while (!messages.length) await new Promise((resolve) => setTimeout(resolve, 20));
answers.messages = messages;
await connection.sendRequest("shutdown");
process.stdout.write(JSON.stringify({ answers: plain(answers), times: { firstFindings, afterEdit } }), () => process.exit(0));
