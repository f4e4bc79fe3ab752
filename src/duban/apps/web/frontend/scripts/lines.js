// [data-lines=PREFIX]: the lines of a form. button[data-line-add] puts in another one, made of template[data-line-template];
// button[data-line-remove] empties its line and hides it; a table pasted into a line's textarea goes to [data-pasted],
// whose form's button do=paste splits it. Without scripts the same buttons are answered with the page anew.
const MOST = 40;

function renumber(lines) {
  let number = 0;
  lines.querySelectorAll("[data-line]:not([hidden]) [data-line-number]").forEach((place) => {
    number += 1;
    place.textContent = number;
  });
}

function add(form, lines) {
  const total = form.querySelector(`[name=${lines.dataset.lines}-TOTAL_FORMS]`);
  const template = form.querySelector("template[data-line-template]");
  const at = Number(total.value);
  if (!template || at >= MOST) return false;
  const made = document.createElement("div");
  made.innerHTML = template.innerHTML.replace(/__prefix__/g, at);
  const line = made.firstElementChild;
  lines.append(line);
  total.value = at + 1;
  renumber(lines);
  line.querySelector("input:not([type=hidden])").focus();
  return true;
}

document.addEventListener("click", (event) => {
  const adder = event.target.closest("[data-line-add]");
  const lines = adder?.form.querySelector("[data-lines]");
  if (lines && add(adder.form, lines)) event.preventDefault();
  const remover = event.target.closest("[data-line-remove]");
  const line = remover?.closest("[data-line]");
  if (!line) return;
  event.preventDefault();
  line.querySelectorAll("input, textarea, select").forEach((field) => { field.value = ""; });
  line.hidden = true;
  renumber(line.parentElement);
  remover.form.dispatchEvent(new Event("input", { bubbles: true }));
});

document.addEventListener("paste", (event) => {
  if (!event.target.closest("[data-line] textarea")) return;
  const text = event.clipboardData?.getData("text/plain") || "";
  const form = event.target.form;
  const place = form.querySelector("[data-pasted]");
  if (!place || !text.includes("\t")) return;
  event.preventDefault();
  place.value = text;
  form.requestSubmit(form.querySelector("button[name=do][value=paste]"));
});
