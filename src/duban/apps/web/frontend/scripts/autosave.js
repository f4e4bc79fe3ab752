// form[data-autosave] is saved by htmx while somebody types: pressed while a save is under way, a button of it waits
// for the answer, which names the version that is now in the database.
const pressed = new Map();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.hasAttribute("data-autosave") || !form.classList.contains("htmx-request")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  pressed.set(form, event.submitter);
}, true);

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.requestConfig?.elt;
  if (!pressed.has(form)) return;
  const button = pressed.get(form);
  pressed.delete(form);
  if (event.detail.successful) setTimeout(() => form.requestSubmit(button), 0);
});
