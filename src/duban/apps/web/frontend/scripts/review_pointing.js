// [data-review]: pointing at a field, or coming to it by keyboard, lights the words it was read from and shows them;
// pressing words of the source opens the task they were read into. [data-field] and [data-read] carry "task:field".
const page = () => document.querySelector("[data-review]");
const lit = () => document.querySelectorAll("[data-review] .lit");

export function show(element, block = "center") {
  const body = element.closest(".body");
  if (!body || body.scrollHeight <= body.clientHeight) return false;
  const top = element.getBoundingClientRect().top - body.getBoundingClientRect().top;
  const room = block === "center" ? (body.clientHeight - element.offsetHeight) / 2 : 40;
  if (top < 40 || top + element.offsetHeight > body.clientHeight - 20) body.scrollTop += top - Math.max(room, 40);
  return true;
}

const wordsOf = (key) => Array.from(document.querySelectorAll(`[data-read~="${key}"]`));

function light(key, scroll) {
  lit().forEach((one) => one.classList.remove("lit"));
  const words = wordsOf(key);
  words.forEach((one) => one.classList.add("lit"));
  document.querySelectorAll(`dd[data-field="${key}"]`).forEach((one) => one.classList.add("lit"));
  if (scroll && words.length) show(words[0]);
}

export function showSource(task) {
  document.querySelectorAll("[data-original] .now").forEach((one) => one.classList.remove("now"));
  const read = document.querySelectorAll(`[data-original] [data-tasks~="${task}"]`);
  read.forEach((one) => one.classList.add("now"));
  const from = document.getElementById(`from-${task}`) || read[0];
  if (from) show(from.closest("p, tr") || from, "top");
}

function pointed(event, scroll) {
  const field = event.target.closest?.("[data-review] [data-field]");
  if (field) light(field.dataset.field, scroll);
}

document.addEventListener("mouseover", (event) => pointed(event, true));
document.addEventListener("focusin", (event) => pointed(event, true));
document.addEventListener("mouseout", (event) => {
  if (event.target.closest?.("[data-review] dd[data-field]") && !event.relatedTarget?.closest?.("[data-field]")) {
    lit().forEach((one) => one.classList.remove("lit"));
  }
});

// Words of the source lead to the task: the one that is open when they were read into several.
function taskOf(words) {
  const keys = words.dataset.read.split(" ");
  const open = document.querySelector(".reading > .open");
  return keys.find((key) => open && key.split(":")[0] === open.dataset.task) || keys[0];
}

document.addEventListener("click", (event) => {
  const field = event.target.closest("[data-review] a[data-field]");
  if (field) {
    event.preventDefault();
    light(field.dataset.field, true);
    return;
  }
  const number = event.target.closest("[data-original] [data-open]");
  const words = event.target.closest("[data-original] [data-read]");
  if (!number && !words) return;
  if (number) event.preventDefault();
  const key = number ? `${number.dataset.open}:text` : taskOf(words);
  page().dispatchEvent(new CustomEvent("review:open", { bubbles: true, detail: { task: key.split(":")[0], key } }));
});

export function lightWhenOpen(key) {
  light(key, false);
}
