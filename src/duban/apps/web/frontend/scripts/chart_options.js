// What a chart looks like: ink for what is, grey dashes for what should be, states' colours only in a heat map.
const FACE = 12;

function base(token) {
  return {
    animation: false,
    aria: { enabled: true, decal: { show: false } },
    color: [token("--ink"), token("--control"), token("--behind-mark"), token("--action")],
    textStyle: { fontFamily: token("--sans"), fontSize: FACE, color: token("--ink-2") },
    grid: { left: 8, right: 16, top: 36, bottom: 4, containLabel: true },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true },
    legend: { top: 0, left: 0, itemHeight: 8, itemWidth: 16, textStyle: { color: token("--ink-2") } },
  };
}

const names = (token, points) => ({
  type: "category",
  data: points,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: token("--line-2") } },
  axisLabel: { color: token("--ink-3") },
});
const amounts = (token) => ({
  type: "value",
  axisLabel: { color: token("--ink-3") },
  splitLine: { lineStyle: { color: token("--line") } },
});

function lines(table, token) {
  return {
    ...base(token),
    xAxis: { ...names(token, table.points), boundaryGap: false },
    yAxis: amounts(token),
    series: table.series.map(({ name, values }, at) => ({
      type: "line",
      name,
      data: values,
      symbolSize: 6,
      symbol: at ? "none" : "circle",
      lineStyle: { width: at ? 1.5 : 2, type: at ? "dashed" : "solid" },
    })),
  };
}

function bars(table, token) {
  return {
    ...base(token),
    xAxis: names(token, table.points),
    yAxis: amounts(token),
    series: table.series.map(({ name, values }, at) => ({
      type: "bar",
      name,
      data: values,
      barMaxWidth: 28,
      itemStyle: at ? { color: token("--line-2") } : {},
    })),
  };
}

function heat(table, token, unit) {
  const cells = table.series.flatMap(({ values }, x) => values.map((value, y) => [x, y, value ?? "-"]));
  const known = cells.map((cell) => cell[2]).filter((value) => value !== "-");
  return {
    ...base(token),
    legend: { show: false },
    tooltip: { trigger: "item", renderMode: "richText", confine: true },
    grid: { left: 8, right: 16, top: 8, bottom: 44, containLabel: true },
    xAxis: names(token, table.series.map(({ name }) => name)),
    yAxis: { ...names(token, table.points), inverse: true },
    visualMap: {
      min: Math.min(0, ...known), max: Math.max(1, ...known), orient: "horizontal", left: 0, bottom: 0,
      itemHeight: 120, itemWidth: 10, text: [`多${unit ? `（${unit}）` : ""}`, "少"],
      inRange: { color: [token("--sunk-2"), token("--action")] },
    },
    series: [{ type: "heatmap", data: cells, label: { show: true }, itemStyle: { borderColor: token("--ground"), borderWidth: 2 } }],
  };
}

const KINDS = { line: lines, bar: bars, heatmap: heat };

export function optionsFor(kind, table, token, unit) {
  return (KINDS[kind] || bars)(table, token, unit);
}
