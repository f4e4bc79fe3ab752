// What every page loads. Each module works on data-* attributes, listens once at the document, and can be missing:
// without JavaScript the same page sends the same forms.
import { loadCharts } from "./chart_loader.js";
import "./autosave.js";
import "./autosubmit.js";
import { showBack } from "./back.js";
import "./copy.js";
import "./counter.js";
import { restoreDrafts } from "./drafts.js";
import "./file_drop.js";
import "./figure_grid.js";
import "./insert_words.js";
import "./lines.js";
import "./menus.js";
import "./refusals.js";
import { startReportReview } from "./report_review.js";
import "./review_find.js";
import { startReview } from "./review_keys.js";
import { showSelections } from "./selection.js";
import "./shortcuts.js";
import "./submit_once.js";

function prepare(part) {
  document.documentElement.classList.add("with-scripts");
  restoreDrafts(part);
  showSelections(part);
  loadCharts(part);
  showBack(part);
  startReview(part);
  startReportReview(part);
}

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
