// The extension on the desktop: starts `cslint server` of the workspace's environment.
import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { clientOptions, commands, followSettings } from "./common";
import { candidates } from "./environment";

const INSTALL = "pip install 'cslint[lsp] @ git+https://github.com/cslint/cslint'";
const GUIDE = "https://github.com/cslint/cslint/blob/main/docs/editors.md";

let client: LanguageClient | undefined;
let following: vscode.Disposable | undefined;

export const activate = async (context: vscode.ExtensionContext) => {
  const log = vscode.window.createOutputChannel("cslint", { log: true });
  const restart = async () => {
    await stop();
    await start(log);
  };
  context.subscriptions.push(
    log,
    ...commands(() => client, async () => {}),
    vscode.commands.registerCommand("cslint.restart", restart),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("cslint.command")) void restart();
    }),
  );
  await start(log);
};

export const deactivate = () => stop();

const stop = async () => {
  following?.dispose();
  const running = client;
  client = following = undefined;
  await running?.stop().catch(() => {});
};

const start = async (log: vscode.LogOutputChannel) => {
  const command = await find();
  if (!command) return missing("cslint is not installed in this workspace's environment.");
  log.info(`Starting ${command.join(" ")}`);
  const cwd = vscode.workspace.workspaceFolders?.find((folder) => folder.uri.scheme === "file")?.uri.fsPath;
  let last = ""; // the newest line that the server wrote about itself
  const server = (): Promise<ChildProcess> =>
    new Promise((resolve, reject) => {
      const [program, ...rest] = command;
      const made = spawn(program, rest, { cwd, env: { ...process.env, PYTHONUTF8: "1" } });
      made.once("error", reject);
      made.once("spawn", () => resolve(made));
      made.stderr.on("data", (data: Buffer) => {
        last = data.toString().trim() || last;
        log.info(last);
      });
    });
  const made = new LanguageClient("cslint", "cslint", server, { ...clientOptions(["file"]), outputChannel: log });
  try {
    await made.start();
  } catch (error) {
    return missing(last || `cslint cannot be started: ${(error as Error).message}`);
  }
  client = made;
  following = followSettings(made);
};

const find = async (): Promise<string[] | undefined> => {
  const chosen = vscode.workspace.getConfiguration("cslint").get<string[]>("command") ?? [];
  if (chosen.length) return chosen;
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  const found = candidates({
    environments: vscode.workspace.isTrusted ? [...(await chosenEnvironment()), ...environmentsIn(folders)] : [],
    path: process.env.PATH ?? "",
    windows: process.platform === "win32",
  }).find((file) => fs.existsSync(file));
  return found ? [found, "server"] : undefined;
};

/** The environment that was chosen in the Python extension, where it is installed. */
const chosenEnvironment = async (): Promise<string[]> => {
  const python = vscode.extensions.getExtension("ms-python.python");
  if (!python) return [];
  try {
    const api = (await python.activate()) as { environments?: { getActiveEnvironmentPath(uri?: vscode.Uri): { path: string } } };
    const file = api.environments?.getActiveEnvironmentPath(vscode.workspace.workspaceFolders?.[0]?.uri).path;
    return file && path.isAbsolute(file) ? [fs.statSync(file).isDirectory() ? file : path.dirname(path.dirname(file))] : [];
  } catch {
    return []; // then the usual folders are looked at
  }
};

const environmentsIn = (folders: string[]): string[] =>
  folders.flatMap((folder) => [".venv", "venv", "env"].map((name) => path.join(folder, name)));

const missing = async (why: string) => {
  const copy = "Copy the command";
  const guide = "How to install it";
  const answer = await vscode.window.showWarningMessage(`${why} Install it with: ${INSTALL}`, copy, guide);
  if (answer === copy) await vscode.env.clipboard.writeText(INSTALL);
  if (answer === guide) await vscode.env.openExternal(vscode.Uri.parse(GUIDE));
};
