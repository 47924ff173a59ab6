// The extension on the web: the same server, run by Pyodide in a worker.
import * as vscode from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { clientOptions, commands, followSettings, isMarkdown } from "./common";
import { Mirror } from "./mirror";

let client: LanguageClient | undefined;
let worker: Worker | undefined;

const PARTS = ["server.js", "pyodide.asm.wasm", "python_stdlib.zip", "packages.zip"];

export const activate = async (context: vscode.ExtensionContext) => {
  const log = vscode.window.createOutputChannel("cslint", { log: true });
  const mirror = new Mirror(
    (message) => call(worker, message),
    (uri) => vscode.workspace.fs.readFile(uri),
    (uri) => vscode.workspace.fs.readDirectory(uri),
  );
  const restart = async () => {
    await stop();
    await start(context, mirror, log);
  };
  context.subscriptions.push(
    log,
    ...commands(() => client, (uri) => mirror.prepare(uri)),
    vscode.commands.registerCommand("cslint.restart", restart),
  );
  await start(context, mirror, log);
};

export const deactivate = () => stop();

const stop = async () => {
  const running = client;
  client = undefined;
  await running?.stop().catch(() => {});
  worker?.terminate();
};

const start = async (context: vscode.ExtensionContext, mirror: Mirror, log: vscode.LogOutputChannel) => {
  const dist = vscode.Uri.joinPath(context.extensionUri, "dist", "web");
  const began = Date.now();
  const read = async (name: string) => [name, await vscode.workspace.fs.readFile(vscode.Uri.joinPath(dist, name))] as const;
  const { "server.js": script, ...parts } = Object.fromEntries(await Promise.all(PARTS.map(read)));
  // VS Code refuses the address of a file of an extension that is installed on another machine
  const address = URL.createObjectURL(new Blob([script as BlobPart], { type: "text/javascript" }));
  const made = (worker = new Worker(address));
  const { port1, port2 } = new MessageChannel();
  await call(made, { start: parts, port: port2 }, [port2]);
  log.info(`Loaded Python in ${Date.now() - began} ms`);
  mirror.forget();
  const folders = vscode.workspace.workspaceFolders ?? [];
  for (const folder of folders) await mirror.prepare(folder.uri, false);

  const options = clientOptions();
  // a document outside of the workspace has no folder that could be copied
  const checked = (document: vscode.TextDocument) => isMarkdown(document) && mirror.holds(document.uri);
  const transports = async () => ({ reader: new BrowserMessageReader(port1), writer: new BrowserMessageWriter(port1) });
  const server = new LanguageClient("cslint", "cslint", transports, {
    ...options,
    outputChannel: log,
    workspaceFolder: undefined,
    uriConverters: {
      code2Protocol: (uri) => mirror.toServer(uri),
      protocol2Code: (text) => mirror.fromServer(text),
    },
    middleware: {
      didOpen: async (document, next) => {
        if (!checked(document)) return;
        await mirror.prepare(document.uri);
        await next(document);
      },
      didSave: async (document, next) => {
        await mirror.refresh(document.uri);
        await next(document);
      },
      workspace: {
        didChangeWatchedFile: async (event, next) => {
          await mirror.refresh(mirror.fromServer(event.uri));
          await next(event);
        },
      },
    },
  });
  await server.start();
  client = server;
  context.subscriptions.push(followSettings(server));
};

let calls = 0;

/** Sends a message to the worker and waits for its answer. */
const call = (to: Worker | undefined, message: object, transfer: Transferable[] = []): Promise<void> =>
  new Promise((resolve, reject) => {
    if (!to) return reject(new Error("cslint is not running."));
    const id = ++calls;
    const listen = ({ data }: MessageEvent) => {
      if (data.id !== id) return;
      to.removeEventListener("message", listen as EventListener);
      if (data.error) reject(new Error(data.error));
      else resolve();
    };
    to.addEventListener("message", listen as EventListener);
    to.postMessage({ id, ...message }, transfer);
  });
