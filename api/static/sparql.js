// The SPARQL page: writes a query, shows the answer as a table, keeps the query in the address.
import { byId, el } from "./dom.js";

const questions = JSON.parse(byId("questions").textContent);
const MOST = 1000; // rows that are put on the page; a file holds all
const START = `PREFIX rec: <https://w3id.org/onrecord#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?agent ?object ?status WHERE {
  ?claim a rec:Approval ;
    rec:agent/skos:prefLabel ?agent ;
    rec:object/skos:prefLabel ?object ;
    rec:status ?status .
}
LIMIT 50`;

const box = byId("query"), said = byId("said"), results = byId("results");
box.value = new URLSearchParams(location.search).get("query") || START;
byId("run").addEventListener("click", run);
byId("example").addEventListener("change", (event) => {
  const question = questions[event.currentTarget.value];
  if (!question) return;
  box.value = question.sparql;
  run();
});
byId("save").addEventListener("change", save);
box.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run(); });
if (new URLSearchParams(location.search).get("query")) run();

function ask(accept) {
  return fetch("/sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: accept }, body: box.value });
}

async function run() {
  said.textContent = "Asking…";
  history.replaceState(null, "", box.value.length < 6000 ? `?${new URLSearchParams({ query: box.value })}` : location.pathname);
  const began = performance.now();
  try {
    const answer = await ask("application/sparql-results+json, text/turtle;q=0.9");
    const body = await answer.text();
    results.hidden = false;
    const time = `${((performance.now() - began) / 1000).toFixed(2)} s`;
    if (!answer.ok) fail(JSON.parse(body).error);
    else if (answer.headers.get("Content-Type").startsWith("text/turtle")) show(`in ${time}`, el("pre", {}, body));
    else tell(JSON.parse(body), time);
  } catch (error) {
    fail(`The server could not be reached: ${error.message}`);
  }
}

function tell(answer, time) {
  if ("boolean" in answer) return show(`in ${time}`, el("p", { class: "statement" }, answer.boolean ? "Yes" : "No"));
  const rows = answer.results.bindings, names = answer.head.vars;
  show(`${rows.length} row${rows.length === 1 ? "" : "s"} in ${time}${rows.length > MOST ? `; the first ${MOST} are shown` : ""}`,
    el("table", {}, el("thead", {}, el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, ...rows.slice(0, MOST).map((row) => el("tr", {}, ...names.map((name) => el("td", {}, cell(row[name]))))))));
}

const ID = document.documentElement.dataset.instances;

function cell(term) {
  if (!term) return "";
  if (term.type === "uri" && ID && term.value.startsWith(ID)) return el("a", { href: `/id/${term.value.slice(ID.length)}` }, term.value.slice(ID.length));
  return term.type === "uri" ? el("span", { class: "iri" }, term.value) : term.value;
}

function show(words, ...parts) {
  said.textContent = words;
  said.className = "quiet";
  results.replaceChildren(...parts);
}

function fail(sentence) {
  said.textContent = sentence;
  said.className = "warning";
  results.hidden = true;
}

async function save(event) {
  const form = event.currentTarget.value;
  event.currentTarget.value = "";
  if (!form) return;
  const answer = await ask(form);
  if (!answer.ok) return fail((await answer.json()).error);
  const address = URL.createObjectURL(await answer.blob());
  el("a", { href: address, download: `answer.${{ "text/csv": "csv", "text/turtle": "ttl" }[form] || "json"}` }).click();
  URL.revokeObjectURL(address);
}
