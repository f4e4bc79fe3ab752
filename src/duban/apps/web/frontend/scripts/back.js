// button[data-back]: goes to the page before, with what was typed there; hidden where there is none.
export function showBack(part) {
  part.querySelectorAll("button[data-back]").forEach((button) => { button.hidden = history.length < 2; });
  const wrong = part.querySelector("[data-focus]");
  if (wrong) wrong.focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("button[data-back]")) history.back();
});
