// Draws chart specifications (Components/Charts/ChartSpec.cs) with plotly, in the one style of the dashboard.
// All words came from data and are escaped: plotly reads <b> and <a> in text.
import { readFeed, cloudTraces, markedTrace } from "./points.js";

const drawings = new Map();
const css = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const escaped = text => text == null ? text : String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const dashes = { Solid: "solid", Dash: "dash", Dot: "dot" };

let plotly;
function loadPlotly() {
  return plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector("meta[name=plotly]").content;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => { plotly = undefined; reject(new Error("plotly.js did not load")); };
    document.head.append(script);
  });
}

const languages = new Set(["en"]);
function speak(Plotly, language) {
  if (languages.has(language)) return;
  languages.add(language);
  const name = (part, options) => date => new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(date);
  const months = Array.from({ length: 12 }, (_, m) => new Date(Date.UTC(2024, m, 1)));
  const days = Array.from({ length: 7 }, (_, d) => new Date(Date.UTC(2024, 8, 1 + d)));
  Plotly.register({
    moduleType: "locale", name: language, dictionary: {},
    format: {
      days: days.map(name("day", { weekday: "long" })), shortDays: days.map(name("day", { weekday: "short" })),
      months: months.map(name("month", { month: "long" })), shortMonths: months.map(name("month", { month: "short" })),
      decimal: ",", thousands: "\u202f", date: "%d/%m/%Y",
    },
  });
}

function axis(spec, isX) {
  const log = spec.kind === "Log";
  const result = {
    type: { Linear: "linear", Log: "log", Date: "date", Names: "category" }[spec.kind],
    gridcolor: css("border-soft"), linecolor: css("border"), zeroline: false, showline: isX, ticks: "", fixedrange: true,
    tickfont: { size: 11, color: css("text-3") }, automargin: spec.room == null, showgrid: spec.grid ?? !isX, ticklabelstandoff: 4,
    showticklabels: !spec.hideLabels, rangemode: spec.fromZero ? "tozero" : "normal",
  };
  if (spec.title) result.title = { text: escaped(spec.title), font: { size: 11, color: css("text-3") }, standoff: 8 };
  if (spec.range) result.range = log ? spec.range.map(Math.log10) : spec.range;
  if (spec.ticks) { result.tickmode = "array"; result.tickvals = spec.ticks; }
  if (spec.tickTexts) result.ticktext = spec.tickTexts.map(escaped);
  if (spec.format) { result.tickformat = spec.format; result.hoverformat = spec.format; }
  if (spec.kind === "Date" && !spec.format) {
    result.tickformatstops = [
      { dtickrange: [null, "M1"], value: "%-d %b" }, { dtickrange: ["M1", "M12"], value: "%b %Y" }, { dtickrange: ["M12", null], value: "%Y" },
    ];
    result.hoverformat = "%a %-d %b %Y";
    result.nticks = 8;
  }
  if (spec.kind === "Names" && !isX) result.autorange = "reversed";
  return result;
}

function seriesTrace(series, spec) {
  const colour = css(series.colour);
  const trace = { x: series.x, y: series.y, name: escaped(series.name), connectgaps: false, line: undefined };
  if (series.panel) trace.yaxis = `y${series.panel + 1}`;
  const [along, across] = spec.horizontal ? ["y", "x"] : ["x", "y"];
  if (series.silent) trace.hoverinfo = "skip";
  else if (series.texts) { trace.customdata = series.texts.map(escaped); trace.hovertemplate = "%{customdata}"; }
  if (series.errors) trace[`error_${across}`] = { type: "data", array: series.errors, color: colour, thickness: 1, width: 0 };

  switch (series.kind) {
    case "Bars":
      return { ...trace, [along]: series.x, [across]: series.y, type: "bar", orientation: spec.horizontal ? "h" : "v", marker: { color: colour } };
    case "Markers":
      return { ...trace, type: series.x.length > 5000 ? "scattergl" : "scatter", mode: series.words ? "markers+text" : "markers",
        marker: { color: colour, size: series.panel ? 9 : 8, symbol: series.symbol, line: { width: series.symbol.endsWith("-open") ? 1.5 : 0, color: colour } },
        ...(series.panel && { cliponaxis: false }), ...(series.words && wordsBeside(series, spec)) };
    case "Ring":
      return { ...trace, type: "scatter", mode: "markers", marker: { size: 9, color: css("surface"), line: { color: colour, width: 2.5 } } };
    default:
      return { ...trace, type: series.x.length > 5000 ? "scattergl" : "scatter", mode: "lines",
        line: { color: colour, width: series.width, dash: dashes[series.dash], shape: series.steps ? "hv" : "linear" } };
  }
}

// Words stand after their mark; in the last part of a time axis, before it.
function wordsBeside(series, spec) {
  const [low, high] = [Math.min, Math.max].map(end => end(...spec.series.flatMap(s => s.x).map(number)));
  const before = series.x.map(x => (number(x) - low) / (high - low || 1) > .85), space = "\u00a0";
  return {
    text: series.words.map((text, i) => before[i] ? escaped(text) + space : space + escaped(text)), textfont: { size: 11, color: css("text-2") },
    textposition: before.map(b => b ? "middle left" : "middle right"),
  };
}

const number = value => typeof value === "string" ? Date.parse(value) : value;
const middle = (from, to) => typeof from === "string" ? new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString() : (from + to) / 2;

// Words at the edge of the drawing stay inside it.
function anchor(band, spec) {
  const all = spec.series.flatMap(s => s.x).map(number);
  const low = Math.min(...all), high = Math.max(...all), share = (number(band.from) - low) / (high - low || 1);
  return share < .2 ? "left" : share > .8 ? "right" : "center";
}

// Without bars, a time axis ends with its data (words would widen it), and a short one has its ticks at the data.
function timeAxis(result, spec) {
  if (spec.x.range || spec.series.some(s => s.kind === "Bars")) return result;
  const days = [...new Set(spec.series.flatMap(s => s.x))].sort();
  if (days.length < 2) return result;
  result.range = [days[0], days.at(-1)];
  if (days.length <= 16) result.tickvals = days.filter((_, i) => i % Math.ceil(days.length / 7) === 0);
  if (days.length <= 16) result.tickformat = Date.parse(days[1]) - Date.parse(days[0]) > 27 * 864e5 ? "%b %Y" : "%-d %b";
  return result;
}

function layout(spec) {
  const shapes = [], annotations = [];
  const words = (text, more) => ({ text: escaped(text), showarrow: false, font: { size: 11, color: css("text-2") }, ...more });

  for (const band of spec.bands) {
    const [from, to, full] = band.alongY ? ["y0", "y1", "x"] : ["x0", "x1", "y"];
    shapes.push({ type: "rect", [from]: band.from, [to]: band.to, [`${full}0`]: 0, [`${full}1`]: 1, [`${full}ref`]: "paper",
      fillcolor: css(band.colour), opacity: band.opacity, line: { width: 0 }, layer: "below" });
    if (band.text && !band.alongY) annotations.push(words(band.text, { x: middle(band.from, band.to), y: 1, yref: "paper", yanchor: "bottom", xanchor: anchor(band, spec) }));
  }
  for (const rule of spec.rules) {
    const line = { color: css(rule.colour), width: rule.strong ? 1.5 : 1, dash: dashes[rule.dash] };
    const plate = { bgcolor: css("surface"), opacity: .9, borderpad: 1 };
    const font = { size: 11, weight: rule.strong ? 600 : 400, color: rule.strong ? css("accent-text") : css("text-2") };
    if (rule.vertical) {
      shapes.push({ type: "line", x0: rule.at, x1: rule.at, y0: 0, y1: 1, yref: "paper", line });
      if (rule.text) annotations.push(words(rule.text, { x: rule.at, y: 1, yref: "paper", yanchor: "bottom", xanchor: rule.textBefore ? "right" : "left", font }));
    } else {
      const yref = rule.panel ? `y${rule.panel + 1}` : "y";
      shapes.push({ type: "line", x0: 0, x1: 1, xref: "paper", y0: rule.at, y1: rule.at, yref, line });
      if (rule.text) annotations.push(words(rule.text, { x: .004, xref: "paper", y: rule.at, yref, xanchor: "left", yanchor: "bottom", font, ...plate }));
    }
  }
  for (const note of spec.notes)
    annotations.push(words(note.text, { x: note.x, y: note.y, xanchor: "left", align: "left", font: { size: 12, weight: note.strong ? 600 : 400, color: css(note.colour) } }));

  const closest = spec.hover === "Closest";
  const above = annotations.some(a => a.yref === "paper" && a.yanchor === "bottom");
  return {
    font: { family: "Inter, sans-serif", size: 11, color: css("text-2") },
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", showlegend: false, bargap: .45,
    margin: { l: spec.y.room ?? 8, r: 20, t: above ? 22 : 10, b: 8 },
    hovermode: closest || spec.points ? "closest" : "x unified",
    hoverlabel: { bgcolor: css("surface"), bordercolor: css("border"), align: "left", font: { family: "Inter, sans-serif", size: 12, color: css("text") } },
    dragmode: { None: false, Lasso: "lasso", Box: "select", Pan: "pan" }[spec.tool],
    newselection: { line: { color: css("accent"), width: 1.75, dash: "4px,3px" } },
    activeselection: { fillcolor: css("accent"), opacity: .1 },
    xaxis: { ...(spec.x.kind === "Date" ? timeAxis(axis(spec.x, true), spec) : axis(spec.x, true)), ...(spec.tool === "Pan" && { fixedrange: false }), ...(spec.panels.length && { anchor: `y${spec.panels.length + 1}`, showgrid: true }) },
    yaxis: { ...axis(spec.y, false), ...(spec.tool === "Pan" && { fixedrange: false }), ...(spec.panels.length && { domain: [Math.max(...spec.panels.map(p => p.to)) + .07, 1] }) },
    shapes, annotations, ...panels(spec),
  };
}

// Drawings under the main one: each has its stretch of the height, and the x axis stands under the lowest.
function panels(spec) {
  if (!spec.panels.length) return {};
  const result = { hoversubplots: "axis" };
  spec.panels.forEach((panel, i) => {
    result[`yaxis${i + 2}`] = { ...axis(panel.y, false), domain: [panel.from, panel.to] };
  });
  return result;
}

async function render(place) {
  const drawing = drawings.get(place);
  const Plotly = await loadPlotly();
  if (!drawings.has(place)) return;
  const spec = drawing.spec;
  speak(Plotly, drawing.language);
  const feed = spec.points ? await readFeed(spec.points.url) : null;
  if (!drawings.has(place) || drawing.spec !== spec) return;
  drawing.feed = feed;

  const traces = spec.series.map(series => seriesTrace(series, spec));
  if (feed) {
    traces.push(...cloudTraces(feed, spec.points, css, escaped));
    traces.push(markedTrace(feed, drawing.marked, css));
  }
  const drawn = layout(spec);
  // A redraw keeps the lasso that the analyst drew, and where they moved to.
  if (place.layout?.selections?.length && spec.tool !== "None") drawn.selections = place.layout.selections;
  if (spec.tool === "Pan" || drawing.moved) drawn.uirevision = "kept";
  await Plotly.react(place, traces, drawn, { displayModeBar: false, responsive: false, doubleClick: "reset", scrollZoom: spec.tool === "Pan", locale: drawing.language });
  place.dataset.drawn = String(Number(place.dataset.drawn ?? 0) + 1);
  listen(place, drawing);
}

function listen(place, drawing) {
  if (drawing.listening) return;
  drawing.listening = true;
  place.on("plotly_selected", event => {
    // A redraw raises the event too, with neither a lasso nor a box.
    if (!event?.lassoPoints && !event?.range) return;
    const ids = event.points.filter(p => p.data.ids64).map(p => p.data.ids64[p.pointIndex]);
    if (!drawing.feed) return;
    if (!ids.length) return drawing.page.invokeMethodAsync("UnselectAsync");
    const bytes = new Uint8Array(BigInt64Array.from(ids).buffer);
    drawing.page.invokeMethodAsync("SelectAsync", DotNet.createJSStreamReference(bytes));
  });
  place.on("plotly_deselect", () => drawing.feed && drawing.page.invokeMethodAsync("UnselectAsync"));
  place.on("plotly_click", event => {
    const point = event.points[0];
    if (!point) return;
    if (point.data.ids64) drawing.page.invokeMethodAsync("PointAsync", String(point.data.ids64[point.pointIndex]));
    else drawing.page.invokeMethodAsync("ClickAsync", point.curveNumber, point.pointIndex);
  });
}

/** Draws a specification, or draws it again where one stands already. */
export async function draw(place, spec, language, page) {
  if (!place?.isConnected) return;
  let drawing = drawings.get(place);
  if (!drawing) {
    drawing = { marked: new Set() };
    drawing.size = new ResizeObserver(() => place.data && requestAnimationFrame(() => place.isConnected && window.Plotly.Plots.resize(place)));
    drawings.set(place, drawing);
    drawing.size.observe(place);
  }
  Object.assign(drawing, { spec, language, page });
  await render(place);
}

/** Outlines the points whose ids (int64, little-endian) are given. */
export async function mark(place, bytes) {
  const drawing = drawings.get(place);
  if (!drawing) return;
  drawing.marked = new Set(new BigInt64Array(bytes.slice().buffer));
  if (!drawing.feed || !place.data) return;
  const at = place.data.findIndex(trace => trace.marks);
  const trace = markedTrace(drawing.feed, drawing.marked, css);
  place.data[at] = trace;
  if (!drawing.marked.size) place.layout.selections = [];
  await window.Plotly.react(place, [...place.data], { ...place.layout, datarevision: Math.random() });
}

export function dispose(place) {
  const drawing = drawings.get(place);
  if (!drawing) return;
  drawing.size.disconnect();
  drawings.delete(place);
  if (place.data) window.Plotly?.purge(place);
}

// Colours are read from the tokens, so another theme means another drawing.
new MutationObserver(() => drawings.forEach((_, place) => render(place)))
  .observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
