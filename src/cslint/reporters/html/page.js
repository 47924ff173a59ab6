"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const by = (id) => document.getElementById(id);
  const cases = all(".case").map((element) => ({
    element,
    row: document.querySelector(`tr[data-case="${element.id}"]`),
    text: element.querySelector("summary").textContent.toLowerCase() + element.querySelector(".path").textContent.toLowerCase(),
    groups: all(".group", element),
    findings: all(".found>li", element).map((item) => [item, item.querySelector("code").textContent]),
  }));
  for (const bar of all("progress")) bar.ariaHidden = "true"; // the number is next to it
  const value = (id) => (by(id) ? by(id).value : "");

  // which cases and findings are shown
  const choose = () => {
    const rule = value("rule"), level = value("level"), author = value("author"), stage = value("stage");
    const words = value("search").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0, things = 0;
    for (const one of cases) {
      let here = 0;
      for (const [item, name] of one.findings) {
        item.hidden = (rule && name !== rule) || (level && !item.classList.contains(level[0]));
        here += !item.hidden;
      }
      for (const group of one.groups) group.hidden = !group.querySelector(".found>li:not([hidden])");
      const hide =
        ((rule || level) && !here) ||
        (author && one.element.dataset.author !== author) ||
        (stage && one.element.dataset.stage !== stage) ||
        !words.every((word) => one.text.includes(word));
      one.element.hidden = hide;
      if (one.row) one.row.hidden = hide;
      shown += !hide;
      things += hide ? 0 : here;
    }
    remember();
    if (by("shown")) by("shown").textContent = `${shown} of ${cases.length} ${cases.length === 1 ? "case study" : "case studies"}, ${things} ${things === 1 ? "problem" : "problems"}`;
  };

  // the table's order, and that of the cases below it
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, undefined, { numeric: true }));
  const key = (row, column) => {
    const cell = row.cells[column];
    const plain = cell.dataset.v ?? cell.textContent.trim();
    return cell.classList.contains("n") ? Number(plain) : plain;
  };
  const sort = (head, wanted) => {
    const row = head.parentElement, body = by("table").tBodies[0];
    const column = [...row.cells].indexOf(head);
    const down = wanted ?? (head.getAttribute("aria-sort") === "ascending" || (!head.hasAttribute("aria-sort") && head.classList.contains("n") && head.textContent !== "Score"));
    for (const other of row.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...body.rows].map((one) => [key(one, column), one]);
    rows.sort((a, b) => compare(a[0], b[0]) * (down ? -1 : 1));
    body.append(...rows.map((one) => one[1]));
    const parts = rows.map((one) => by(one[1].dataset.case));
    parts[0].parentElement.append(...parts);
    remember();
  };

  // filters and order are kept in the address, after the case that it names: #case-pune-ind?level=error&sort=-score
  const filters = ["search", "rule", "level", "author", "stage"].filter(by);
  const remember = () => {
    const kept = new URLSearchParams();
    for (const id of filters) if (value(id)) kept.set(id, value(id));
    const head = document.querySelector("#table [aria-sort]");
    if (head) kept.set("sort", (head.ariaSort === "descending" ? "-" : "") + head.textContent.toLowerCase());
    const named = location.hash.split("?")[0].slice(1), query = kept.toString();
    const hash = named + (query && `?${query}`);
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", `#${hash}`);
  };
  const recall = () => {
    const kept = new URLSearchParams(location.hash.split("?")[1] ?? "");
    for (const id of filters) {
      by(id).value = kept.get(id) ?? "";
      if (by(id).value !== (kept.get(id) ?? "")) by(id).value = ""; // a rule or an author that is not here
    }
    const order = kept.get("sort");
    const head = order && by("table") && [...by("table").tHead.rows[0].cells].find((one) => one.textContent.toLowerCase() === order.replace(/^-/, ""));
    if (head) sort(head, order[0] === "-");
  };

  const follow = () => {
    if (location.hash.includes("?")) {
      recall();
      choose();
    } else remember();
    const target = by(decodeURIComponent(location.hash.slice(1).split("?")[0]));
    if (!target || !target.classList.contains("case")) return;
    target.hidden = false;
    target.open = true;
    target.querySelector("summary").focus({ preventScroll: true });
    target.scrollIntoView({ behavior: "instant" });
  };

  const open = (state) => cases.forEach((one) => (one.element.open = state));
  const form = document.querySelector(".choose");
  if (form) {
    form.addEventListener("input", choose);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(choose));
    by("toggle").addEventListener("click", (event) => {
      const state = event.target.textContent === "Open all";
      open(state);
      event.target.textContent = state ? "Close all" : "Open all";
    });
    recall();
    choose();
  }
  if (by("table")) for (const head of by("table").tHead.rows[0].cells) head.firstChild.addEventListener("click", () => sort(head));
  for (const button of all("[data-pick]"))
    button.addEventListener("click", () => {
      by("rule").value = button.dataset.pick;
      choose();
      by("rule").focus();
    });
  addEventListener("hashchange", follow);
  addEventListener("load", () => setTimeout(follow)); // the browser's own move to the address comes first

  // on paper everything is open
  let before = [];
  addEventListener("beforeprint", () => {
    before = cases.filter((one) => !one.element.open);
    open(true);
  });
  addEventListener("afterprint", () => before.forEach((one) => (one.element.open = false)));
})();
