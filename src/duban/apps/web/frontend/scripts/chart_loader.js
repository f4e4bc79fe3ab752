// Fetches charts.js, once, and only on a page that has a [data-chart]; its address stands on this script's own tag.
const address = document.currentScript?.dataset.charts;

export function loadCharts(part) {
  if (!address || !part.querySelector("[data-chart]")) return;
  if (window.dubanCharts) {
    window.dubanCharts(part);
    return;
  }
  if (document.querySelector("script[data-charts-of]")) return;
  const script = document.createElement("script");
  script.src = address;
  script.dataset.chartsOf = "duban";
  document.head.append(script);
}
