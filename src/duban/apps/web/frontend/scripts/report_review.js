// [data-report-review]: the list of reports that wait, and the one under review in #reviewing, opened by J and K or by
// its words. After a decision the next one is there: the list, the count and the sidebar follow it.
import { showSwitches, singleKeys } from "./single_keys.js";

const page = () => document.querySelector("[data-report-review]");
const report = () => document.querySelector("#reviewing [data-report]");
const rows = () => Array.from(document.querySelectorAll("[data-waiting]"));

function step(by) {
  const all = rows();
  const at = all.findIndex((row) => row.dataset.waiting === report()?.dataset.report);
  const row = at < 0 ? all[0] : all[at + by];
  if (row) row.querySelector("a").click();
}

function openReturn() {
  const part = document.querySelector("#reviewing [data-return]");
  if (!part) return;
  part.open = true;
  part.querySelector("textarea").focus();
}

const choose = (at) => () => document.querySelectorAll("#reviewing [data-verdict]")[at]?.click();

function openFilter() {
  const part = document.querySelector("[data-narrow]");
  if (!part) return;
  part.open = true;
  part.querySelector("select, input").focus();
}

export function startReportReview(part) {
  if (!page()) return;
  if (part === document) showSwitches(document);
  settle();
}

function settle() {
  const open = report()?.dataset.report;
  rows().forEach((row) => {
    const isOpen = row.dataset.waiting === open;
    row.classList.toggle("open", isOpen);
    if (isOpen) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    if (isOpen) row.scrollIntoView({ block: "nearest" });
  });
  const waits = document.querySelector("[data-waits]")?.dataset.waits;
  document.querySelectorAll("nav a[aria-current=page] .n").forEach((count) => { count.textContent = waits > 0 ? waits : ""; });
  document.querySelectorAll("[data-waiting-count]").forEach((count) => { count.textContent = waits; });
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (!page() || event.detail.target?.id !== "reviewing") return;
  settle();
  event.detail.target.scrollTop = 0;
  const wrong = event.detail.target.querySelector("[data-error]");
  (wrong || event.detail.target.querySelector("h2, h1"))?.focus({ preventScroll: !wrong });
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reason]");
  if (!button) return;
  const text = button.closest("form").querySelector("textarea");
  text.value = text.value.trim() ? `${text.value.trim()}${button.dataset.reason}` : button.dataset.reason;
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
});

singleKeys(page, {
  j: () => step(1),
  k: () => step(-1),
  a: () => document.querySelector("#reviewing [data-accept]")?.click(),
  r: openReturn,
  "/": openFilter,
  1: choose(0),
  2: choose(1),
  3: choose(2),
  4: choose(3),
  5: choose(4),
});
