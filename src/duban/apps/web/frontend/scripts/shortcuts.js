// "/" goes to the search field [data-search]; a key on [data-key=X] follows that link or presses that button.
const writes = (element) => element.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writes(event.target)) return;
  if (event.key === "/") {
    const search = Array.from(document.querySelectorAll("[data-search]")).find((one) => one.offsetParent);
    if (!search) return;
    event.preventDefault();
    search.focus();
    return;
  }
  const target = Array.from(document.querySelectorAll("[data-key]")).find((one) => one.dataset.key === event.key);
  if (target) target.click();
});
