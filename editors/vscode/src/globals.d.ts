// What the build writes in, and modules without types.
declare const __LOCK__: object;
declare module "pyodide/pyodide.asm.mjs" {
  const create: unknown;
  export default create;
}
declare module "pyodide/pyodide.mjs" {
  export const loadPyodide: (options: object) => Promise<any>;
}
