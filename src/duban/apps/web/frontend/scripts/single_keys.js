// Single keys of a page: they do nothing while something is typed, with a modifier, or where [data-keys-off] was ticked
// on this computer. "?" opens and closes the list of the keys, [data-keys].
const OFF = "duban.review.keys";
const writes = (element) => element.closest?.("textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])");

function isOff() {
  try {
    return localStorage.getItem(OFF) === "off";
  } catch {
    return false;
  }
}

function showKeys() {
  const keys = document.querySelector("[data-keys]");
  if (!keys) return;
  keys.open = !keys.open;
  if (keys.open) keys.querySelector("summary").focus();
}

export function showSwitches(part) {
  part.querySelectorAll?.("[data-keys-off]").forEach((box) => { box.checked = isOff(); });
}

// keys: by the small letter, what it does; isHere: whether this page is one of theirs.
export function singleKeys(isHere, keys) {
  document.addEventListener("keydown", (event) => {
    if (!isHere() || isOff() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const action = { "?": showKeys, ...keys }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action || writes(event.target)) return;
    if (event.key === " " && event.target.closest?.("button, summary, input")) return; // it presses what has the focus
    event.preventDefault();
    action();
  });
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-keys-off]")) return;
  try {
    localStorage.setItem(OFF, event.target.checked ? "off" : "");
  } catch {
    event.target.checked = false; // a browser without storage remembers nothing
  }
});
