// button[data-copy]: copies its value, or the page's address when the value is empty, and says so in the button.
const SAID_FOR = 2000;

async function copyFrom(button) {
  const words = button.dataset.words || button.textContent;
  button.dataset.words = words;
  try {
    await navigator.clipboard.writeText(button.dataset.copy || location.href);
    button.textContent = "已复制";
  } catch {
    button.textContent = "浏览器不允许复制，请从地址栏复制";
  }
  setTimeout(() => { button.textContent = words; }, SAID_FOR);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (button) copyFrom(button);
});
