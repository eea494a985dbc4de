// Draws nodes and lines with vis-network at the places that the server chose. Colours come from the style sheet.
import { byId } from "./dom.js";

const DASHES = { happened: false, inPrinciple: [14, 4], conditional: [10, 4, 2, 4], planned: [3, 5], possible: [1, 6], denied: [8, 6], negative: [8, 6] };
const LABEL_FEW = 26; // up to so many lines, a line carries its word, if no more than one other joins the same two

const ALWAYS_NAMED = 12; // so many of the best known are named even over another node
const NAME_ROOM = [110, 90]; // pixels at the edges that names and nodes need, across and down
const COUNTS_FROM = 0.55; // zoom from which a node says how many neighbours are not drawn
const NAME_PIXELS = 14, WORD_PIXELS = 12, NODE_PIXELS = 8, LINE_PIXELS = 0.7; // least sizes on the screen

const pairOf = (edge) => [edge.from, edge.to].sort().join("\n");
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
export const kindColour = (kind) => css(`--kind-${kind.toLowerCase()}`) || css("--ink");
export const standColour = (stand) => css(`--stand-${stand.toLowerCase()}`) || css("--ink");

/** Rectangles that are taken: [left, top, right, bottom]. */
class Boxes {
  constructor() { this.taken = []; }
  add(box) { this.taken.push(box); }
  free(box) { return !this.taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]); }
}

export class GraphPicture {
  constructor(container, { onLine, onNode, onOpen, onNothing }) {
    this.container = container;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.lines = new Map();
    this.on = { onLine, onNode, onOpen, onNothing };
    this.network = null;
  }

  show(data, words) {
    this.words = words;
    const known = new Set(this.nodes.getIds());
    const kept = data.nodes.filter((node) => known.has(node.id)).length;
    this.lines = new Map(data.edges.map((edge) => [edge.id, edge]));
    this.raw = data;
    this.sync(this.nodes, data.nodes.map((node) => this.node(node)));
    const crowd = new Map();
    for (const edge of data.edges) crowd.set(pairOf(edge), (crowd.get(pairOf(edge)) || 0) + 1);
    const labelled = (edge) => data.edges.length <= LABEL_FEW && crowd.get(pairOf(edge)) <= 2;
    this.sync(this.edges, this.bend(data.edges).map((edge) => this.edge(edge, labelled(edge))));
    if (!this.network) this.start(data.options);
    if (!kept || kept < known.size / 2) this.fit();
    else this.scaled(true);
  }

  /** Keeps nodes, names and lines legible at every zoom; of names that would overlap the better known stay. */
  scaled(always = false) {
    const scale = this.network.getScale();
    if (!always && Math.abs(scale / this.lastScale - 1) < 0.04) return;
    this.lastScale = scale;
    const zoom = Math.min(scale, 1), font = NAME_PIXELS / zoom;
    const chosen = new Set(this.network.getSelectedNodes());
    const names = new Boxes(), nodes = new Boxes();
    for (const node of this.raw.nodes) {
      const half = 0.7 * Math.max(node.size, NODE_PIXELS / zoom);
      nodes.add([node.x - half, node.y - half, node.x + half, node.y + half]);
    }
    const important = [...this.raw.nodes].sort((one, other) => chosen.has(other.id) - chosen.has(one.id) || other.size - one.size || other.facts - one.facts);
    this.nodes.update(important.map((node, place) => {
      const lines = (scale < COUNTS_FROM ? node.label : this.nameOf(node)).split("\n"), size = Math.max(node.size, NODE_PIXELS / zoom);
      const half = (Math.max(...lines.map((line) => line.length)) * font * 0.55) / 2, height = lines.length * font * 1.2;
      const below = [node.x - half, node.y + size, node.x + half, node.y + size + height];
      const above = [node.x - half, node.y - size - height, node.x + half, node.y - size];
      const box = [below, above].find((spot) => names.free(spot) && nodes.free(spot)) || (place < ALWAYS_NAMED && [below, above].find((spot) => names.free(spot)));
      if (box) names.add(box);
      return { id: node.id, label: box ? lines.join("\n") : "", size, font: { size: font, vadjust: box === above ? -(2 * size + height + font * 0.6) : 2 } };
    }));
    this.edges.update(this.raw.edges.map((edge) => ({ id: edge.id, width: Math.max(edge.width, edge.width * LINE_PIXELS / zoom), font: { size: WORD_PIXELS / zoom } })));
  }

  nameOf(node) {
    return node.label + (node.more ? `\n+${node.more}` : "");
  }

  sync(set, items) {
    const wanted = new Set(items.map((item) => item.id));
    set.remove(set.getIds().filter((id) => !wanted.has(id)));
    set.update(items);
  }

  node(node) {
    const colour = kindColour(node.kind);
    return {
      id: node.id, label: this.nameOf(node), shape: node.shape, size: node.size,
      x: node.x, y: node.y, physics: false, borderWidth: 1.5, borderWidthSelected: 4, shapeProperties: { borderRadius: 4 },
      color: { background: colour, border: css("--node-edge"), highlight: { background: colour, border: css("--accent") }, hover: { background: colour, border: css("--accent") } },
      font: { color: css("--ink"), size: 15, face: "system-ui, sans-serif", strokeWidth: 5, strokeColor: css("--paper"), vadjust: 2 },
    };
  }

  edge(edge, labelled) {
    const colour = standColour(edge.stand);
    return {
      id: edge.id, from: edge.from, to: edge.to, width: edge.width, dashes: DASHES[edge.stand] ?? false, smooth: edge.bend,
      arrows: { to: { enabled: edge.kind !== "meeting" && edge.kind !== "agreement", scaleFactor: 0.6 } },
      color: { color: colour, highlight: css("--accent"), hover: css("--accent"), opacity: 0.9 },
      label: labelled ? this.words(edge) : undefined,
      font: { color: css("--ink-soft"), size: 12, face: "system-ui, sans-serif", strokeWidth: 4, strokeColor: css("--paper"), align: "horizontal" },
      hoverWidth: 1.5, selectionWidth: 2,
    };
  }

  /** Lines between the same two nodes are bent apart, so that a plan never hides a denial. */
  bend(edges) {
    const seen = new Map();
    return edges.map((edge) => {
      const pair = pairOf(edge);
      const place = seen.get(pair) || 0;
      seen.set(pair, place + 1);
      if (!place) return { ...edge, bend: { enabled: false } };
      const clockwise = (place % 2 === 1) === (edge.from < edge.to);
      return { ...edge, bend: { enabled: true, type: clockwise ? "curvedCW" : "curvedCCW", roundness: 0.2 * Math.ceil(place / 2) } };
    });
  }

  start(options) {
    this.network = new vis.Network(this.container, { nodes: this.nodes, edges: this.edges }, options);
    this.network.on("click", ({ nodes, edges }) => {
      if (nodes.length) this.on.onNode(nodes[0]);
      else if (edges.length) this.on.onLine(edges[0]);
      else this.on.onNothing();
    });
    this.network.on("doubleClick", ({ nodes }) => nodes.length && this.on.onOpen(nodes[0]));
    this.network.on("hoverEdge", ({ edge, event }) => this.tip(this.words(this.lines.get(edge), true), event));
    this.network.on("hoverNode", ({ node, event }) => this.tip(this.raw.nodes.find((other) => other.id === node)?.name, event));
    this.network.on("blurNode", () => this.tip(null));
    this.network.on("blurEdge", () => this.tip(null));
    this.network.on("zoom", () => {
      cancelAnimationFrame(this.waiting);
      this.waiting = requestAnimationFrame(() => this.scaled());
    });
    this.network.on("dragStart", () => this.tip(null));
    this.container.addEventListener("wheel", (event) => {
      if (document.activeElement !== this.container && !this.container.contains(document.activeElement)) event.stopPropagation();
    }, { capture: true });
    new ResizeObserver(() => this.network.redraw()).observe(this.container);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.raw && this.show(this.raw, this.words));
  }

  tip(words, event) {
    const tip = byId("tip");
    tip.hidden = !words;
    if (!words) return;
    tip.textContent = words;
    const box = this.container.getBoundingClientRect();
    tip.style.setProperty("left", `${Math.min(event.clientX - box.left + 14, box.width - 240)}px`);
    tip.style.setProperty("top", `${event.clientY - box.top + 14}px`);
  }

  fit() {
    const xs = this.raw.nodes.map((node) => node.x), ys = this.raw.nodes.map((node) => node.y);
    if (!xs.length) return;
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const { clientWidth: width, clientHeight: height } = this.container;
    const scale = Math.min((width - NAME_ROOM[0]) / (right - left + 1), (height - NAME_ROOM[1]) / (bottom - top + 1), 1.15);
    this.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + NAME_ROOM[1] / 6 / scale }, scale: Math.max(scale, 0.05), animation: false });
    this.scaled(true);
  }

  select({ lines = [], nodes = [] }) {
    if (!this.network) return;
    this.network.setSelection(
      { nodes: nodes.filter((id) => this.nodes.get(id)), edges: lines.filter((id) => this.edges.get(id)) },
      { highlightEdges: false },
    );
    if (nodes.length) this.scaled(true);
  }

  /** The middle of a line in the container's own pixels. */
  middleOf(id) {
    const edge = this.network.body.edges[id];
    const point = edge.edgeType.getPoint(0.5);
    return this.network.canvasToDOM({ x: point.x, y: point.y });
  }

  picture() {
    const drawn = this.container.querySelector("canvas");
    const paper = document.createElement("canvas");
    [paper.width, paper.height] = [drawn.width, drawn.height];
    const pen = paper.getContext("2d");
    pen.fillStyle = css("--paper");
    pen.fillRect(0, 0, paper.width, paper.height);
    pen.drawImage(drawn, 0, 0);
    return new Promise((resolve) => paper.toBlob(resolve, "image/png"));
  }
}
