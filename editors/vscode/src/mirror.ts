// Copies the files that the server reads from the editor's file system, which only answers later, to the worker's.
import * as vscode from "vscode";

/** The folder of the worker's file system that holds the workspace. */
export const root = "/workspace";

const CONFIGURATION = ["cslint.toml", "pyproject.toml"];
const MOST_FILES = 500; // in one folder of a document, with the folders below it
const MOST_BYTES = 20_000_000; // of one file
const PATHS = /["'(]([^"'()\s]+)["')]/g; // quoted in a configuration, or the target of a link

type Send = (message: { write?: Record<string, Uint8Array>; remove?: string[] }) => Promise<void>;

export class Mirror {
  private copied = new Set<string>();
  private prepared = new Set<string>();

  /**
   * @param send passes files to the worker
   * @param readFile reads a file of the editor
   * @param readDirectory lists a folder of the editor
   */
  constructor(
    private send: Send,
    private readFile: (uri: vscode.Uri) => Thenable<Uint8Array>,
    private readDirectory: (uri: vscode.Uri) => Thenable<[string, vscode.FileType][]>,
  ) {}

  /** Forgets everything, for a new worker. */
  forget() {
    this.copied.clear();
    this.prepared.clear();
  }

  /** Whether a file is in the workspace. */
  holds(uri: vscode.Uri): boolean {
    return this.folderOf(uri) !== undefined;
  }

  private folderOf(uri: vscode.Uri): vscode.WorkspaceFolder | undefined {
    return (vscode.workspace.workspaceFolders ?? []).find(
      ({ uri: top }) =>
        top.scheme === uri.scheme && top.authority === uri.authority && `${uri.path}/`.startsWith(`${top.path.replace(/\/$/, "")}/`),
    );
  }

  /** The path of a file in the worker. */
  private path(uri: vscode.Uri): string | undefined {
    const folder = this.folderOf(uri);
    if (!folder) return undefined;
    const top = folder.uri.path.replace(/\/$/, "");
    return `${root}/${folder.index}${uri.path.slice(top.length)}`;
  }

  /** A file's address as the server knows it. Others, such as those of web pages, stay as they are. */
  toServer(uri: vscode.Uri): string {
    const path = this.path(uri);
    return path === undefined ? uri.toString() : vscode.Uri.file(path).toString();
  }

  /** A file's address as the editor knows it. */
  fromServer(text: string): vscode.Uri {
    const uri = vscode.Uri.parse(text, true);
    const match = uri.scheme === "file" ? new RegExp(`^${root}/(\\d+)(/.*)?$`).exec(uri.path) : null;
    const folder = match && vscode.workspace.workspaceFolders?.[Number(match[1])];
    return folder ? folder.uri.with({ path: folder.uri.path.replace(/\/$/, "") + (match[2] ?? "") || "/" }) : uri;
  }

  /**
   * Copies what the server reads for a document or folder: its folder, the configurations above it, and the files that they name.
   * @param uri a document, or a folder
   * @param deep whether to copy the folder's own files too, not only the configurations
   */
  async prepare(uri: vscode.Uri, deep = true): Promise<void> {
    const top = this.folderOf(uri)?.uri;
    if (!top) return;
    const isFolder = uri.path.replace(/\/$/, "") === top.path.replace(/\/$/, "") || !/\.[^/]+$/.test(uri.path);
    const folder = isFolder ? uri : vscode.Uri.joinPath(uri, "..");
    const write: Record<string, Uint8Array> = {};
    if (deep) await this.tree(folder, write);
    const above = folder.path.slice(top.path.length).split("/").filter(Boolean);
    for (let depth = above.length; depth >= 0; depth -= 1) {
      const here = vscode.Uri.joinPath(top, ...above.slice(0, depth));
      for (const name of CONFIGURATION) {
        const file = vscode.Uri.joinPath(here, name);
        const text = await this.file(file, write);
        if (text && /cslint/.test(name + text)) await this.named(here, text, write);
      }
    }
    if (deep && !isFolder) await this.named(folder, await this.file(uri, write), write);
    if (Object.keys(write).length) await this.send({ write });
  }

  /** Copies a file again, or removes it where it is gone. */
  async refresh(uri: vscode.Uri): Promise<void> {
    const path = this.path(uri);
    if (path === undefined) return;
    try {
      const data = await this.readFile(uri);
      if (data.length <= MOST_BYTES) await this.send({ write: { [path]: data } });
      this.copied.add(path);
    } catch {
      this.copied.delete(path);
      await this.send({ remove: [path] });
    }
  }

  /** Copies a file that is not there yet; its text, or "" where it cannot be read. */
  private async file(uri: vscode.Uri, write: Record<string, Uint8Array>): Promise<string> {
    const path = this.path(uri);
    if (path === undefined) return "";
    try {
      const data = await this.readFile(uri);
      if (data.length > MOST_BYTES) return "";
      if (!this.copied.has(path)) write[path] = data;
      this.copied.add(path);
      return data.length < 1_000_000 ? new TextDecoder().decode(data) : "";
    } catch {
      return "";
    }
  }

  /** Copies the files of a folder and of those below it. */
  private async tree(folder: vscode.Uri, write: Record<string, Uint8Array>): Promise<void> {
    const waiting = [folder];
    let left = MOST_FILES;
    for (let here = waiting.shift(); here && left > 0; here = waiting.shift()) {
      const path = this.path(here);
      if (path === undefined || this.prepared.has(path)) continue;
      this.prepared.add(path);
      const entries = await Promise.resolve(this.readDirectory(here)).catch(() => []);
      const files: vscode.Uri[] = [];
      for (const [name, type] of entries) {
        if (name.startsWith(".") || name === "node_modules") continue;
        const child = vscode.Uri.joinPath(here, name);
        if (type & vscode.FileType.Directory) waiting.push(child);
        else if (left-- > 0) files.push(child);
      }
      await Promise.all(files.map((file) => this.file(file, write)));
    }
  }

  /** Copies the files and folders of the workspace that a text names by their path relative to a folder. */
  private async named(folder: vscode.Uri, text: string, write: Record<string, Uint8Array>): Promise<void> {
    const names = new Set([...text.matchAll(PATHS)].map((match) => match[1]));
    for (const name of names) {
      if (/^[a-z][a-z+.-]*:|[*?#]/i.test(name)) continue;
      const uri = vscode.Uri.joinPath(folder, name);
      if (!this.holds(uri)) continue;
      if (/\.[^/]+$/.test(name)) await this.file(uri, write);
      else await this.tree(uri, write);
    }
  }
}
