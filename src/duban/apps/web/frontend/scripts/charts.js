// Draws figure[data-chart=bar|line|heatmap] from the table inside it: the first column names the points, the heads name
// the series, a cell's data-value (or its text) is the number. The table stays: it is the chart in words.
import { BarChart, HeatmapChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { optionsFor } from "./chart_options.js";

echarts.use([BarChart, HeatmapChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent,
  VisualMapComponent, SVGRenderer]);

function number(cell) {
  const words = cell.dataset.value ?? cell.textContent.replace(/[,，\s%]/g, "");
  return words === "" || Number.isNaN(Number(words)) ? null : Number(words);
}

function read(table) {
  const rows = Array.from(table.tBodies[0].rows);
  const heads = Array.from(table.tHead.rows[0].cells).slice(1);
  return {
    points: rows.map((row) => row.cells[0].textContent.trim()),
    series: heads.map((head, at) => ({
      name: head.textContent.trim(),
      values: rows.map((row) => number(row.cells[at + 1])),
    })),
  };
}

function draw(figure) {
  const place = figure.querySelector(".chart-picture");
  if (!place || place.dataset.drawn) return;
  place.dataset.drawn = "yes";
  place.hidden = false;
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  const chart = echarts.init(place, null, { renderer: "svg" });
  chart.setOption(optionsFor(figure.dataset.chart, read(figure.querySelector("table")), token, figure.dataset.unit || ""));
  const scale = () => place.querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  chart.on("rendered", scale); // a picture with a view box shrinks to the sheet it is printed on
  scale();
  new ResizeObserver(() => { if (!matchMedia("print").matches) chart.resize(); }).observe(place);
}

window.dubanCharts = (part) => {
  part.querySelectorAll("figure[data-chart]").forEach(draw);
};
window.dubanCharts(document);
