// form[data-selection]: rows chosen by input[data-select], all of them by input[data-select-all].
// [data-bulk] shows only while something is chosen; [data-selected] says how many; the row gets .selected.
function show(form) {
  const boxes = Array.from(form.querySelectorAll("input[data-select]"));
  const chosen = boxes.filter((box) => box.checked).length;
  boxes.forEach((box) => box.closest("tr, li")?.classList.toggle("selected", box.checked));
  form.querySelectorAll("input[data-select-all]").forEach((all) => {
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  });
  form.querySelectorAll("[data-bulk]").forEach((bar) => { bar.hidden = chosen === 0; });
  form.querySelectorAll("[data-selected]").forEach((place) => { place.textContent = String(chosen); });
}

export function showSelections(part) {
  const forms = part.closest?.("form[data-selection]") ? [part.closest("form[data-selection]")] : [];
  [...forms, ...part.querySelectorAll("form[data-selection]")].forEach(show);
}

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form || !form.hasAttribute("data-selection")) return;
  if (event.target.matches("[data-select-all]")) {
    form.querySelectorAll("input[data-select]").forEach((box) => { box.checked = event.target.checked; });
  }
  if (event.target.matches("[data-select-all], [data-select]")) show(form);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-select-none]");
  if (!button || !button.form) return;
  button.form.querySelectorAll("input[data-select]").forEach((box) => { box.checked = false; });
  show(button.form);
});
