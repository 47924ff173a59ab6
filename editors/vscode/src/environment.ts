// Where the program can be, without anything of VS Code, so that it is tested alone.
import * as path from "node:path";

interface Places {
  /** folders of Python environments, the best first */
  environments: string[];
  /** the variable PATH */
  path: string;
  windows: boolean;
}

/** Every file that may be the program, the best first. */
export const candidates = ({ environments, path: search, windows }: Places): string[] => {
  const { join, isAbsolute } = windows ? path.win32 : path.posix;
  const name = windows ? "cslint.exe" : "cslint";
  const own = environments.map((folder) => join(folder, windows ? "Scripts" : "bin", name));
  // an entry that is not absolute, such as ".", would be a folder of the workspace
  const shared = search.split(windows ? ";" : ":").filter((folder) => isAbsolute(folder)).map((folder) => join(folder, name));
  return [...own, ...shared];
};
