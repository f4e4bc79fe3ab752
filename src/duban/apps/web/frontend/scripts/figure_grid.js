// form[data-grid]: a grid of figures. Enter goes to the same column of the next row (with Shift: of the one before); a
// block copied from a spreadsheet is laid over the cells from here on, each as if it had been typed. Columns are
// [data-column]; a row without the column is entered at its first cell.
const cellsOf = (row) => Array.from(row.querySelectorAll("input[data-column]:not([type=hidden])"));
const rowsOf = (form) => Array.from(form.querySelectorAll("tbody tr")).filter((row) => cellsOf(row).length);

function inRow(input, step) {
  const rows = rowsOf(input.form);
  const row = rows[rows.indexOf(input.closest("tr")) + step];
  if (!row) return null;
  const cells = cellsOf(row);
  return cells.find((cell) => cell.dataset.column === input.dataset.column) || cells[0];
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const input = event.target.closest("form[data-grid] input[data-column]");
  if (!input) return;
  event.preventDefault();
  const next = inRow(input, event.shiftKey ? -1 : 1);
  if (!next) {
    input.blur();
    return;
  }
  next.focus();
  next.select();
});

function lay(input, lines) {
  lines.forEach((line, down) => {
    const start = inRow(input, down);
    if (!start) return;
    const cells = cellsOf(start.closest("tr"));
    const first = cells.indexOf(start);
    line.forEach((text, right) => {
      const cell = cells[first + right];
      if (!cell || !text.trim()) return;
      cell.value = text.trim();
      cell.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
}

document.addEventListener("paste", (event) => {
  const input = event.target.closest?.("form[data-grid] input[data-column]");
  const text = (event.clipboardData?.getData("text/plain") || "").replace(/\r?\n$/, "");
  if (!input || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  lay(input, text.split(/\r?\n/).map((line) => line.split("\t")));
});
