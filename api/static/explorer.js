// The explorer: keeps picture, table, filters and evidence at what the address says.
import { byId, el, fetchJson } from "./dom.js";
import { clearEvidence, showEvidence } from "./evidence.js";
import { showFacets, showWeeks } from "./facets.js";
import { GraphPicture } from "./graph.js";
import { startSearch } from "./search.js";
import { changed, readState, writeState } from "./state.js";

let data = JSON.parse(byId("data").textContent);
let state = readState();
let chosen = null; // the node that Expand, Focus and Hide are about
let order = { key: "", down: false };
let asking = null;

const number = new Intl.NumberFormat("en");
const picture = new GraphPicture(byId("graph"), {
  onLine: (id) => openLine(id),
  onNode: (id) => choose(id),
  onOpen: (id) => { choose(id); expand(); },
  onNothing: () => choose(null),
});

start();

function start() {
  startSearch((entity) => go({ focus: entity.id }));
  byId("undo").addEventListener("click", undo);
  byId("expand").addEventListener("click", expand);
  byId("focus").addEventListener("click", () => chosen && go({ focus: chosen.split("/").pop() }));
  byId("hide").addEventListener("click", () => chosen && go({ hide: [...state.hide, chosen] }));
  byId("fit").addEventListener("click", () => picture.fit());
  byId("copy").addEventListener("click", copyLink);
  byId("download").addEventListener("change", download);
  for (const button of document.querySelectorAll("#facts thead button")) button.addEventListener("click", () => sortBy(button.dataset.key));
  addEventListener("popstate", () => { state = readState(); byId("undo").disabled = !steps(); load(); });
  byId("undo").disabled = !steps();
  addEventListener("keydown", (event) => {
    const typing = /INPUT|SELECT|TEXTAREA/.test(event.target.tagName);
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) { event.preventDefault(); undo(); }
    if (event.key === "/" && !typing) { event.preventDefault(); byId("search").focus(); }
    if (event.key === "Escape" && byId("evidence").contains(event.target)) backToRow();
  });
  if (matchMedia("(max-width: 900px)").matches) byId("filter-fold").open = false;
  show();
  performance.mark("onrecord-ready");
}

/** How many steps on this page Back would undo. */
function steps() {
  return history.state?.steps || 0;
}

/** Takes the last step back; never leaves the page. */
function undo() {
  if (steps()) history.back();
}

/** Goes to a changed state: a new address, so that Back undoes it. */
function go(change) {
  const next = changed(state, change);
  const [was, is] = [writeState(state, ["fact"]), writeState(next, ["fact"])];
  state = next;
  history.pushState({ steps: steps() + 1 }, "", writeState(state) || location.pathname);
  byId("undo").disabled = false;
  if (was !== is) load();
  else showFact(true);
}

async function load() {
  asking?.abort();
  asking = new AbortController();
  byId("graph").setAttribute("aria-busy", "true");
  try {
    data = await fetchJson(`/api/graph${writeState(state, ["fact"])}`, asking.signal);
  } catch (error) {
    if (error.name === "AbortError") return;
    data = { ...data, message: error.message };
  }
  byId("graph").removeAttribute("aria-busy");
  show();
}

function show() {
  picture.show(data, wordsOf);
  showFacets(data, state, go);
  showWeeks(data.weeks, state, go);
  showTable();
  showStatus();
  choose(data.nodes.some((node) => node.id === chosen) ? chosen : data.focus ? `entity/${data.focus.id}` : null, false);
  showFact(false);
}

function showStatus() {
  const { shown, total } = data;
  byId("status").replaceChildren(
    data.focus ? el("strong", {}, data.focus.label) : "", data.focus ? ": " : "",
    `${number.format(shown.entities)} of ${number.format(total.entities)} entities, ${number.format(shown.lines)} of ${number.format(total.lines)} lines, ${number.format(shown.facts)} of ${number.format(total.facts)} facts shown`,
    el("span", { class: "quiet" }, ` · snapshot ${data.number}${data.newest ? ` · newest article ${data.newest}` : ""}`));
  const empty = !data.total.store ? "This store holds no facts yet: ingest some articles, and they appear here."
    : !data.nodes.length ? (data.facts.length ? "No line joins two entities here; the facts stand in the table." : "Nothing fits these filters. Take one away, or reset them.") : "";
  const notice = byId("notice");
  notice.textContent = data.message || empty;
  notice.hidden = !notice.textContent;
  byId("hint").hidden = !data.edges.length;
}

function nameOf(id) {
  return data.nodes.find((node) => node.id === id)?.name || id;
}

/** What a line says: a word or two on the line, the whole in its tip. */
function wordsOf(edge, whole = false) {
  const stand = edge.stand === "happened" ? "" : ` (${standWords(edge.stand)})`;
  if (!whole) return edge.kind + stand;
  const articles = edge.articles === 1 ? "1 article" : `${edge.articles} articles`;
  return `${nameOf(edge.from)} → ${nameOf(edge.to)}: ${edge.kind}${stand} · ${articles}`;
}

function standWords(stand) {
  return data.facets.stand.find((choice) => choice.value === stand)?.label || stand;
}

function choose(id, select = true) {
  chosen = id;
  const node = data.nodes.find((other) => other.id === id);
  byId("expand").disabled = !node?.more;
  byId("expand").textContent = node?.more ? `Expand (${node.more})` : "Expand";
  byId("focus").disabled = byId("hide").disabled = !node;
  if (select && node) picture.select({ nodes: [id] });
}

function expand() {
  if (chosen && !byId("expand").disabled) go({ expanded: [...state.expanded, chosen] });
}

function openLine(id) {
  const edge = data.edges.find((other) => other.id === id);
  if (edge) go({ fact: edge.claims[0] });
}

/** The facts that Previous and Next walk through: those behind the line, else the one. */
function among(fact) {
  const edge = data.edges.find((other) => other.claims.includes(fact));
  return edge ? edge.claims : [fact];
}

function showFact(takeFocus) {
  for (const row of document.querySelectorAll("#facts tbody tr")) row.classList.toggle("open", row.dataset.fact === state.fact);
  if (!state.fact) return clearEvidence();
  const fact = data.facts.find((other) => other.id === state.fact);
  const lines = fact ? fact.lines : data.edges.filter((edge) => edge.claims.includes(state.fact)).map((edge) => edge.id);
  picture.select({ lines });
  showEvidence(state.fact, among(state.fact), { takeFocus, onStep: (id) => go({ fact: id }), onFocus: (entity) => go({ focus: entity.id }) });
}

function backToRow() {
  document.querySelector(`#facts tr[data-fact="${CSS.escape(state.fact)}"] button`)?.focus();
}

function showTable() {
  const facts = [...data.facts];
  if (order.key) facts.sort((one, other) => (one[order.key] || "").localeCompare(other[order.key] || "") * (order.down ? -1 : 1));
  document.querySelector("#facts tbody").replaceChildren(...facts.map((fact) =>
    el("tr", { "data-fact": fact.id, onmouseenter: () => picture.select({ lines: fact.lines }), onclick: (event) => event.target.closest("button") || go({ fact: fact.id }) },
      el("td", {}, el("button", { type: "button", class: "as-link", onclick: () => go({ fact: fact.id }) }, fact.statement)),
      el("td", {}, el("span", { class: `badge stand-${fact.stand}` }, fact.standing)),
      el("td", {}, fact.voice, fact.anonymous ? el("span", { class: "badge anonymous" }, "anonymous") : null),
      el("td", { class: "day" }, fact.day || "no date"),
      el("td", {}, fact.outlet))));
}

function sortBy(key) {
  order = { key, down: order.key === key && !order.down };
  for (const button of document.querySelectorAll("#facts thead button")) {
    button.closest("th").setAttribute("aria-sort", button.dataset.key !== key ? "none" : order.down ? "descending" : "ascending");
  }
  showTable();
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    byId("copy").textContent = "Copied";
  } catch {
    byId("copy").textContent = "Copy it from the address bar";
  }
  setTimeout(() => { byId("copy").textContent = "Copy link"; }, 2000);
}

async function download(event) {
  const form = event.currentTarget.value;
  event.currentTarget.value = "";
  if (!form) return;
  const asked = writeState(state, ["fact"]);
  const address = form === "png" ? URL.createObjectURL(await picture.picture()) : `/api/graph/export${asked}${asked ? "&" : "?"}format=${form}`;
  const link = el("a", { href: address, download: form === "png" ? "onrecord.png" : "" });
  link.click();
  if (form === "png") URL.revokeObjectURL(address);
}

// For browser tests: where on the screen a line can be clicked.
globalThis.onrecord = { picture, data: () => data };
