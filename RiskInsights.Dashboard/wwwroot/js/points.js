// Point clouds: reads the binary feed (Components/Charts/PointFeed.cs) and groups its points into traces.

const feeds = new Map();

/** Reads a feed once per address; the latest four stay. */
export function readFeed(url) {
  if (!feeds.has(url)) {
    if (feeds.size >= 4) feeds.delete(feeds.keys().next().value);
    feeds.set(url, fetchFeed(url).catch(error => { feeds.delete(url); throw error; }));
  }
  return feeds.get(url);
}

async function fetchFeed(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const bytes = await response.arrayBuffer();
  const header = new DataView(bytes);
  if (bytes.byteLength < 8 || header.getUint32(0, true) !== 0x31504952) throw new Error(`${url} is no point feed`);
  const n = header.getInt32(4, true), at = 8;
  return {
    n,
    id: new BigInt64Array(bytes, at, n),
    x: new Float32Array(bytes, at + 8 * n, n),
    y: new Float32Array(bytes, at + 12 * n, n),
    score: new Float32Array(bytes, at + 16 * n, n),
    state: new Uint8Array(bytes, at + 20 * n, n),
  };
}

function scale(css) {
  return [3, 4, 5, 6, 7].map((step, i) => [i / 4, css(`seq${step}`)]);
}

/** A trace per group. Undecided points (state 0) are in group 0 under the limit and in group 1 from it. */
export function cloudTraces(feed, cloud, css, escaped) {
  const members = cloud.groups.map(() => []);
  for (let i = 0; i < feed.n; i++) {
    const state = feed.state[i];
    members[state === 0 ? (feed.score[i] >= cloud.limit ? 1 : 0) : state]?.push(i);
  }
  return cloud.groups.map((group, g) => {
    const rows = members[g], open = group.symbol.endsWith("-open");
    const pick = column => Float32Array.from(rows, i => column[i]);
    const marker = { symbol: group.symbol, size: group.size, opacity: group.opacity, color: css(group.colour), line: { width: open ? 1.5 : 0, color: css(open ? group.colour : "surface") } };
    if (group.byScore) Object.assign(marker, { color: pick(feed.score), colorscale: scale(css), cmin: cloud.scoreRange[0], cmax: cloud.scoreRange[1], line: { width: .5, color: css("surface") } });
    return {
      type: "scattergl", mode: "markers", name: escaped(group.name), x: pick(feed.x), y: pick(feed.y), customdata: pick(feed.score), marker,
      ids64: BigInt64Array.from(rows, i => feed.id[i]), hovertemplate: `%{customdata:.2f}<extra>${escaped(group.name)}</extra>`,
      selected: { marker: { opacity: group.opacity } }, unselected: { marker: { opacity: group.opacity } },
    };
  });
}

/** Rings round the selected points. */
export function markedTrace(feed, marked, css) {
  const rows = [];
  if (marked?.size) for (let i = 0; i < feed.n; i++) if (marked.has(feed.id[i])) rows.push(i);
  return {
    type: "scattergl", mode: "markers", marks: true, hoverinfo: "skip", x: Float32Array.from(rows, i => feed.x[i]), y: Float32Array.from(rows, i => feed.y[i]),
    marker: { symbol: "circle-open", size: rows.length > 500 ? 6 : 10, color: css("accent"), line: { width: rows.length > 500 ? 1 : 2, color: css("accent") } },
    selected: { marker: { opacity: 1 } }, unselected: { marker: { opacity: 1 } },
  };
}
