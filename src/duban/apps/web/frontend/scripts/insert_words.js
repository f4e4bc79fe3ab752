// button[data-insert][data-into]: puts its words where the text was last written; button[data-seek][data-into]: shows the
// line that begins with them; button[data-fill][data-into]: puts its words in the place of what the field holds. Without
// scripts the words stand there to be typed.
function field(button) {
  return document.querySelector(button.dataset.into);
}

function insert(button) {
  const text = field(button);
  text.focus();
  text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function fill(button) {
  const text = field(button);
  text.value = button.dataset.fill;
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function seek(button) {
  const text = field(button);
  const at = text.value.indexOf(button.dataset.seek);
  if (at < 0) return;
  const line = text.value.slice(0, at).split("\n").length - 1;
  text.focus();
  text.setSelectionRange(at, at + button.dataset.seek.length);
  text.scrollTop = (text.scrollHeight / text.value.split("\n").length) * line;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-into]");
  if (!button || !field(button)) return;
  if (button.dataset.insert) insert(button);
  else if (button.dataset.fill) fill(button);
  else seek(button);
});
