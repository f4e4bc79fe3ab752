// [data-review]: tasks are opened in their place, one at a time, by J and K, by their words, or after 无误.
import { lightWhenOpen, show, showSource } from "./review_pointing.js";
import { showSwitches, singleKeys } from "./single_keys.js";

const page = () => document.querySelector("[data-review]");
const rows = () => Array.from(document.querySelectorAll(".reading > li[data-task]"));
const open = () => document.querySelector(".reading > li.open");
const rowOf = (task) => document.getElementById(`task-${task}`);
let wanted = null; // what is to be lit as soon as its task is open

function close(row) {
  if (row.classList.contains("editing")) return; // what is typed stays
  row.classList.remove("open");
  row.removeAttribute("aria-current");
  row.querySelector(".detail")?.remove();
}

function openRow(row) {
  if (!row) return;
  if (row.classList.contains("open")) settle(row);
  else row.querySelector("[data-title]").click();
}

function step(from, by) {
  const all = rows();
  const at = all.indexOf(from);
  return at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[at + by];
}

function settle(row, isFirst = false) {
  rows().filter((one) => one !== row && one.classList.contains("open")).forEach(close);
  if (!show(row, "top") && !isFirst) row.scrollIntoView({ block: "nearest" });
  showSource(row.dataset.task);
  if (wanted) lightWhenOpen(wanted);
  wanted = null;
  if (history.replaceState) {
    const address = new URL(location.href);
    address.searchParams.set("task", row.dataset.task);
    history.replaceState(history.state, "", address.pathname + address.search);
  }
}

export function startReview(part) {
  if (!page()) return;
  if (part === document) {
    document.querySelectorAll("[data-fold], [data-find]").forEach((one) => { one.hidden = false; });
    showSwitches(document);
    if (open()) settle(open(), true);
  } else if (part.matches?.(".reading > li.open")) {
    settle(part);
    part.querySelector("textarea, [data-title]")?.focus({ preventScroll: true });
  }
}

document.addEventListener("review:open", (event) => {
  wanted = event.detail.key;
  openRow(rowOf(event.detail.task));
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.requestConfig?.elt;
  if (event.detail.elt === form || !event.detail.successful || !form?.matches("[data-then-next]")) return;
  const row = rowOf(event.detail.target.dataset.task);
  if (row) openRow(step(row, 1));
});

document.addEventListener("click", (event) => {
  const list = document.querySelector(".reading");
  if (!list) return;
  const go = event.target.closest("[data-go]");
  if (go) {
    event.preventDefault();
    openRow(step(go.closest("li"), Number(go.dataset.go)));
  } else if (event.target.closest("[data-all]")) {
    event.preventDefault();
    list.removeAttribute("data-one");
  } else if (event.target.closest("[data-title]")) {
    list.setAttribute("data-one", "");
  }
  const fold = event.target.closest("[data-fold]");
  if (!fold) return;
  const folded = fold.closest(".pane").classList.toggle("folded");
  fold.setAttribute("aria-expanded", String(!folded));
  fold.textContent = folded ? "展开" : "收起";
});

singleKeys(page, {
  j: () => openRow(step(open(), 1)),
  k: () => openRow(step(open(), -1)),
  e: () => open()?.querySelector("[data-edit]")?.click(),
  " ": () => open()?.querySelector("[data-right]")?.click(),
});
