// What the extension does on the desktop and on the web alike: settings, commands, and the options of the client.
import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";

const LANGUAGES = ["markdown", "mdx", "quarto", "rmd"];
const MARKDOWN = "**/*.{md,markdown,mdx,qmd,Rmd,rmd}";
/** Files whose changes on disk can change the findings in an open document. */
export const WATCHED = "**/*.{md,markdown,mdx,qmd,Rmd,rmd,toml,yml,yaml,json,geojson,png,jpg,jpeg,gif,webp,avif,svg}";

/** The settings that the server understands; everything else in our section is for the extension alone. */
export const settings = () => {
  const section = vscode.workspace.getConfiguration("cslint");
  const names = ["profile", "template", "stage", "notes"];
  return { cslint: Object.fromEntries(names.map((name) => [name, section.get(name)])) };
};

/**
 * Options of the client.
 * @param schemes the schemes of the documents to check, or undefined for any
 */
export const clientOptions = (schemes?: string[]): LanguageClientOptions => {
  const selector = (scheme?: string) => [
    ...LANGUAGES.map((language) => ({ scheme, language })),
    { scheme, pattern: MARKDOWN },
  ];
  return {
    documentSelector: (schemes ?? [undefined]).flatMap(selector) as LanguageClientOptions["documentSelector"],
    initializationOptions: settings,
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher(WATCHED) },
  };
};

/** Keeps the server's settings equal to the editor's. */
export const followSettings = (client: BaseLanguageClient): vscode.Disposable =>
  vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("cslint")) {
      void client.sendNotification("workspace/didChangeConfiguration", { settings: settings() });
    }
  });

/** The folder that a command is about: that of the active document, or else the first of the workspace. */
const folder = (): vscode.Uri | undefined => {
  const active = vscode.window.activeTextEditor?.document.uri;
  const opened = active && vscode.workspace.getWorkspaceFolder(active);
  return (opened ?? vscode.workspace.workspaceFolders?.[0])?.uri;
};

/** Whether a document is one that the server may check. */
export const isMarkdown = (document: vscode.TextDocument): boolean =>
  LANGUAGES.includes(document.languageId) || /\.(md|markdown|mdx|qmd|rmd)$/i.test(document.uri.path);

type Prepare = (uri: vscode.Uri) => Promise<void>;

/**
 * Registers the commands.
 * @param client the started client, or undefined while there is none
 * @param prepare called before the server reads a folder or file from disk
 */
export const commands = (client: () => BaseLanguageClient | undefined, prepare: Prepare): vscode.Disposable[] => {
  const guarded = (name: string, action: (server: BaseLanguageClient, argument?: vscode.Uri) => Promise<unknown>) =>
    vscode.commands.registerCommand(name, async (argument?: vscode.Uri) => {
      const server = client();
      if (!server) return void vscode.window.showWarningMessage("cslint is not running.");
      try {
        return await action(server, argument);
      } catch (error) {
        void vscode.window.showErrorMessage(`cslint: ${(error as Error).message}`);
      }
    });
  return [guarded("cslint.report", report(prepare)), guarded("cslint.new", create(prepare))];
};

/** Sends a request of ours, whose answer may be an error for people. */
const ask = async <T>(client: BaseLanguageClient, method: string, params: object): Promise<T> => {
  const answer = await client.sendRequest<T & { error?: string }>(method, params);
  if (answer.error) throw new Error(answer.error);
  return answer;
};

const report = (prepare: Prepare) => async (client: BaseLanguageClient, chosen?: vscode.Uri) => {
  const active = vscode.window.activeTextEditor?.document;
  const uri = chosen ?? (active && isMarkdown(active) ? active.uri : folder());
  if (!uri) return void vscode.window.showWarningMessage("Open a document or a folder first.");
  await active?.save();
  await prepare(uri);
  const { page } = await ask<{ page: string }>(client, "cslint/report", { uri: client.code2ProtocolConverter.asUri(uri) });
  const panel = vscode.window.createWebviewPanel("cslint.report", "cslint: report", vscode.ViewColumn.Beside, {
    enableScripts: true, // the page's own, which filters and sorts; its policy allows no other
    localResourceRoots: [],
  });
  panel.webview.html = page;
  return page;
};

interface Planned {
  needs?: "country";
  uri: string;
  text: string;
  remarks: string[];
}

const create = (prepare: Prepare) => async (client: BaseLanguageClient) => {
  const parent = folder();
  if (!parent) return void vscode.window.showWarningMessage("Open a folder first.");
  const name = await vscode.window.showInputBox({ prompt: "The city, such as Pune; or the name of the new file" });
  if (!name) return;
  await prepare(parent);
  const given = { folder: client.code2ProtocolConverter.asUri(parent), name };
  let planned = await ask<Planned>(client, "cslint/new", given);
  if (planned.needs === "country") {
    const country = await vscode.window.showInputBox({ prompt: "The city's country: a code such as IND, or a name" });
    if (!country) return;
    planned = await ask<Planned>(client, "cslint/new", { ...given, country });
  }
  const uri = client.protocol2CodeConverter.asUri(planned.uri);
  const made = new vscode.WorkspaceEdit();
  made.createFile(uri, { ignoreIfExists: false, contents: new TextEncoder().encode(planned.text) });
  if (!(await vscode.workspace.applyEdit(made))) {
    throw new Error(`${vscode.workspace.asRelativePath(uri)} exists already, or cannot be written.`);
  }
  await vscode.window.showTextDocument(uri);
  for (const remark of planned.remarks) void vscode.window.showInformationMessage(remark);
  return uri;
};
