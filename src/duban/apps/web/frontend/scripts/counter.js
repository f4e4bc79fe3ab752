// textarea[data-counter=ID]: says in the element ID how many characters are written.
function count(area) {
  const shown = document.getElementById(area.dataset.counter);
  if (shown) shown.textContent = `已写 ${Array.from(area.value).length} 字`;
}

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[data-counter]")) count(event.target);
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea[data-counter]")) count(event.target);
});
