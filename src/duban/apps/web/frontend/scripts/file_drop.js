// [data-drop] holds an input[type=file]: a file dropped anywhere on the page lands in it; [data-drop-list] names the files.
const over = () => document.querySelector("[data-drop]");

function size(bytes) {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function show(box, input) {
  const list = box.parentElement.querySelector("[data-drop-list]");
  if (!list) return;
  list.replaceChildren(...Array.from(input.files, (file) => {
    const row = document.createElement("li");
    const name = document.createElement("span");
    const weight = document.createElement("small");
    name.textContent = file.name;
    weight.textContent = size(file.size);
    row.append(name, weight);
    return row;
  }));
}

function take(box, files) {
  const input = box.querySelector("input[type=file]");
  const taken = new DataTransfer();
  Array.from(files).slice(0, input.multiple ? undefined : 1).forEach((file) => taken.items.add(file));
  input.files = taken.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

const carriesFiles = (event) => event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");

document.addEventListener("dragover", (event) => {
  const box = over();
  if (!box || !carriesFiles(event)) return;
  event.preventDefault();
  box.classList.add("over");
});
document.addEventListener("dragleave", (event) => {
  if (over() && !event.relatedTarget) over().classList.remove("over");
});
document.addEventListener("drop", (event) => {
  const box = event.target.closest?.("[data-drop]") || over();
  if (!box || !carriesFiles(event)) return;
  event.preventDefault();
  over().classList.remove("over");
  take(box, event.dataTransfer.files);
});
document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-drop]");
  if (box && event.target.type === "file") show(box, event.target);
});
