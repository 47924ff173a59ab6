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
  for (const bar of all("progress")) bar.ariaHidden = "true"; // the number stands beside it
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
    if (by("shown")) by("shown").textContent = `${shown} of ${cases.length} ${cases.length === 1 ? "case study" : "case studies"}, ${things} to mend`;
  };

  // the table's order, and that of the cases below it
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, undefined, { numeric: true }));
  const key = (row, column) => {
    const cell = row.cells[column];
    const plain = cell.dataset.v ?? cell.textContent.trim();
    return cell.classList.contains("n") ? Number(plain) : plain;
  };
  const sort = (head) => {
    const row = head.parentElement, body = by("table").tBodies[0];
    const column = [...row.cells].indexOf(head);
    const down = head.getAttribute("aria-sort") === "ascending" || (!head.hasAttribute("aria-sort") && head.classList.contains("n") && column !== 3);
    for (const other of row.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...body.rows].map((one) => [key(one, column), one]);
    rows.sort((a, b) => compare(a[0], b[0]) * (down ? -1 : 1));
    body.append(...rows.map((one) => one[1]));
    const parts = rows.map((one) => by(one[1].dataset.case));
    parts[0].parentElement.append(...parts);
  };

  const follow = () => {
    const target = by(decodeURIComponent(location.hash.slice(1)));
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
