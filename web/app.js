// The page: takes files, asks the worker to check them, and shows what it found.
const by = (id) => document.getElementById(id);
const decoder = new TextDecoder();
const encoder = new TextEncoder();
const MARKDOWN = /\.(md|markdown|mdx|qmd|rmd)$/i;
const TEXT = /\.(md|markdown|mdx|qmd|rmd|geojson|json|txt|toml|ya?ml)$/i;
// a file by itself says nothing about the folder that it belongs in
const NEEDS_FOLDER = ["folder-name", "missing-asset", "unused-asset"];

// ---- the worker -------------------------------------------------------------------------------------------------

const worker = new Worker("worker.js", { type: "module" });
const waiting = new Map();
let calls = 0;
let ready;
const loaded = new Promise((resolve, reject) => { ready = { resolve, reject }; });

worker.onmessage = ({ data }) => {
  if (data.step) return say(data.step);
  if (data.ready) return ready.resolve();
  if (data.failed) return ready.reject(new Error(data.failed));
  const { resolve, reject } = waiting.get(data.id);
  waiting.delete(data.id);
  if (data.error) reject(new Error(data.error));
  else resolve(data.result);
};

const ask = (call, given) =>
  new Promise((resolve, reject) => {
    calls += 1;
    waiting.set(calls, { resolve, reject });
    worker.postMessage({ id: calls, call, ...given });
  });

/** For other programs: both resolve to what the command of that name prints as JSON. */
window.cslint = {
  check: async ({ files, ...options }) => JSON.parse(await ask("check", { files, options })),
  status: async ({ files, ...options }) => JSON.parse(await ask("status", { files, options })),
};

// ---- what is being checked ---------------------------------------------------------------------------------------

const state = { files: {}, original: {}, name: "", alone: false, template: null, before: null, shown: null };

const options = () => ({
  profile: by("profile").value || undefined,
  stage: by("stage").value || undefined,
  template: state.template?.data,
  templateName: state.template?.name,
  ignore: state.alone ? NEEDS_FOLDER : [],
});

const say = (text, failed = false) => {
  by("progress").textContent = text;
  by("progress").classList.toggle("failed", failed);
};

const plural = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** Take files, by path, and check them. */
const take = async (files) => {
  const names = Object.keys(files);
  if (names.length === 1 && /\.zip$/i.test(names[0])) {
    say("Unpacking …");
    try {
      files = await ask("unpack", { data: files[names[0]] });
    } catch (error) {
      return say(error.message, true);
    }
  }
  if (!Object.keys(files).some((name) => MARKDOWN.test(name))) {
    return say("There is no Markdown file in this. Drop the folder of a case study, or a file that ends in .md.", true);
  }
  state.files = files;
  state.original = { ...files };
  state.alone = Object.keys(files).length === 1 && !Object.keys(files)[0].includes("/");
  state.shown = null;
  await run();
};

let running = Promise.resolve();
const run = () => (running = running.then(check, check));

const check = async () => {
  if (!Object.keys(state.files).length) return;
  say("Checking …");
  try {
    await loaded;
    const [printed, page] = await ask("report", { files: state.files, options: options() });
    show(JSON.parse(printed), new DOMParser().parseFromString(page.replace(/<(style|script)>[^]*?<\/\1>/g, ""), "text/html"));
  } catch (error) {
    by("results").hidden = by("class").hidden = true;
    say(error.message, true);
  }
};

// ---- what was found ------------------------------------------------------------------------------------------------

const element = (name, text, className) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
};

const button = (text, action, label) => {
  const made = element("button", text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", action);
  return made;
};

const key = (found) => [found.rule, found.path, found.message].join("\n");

/** How many findings of the one list are not in the other. */
const missing = (some, others) => {
  const left = new Map();
  for (const found of others) left.set(key(found), (left.get(key(found)) ?? 0) + 1);
  return some.filter((found) => {
    const number = left.get(key(found)) ?? 0;
    if (number) left.set(key(found), number - 1);
    return !number;
  }).length;
};

const summary = (report) => {
  const { errors, warnings, cases } = report.summary;
  const found = errors || warnings ? `${plural(errors, "error")}, ${plural(warnings, "warning")}` : "No problems found";
  const counted = cases > 1 ? ` in ${plural(cases, "document")}` : "";
  let changed = "";
  if (state.before) {
    const gone = missing(state.before, report.diagnostics);
    const fresh = missing(report.diagnostics, state.before);
    if (gone || fresh) changed = ` Since the last check: ${gone} fixed, ${fresh} new.`;
  }
  return `${found}${counted}.${changed}`;
};

const show = (report, page) => {
  const several = report.summary.cases > 1;
  say(summary(report));
  state.before = report.diagnostics;
  by("version").textContent = page.querySelector("footer p:last-child")?.textContent ?? "";
  by("results").hidden = several;
  by("class").hidden = !several;
  if (several) return showClass(page);
  by("hint").hidden = !state.alone;
  by("hint").textContent = "Only the text was checked. Drop the whole folder to check its images and map as well.";
  showActions(report);
  showSource(report);
  by("problems").replaceChildren(...report.diagnostics.map(problem));
  const parts = [...page.querySelectorAll(".case .standing")];
  const title = element("h3", "What the template asks for");
  by("progress-of-case").replaceChildren(...(parts.length ? [title, ...parts] : []));
};

/** The instructor's page, with its own script, which filters and sorts. */
const showClass = (page) => {
  by("class").replaceChildren(...page.querySelector("main").children);
  const script = element("script");
  script.src = `report.js?${calls}`;
  by("class").append(script);
};

const showActions = (report) => {
  const safe = report.diagnostics.filter((found) => found.fix?.safety === "safe").length;
  const made = [];
  if (safe) made.push(button(`Apply ${plural(safe, "safe fix", "safe fixes")}`, fixAll));
  for (const [path, data] of Object.entries(state.files)) {
    if (data !== state.original[path]) made.push(button(`Download ${path.split("/").at(-1)}`, () => download(path)));
  }
  by("actions").replaceChildren(...made);
};

const showSource = (report) => {
  const texts = Object.keys(state.files).filter((path) => TEXT.test(path));
  const first = report.diagnostics.find((found) => texts.includes(found.path))?.path;
  if (!texts.includes(state.shown)) state.shown = first ?? texts.find((path) => MARKDOWN.test(path));
  by("shown-file").replaceChildren(...texts.map((path) => new Option(path, path, false, path === state.shown)));
  fill();
};

const text = (path) => decoder.decode(state.files[path]);

const fill = () => {
  const now = text(state.shown);
  if (by("source").value !== now) by("source").value = now;
};

const lines = (path) => text(path).split("\n");

const problem = (found) => {
  const made = element("li", "", found.level);
  const head = element("p");
  const where = [found.section, found.item].filter((name) => name && !found.message.includes(name)).join(", ");
  head.append(element("span", found.level, "level"), ` ${where ? `${where}: ` : ""}${found.message} `, element("code", found.rule));
  made.append(head);
  const line = TEXT.test(found.path) && state.files[found.path] ? lines(found.path)[found.line - 1] : "";
  if (line?.trim()) made.append(element("pre", `${found.line}  ${line.length > 200 ? `${line.slice(0, 200)}…` : line}`));
  if (found.help) made.append(element("p", found.help, "help"));
  const actions = element("p", "", "buttons");
  const place = `line ${found.line}`;
  if (line !== "") actions.append(button(`Show ${place}`, () => go(found), `Show ${place}: ${found.message}`));
  if (found.fix) {
    const note = found.fix.safety === "unsafe" ? " (look at the result)" : "";
    actions.append(button(`Fix: ${found.fix.message}${note}`, () => fixOne(found)));
  }
  made.append(actions);
  return made;
};

/** Show a finding in the text. */
const go = (found) => {
  state.shown = found.path;
  by("shown-file").value = found.path;
  fill();
  const before = lines(found.path).slice(0, found.line - 1).join("\n");
  const start = before.length + (found.line > 1 ? 1 : 0) + found.column - 1;
  const ends = lines(found.path).slice(0, found.end_line - 1).join("\n").length + (found.end_line > 1 ? 1 : 0);
  const box = by("source");
  box.focus();
  box.setSelectionRange(start, Math.max(start, ends + found.end_column - 1));
  box.scrollTop = (box.scrollHeight * (found.line - 3)) / lines(found.path).length;
};

const changed = (files) => {
  Object.assign(state.files, files);
  return run();
};
const fixOne = async (found) => changed(await ask("apply", { files: state.files, edits: found.fix.edits }));
const fixAll = async () => changed(await ask("fix", { files: state.files, options: options() }));

const download = (path) => {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([state.files[path]]));
  link.download = path.split("/").at(-1);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

// ---- what the reader does ------------------------------------------------------------------------------------------

const read = async (list) => {
  const files = {};
  for (const file of list) {
    const path = (file.webkitRelativePath || file.name).split("/").filter((part) => part && part !== "..").join("/");
    if (!path.split("/").some((part) => part.startsWith("."))) files[path] = new Uint8Array(await file.arrayBuffer());
  }
  return files;
};

const walk = async (entry, prefix, files) => {
  if (entry.name.startsWith(".")) return;
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    files[prefix + entry.name] = new Uint8Array(await file.arrayBuffer());
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return;
    for (const child of some) await walk(child, `${prefix}${entry.name}/`, files);
  }
};

for (const opener of document.querySelectorAll("[data-open]")) {
  opener.addEventListener("click", async () => {
    if (opener.dataset.open === "text") {
      by("paste").hidden = false;
      by("pasted").focus();
    } else if (opener.dataset.open === "example") {
      take({ "example.zip": new Uint8Array(await (await fetch("example.zip")).arrayBuffer()) });
    } else by(opener.dataset.open).click();
  });
}
for (const id of ["folder", "file"]) {
  by(id).addEventListener("change", async (event) => {
    const files = await read(event.target.files);
    event.target.value = "";
    if (Object.keys(files).length) await take(files);
  });
}
by("paste").addEventListener("submit", (event) => {
  event.preventDefault();
  take({ "index.md": encoder.encode(by("pasted").value) });
});
by("template").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  state.template = { name: file.name, data: new Uint8Array(await file.arrayBuffer()) };
  by("chosen").textContent = file.name;
  by("forget").hidden = false;
  run();
});
by("forget").addEventListener("click", () => {
  state.template = null;
  by("chosen").textContent = by("template").value = "";
  by("forget").hidden = true;
  run();
});
for (const id of ["profile", "stage"]) by(id).addEventListener("change", run);
by("shown-file").addEventListener("change", (event) => {
  state.shown = event.target.value;
  fill();
});

let typing;
by("source").addEventListener("input", () => {
  state.files[state.shown] = encoder.encode(by("source").value);
  clearTimeout(typing);
  typing = setTimeout(run, 250);
});

const zone = by("drop");
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    zone.classList.toggle("over", name === "dragover");
  });
}
document.addEventListener("drop", async (event) => {
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = {};
  for (const entry of entries) await walk(entry, "", files);
  await take(Object.keys(files).length ? files : await read(event.dataTransfer.files));
});

// ---- start ---------------------------------------------------------------------------------------------------------

loaded.then(
  async () => {
    for (const name of await ask("profiles", {})) by("profile").append(new Option(name, name));
    if (!Object.keys(state.files).length) say("Ready.");
  },
  (error) => say(`The page could not be loaded: ${error.message}`, true),
);
if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
  navigator.serviceWorker.register("service-worker.js");
  const keepTheRest = async () => (await navigator.serviceWorker.ready).active.postMessage("keep the rest");
  if (!navigator.connection?.saveData) loaded.then(keepTheRest, () => {});
}
