// Runs the worker's script under Node as a browser would: with `self` and `onmessage`, and as if this were no Node.
import fs from "node:fs";
import vm from "node:vm";
import { parentPort, workerData } from "node:worker_threads";

class WorkerGlobalScope {}
Object.setPrototypeOf(globalThis, WorkerGlobalScope.prototype);
globalThis.WorkerGlobalScope = WorkerGlobalScope;
globalThis.self = globalThis;
globalThis.location = new URL("https://cslint.invalid/server.js");
globalThis.postMessage = (data) => parentPort.postMessage(data);
const script = fs.readFileSync(workerData, "utf8");
process.browser = true; // how Pyodide and Emscripten tell the two apart
process.type = "renderer";
vm.runInThisContext(script, { filename: "server.js" });
parentPort.on("message", (data) => globalThis.onmessage({ data }));
