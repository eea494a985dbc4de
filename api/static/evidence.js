// The evidence of one fact: what it says, how it stands, who says so, and its sentence marked in the article.
import { byId, el, fetchJson, outside } from "./dom.js";

const ROLES = { agent: "who", object: "what", recipient: "for or to whom", trigger: "the deed", condition: "the condition", when: "when", quantity: "how much", source: "the source" };
const NEAR = 1200; // characters before and after the sentence that are shown at once

let current = null;

/** Shows the fact with that id ("claim/…"); several ids give Previous and Next. */
export async function showEvidence(id, among, { onStep, onFocus, takeFocus }) {
  if (current) current.abort();
  current = new AbortController();
  const body = byId("evidence-body");
  byId("evidence").classList.remove("idle");
  body.setAttribute("aria-busy", "true");
  try {
    const data = await fetchJson(`/api/claims/${encodeURIComponent(id.split("/").pop())}/evidence`, current.signal);
    body.replaceChildren(...parts(data, id, among, onStep, onFocus).filter(Boolean));
    scrollToMark(body);
    if (takeFocus) byId("evidence-heading").focus({ preventScroll: !isNarrow() });
  } catch (error) {
    if (error.name === "AbortError") return;
    body.replaceChildren(el("p", { class: "warning" }, error.message));
  }
  body.removeAttribute("aria-busy");
}

export function clearEvidence() {
  byId("evidence").classList.add("idle");
  byId("evidence-body").replaceChildren(
    el("p", { class: "quiet" }, "Choose a line of the picture or a row of the table: here you read the sentence that says it, marked in its article, and on whose word."),
  );
}

const isNarrow = () => matchMedia("(max-width: 900px)").matches;

function parts(data, id, among, onStep, onFocus) {
  const { claim } = data;
  const stand = claim.polarity === "negative" && claim.status !== "denied" ? "negative" : claim.status;
  return [
    steps(id, among, onStep),
    el("p", { class: "statement" }, claim.statement),
    el("p", { class: "standing" }, el("span", { class: `badge stand-${stand}` }, claim.standing), data.condition ? el("span", { class: "quiet" }, ` ${data.condition}`) : null),
    others("Contradicted by", data.conflicts, onStep, "disputed"),
    people(claim, onFocus),
    ladder(data),
    source(data),
    passage(data),
    data.event ? others(`Told by ${count(data.event.articles, "article")}, from ${count(data.event.origins, "origin")}`, data.event.others, onStep) : null,
    details(data),
  ];
}

function steps(id, among, onStep) {
  if (among.length < 2) return null;
  const place = among.indexOf(id);
  const go = (way) => onStep(among[(place + way + among.length) % among.length]);
  return el("div", { class: "steps" },
    el("button", { type: "button", onclick: () => go(-1) }, "Previous"),
    el("span", {}, `${place + 1} of ${among.length} facts behind this line`),
    el("button", { type: "button", onclick: () => go(1) }, "Next"));
}

function people(claim, onFocus) {
  const row = (word, entities) => entities.length
    ? [el("dt", {}, word), el("dd", {}, ...entities.flatMap((entity, place) => [place ? ", " : "",
      el("button", { type: "button", class: "as-link", onclick: () => onFocus(entity), title: "Start the picture here" }, entity.label)]))]
    : [];
  const when = claim.earliest ? (claim.earliest === claim.latest ? claim.earliest : `${claim.earliest} to ${claim.latest || "open"}`) : "";
  return el("dl", { class: "roles" },
    ...row("Who", claim.agents), ...row("What", claim.objects), ...row("For or with", claim.recipients),
    ...(when ? [el("dt", {}, "When"), el("dd", {}, when)] : []),
    ...(claim.quantity ? [el("dt", {}, "How much"), el("dd", {}, claim.quantity)] : []));
}

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** Other facts about the same: those that contradict this one, or tell it too. */
function others(title, found, onStep, kind = "") {
  if (!found.length) return null;
  return el("section", { class: `others ${kind}`, "aria-label": title }, el("h3", {}, title),
    el("ul", {}, ...found.map((other) => el("li", {},
      el("button", { type: "button", class: "as-link", onclick: () => onStep(`claim/${other.id}`) }, other.statement),
      el("span", { class: "quiet" }, ` ${other.standing} · ${other.source}${other.difference ? ` · ${other.difference}` : ""}`)))));
}

function ladder(data) {
  const article = data.claim.article;
  const items = data.steps.map((step) => el("li", {},
    el("strong", {}, step.source ? step.source.label : "a source that the text does not name"),
    step.anonymous ? el("span", { class: "badge anonymous" }, step.count ? `${step.count} anonymous` : "anonymous") : null,
    step.sentence ? el("span", { class: "quiet" }, ` “${step.sentence}”`) : null));
  return el("section", { class: "ladder", "aria-label": "On whose word" },
    el("h3", {}, "On whose word"),
    el("ol", {}, el("li", {}, el("strong", {}, article.publisher || article.identifier), el("span", { class: "quiet" }, items.length ? " writes" : " in its own voice")), ...items),
    data.claim.origin ? el("p", { class: "quiet" }, `Goes back to ${data.claim.origin.label}.`) : null);
}

function source(data) {
  const { article } = data.claim;
  return el("p", { class: "source" },
    el("a", { href: `/id/article/${article.id}` }, article.title || article.identifier), " · ",
    article.publisher || "outlet unknown", " · ", article.published || "no date",
    article.url ? " · " : null, article.url ? outside(article.url, "open at the outlet") : null);
}

function passage(data) {
  const used = [...new Set(data.pieces.flatMap((piece) => piece.roles))];
  const mark = el("mark", { id: "sentence" }, ...data.pieces.map((piece) =>
    piece.roles.length ? el("span", { class: piece.roles.map((role) => `role role-${role}`).join(" "), title: piece.roles.map((role) => ROLES[role] || role).join(", ") }, piece.text) : piece.text));
  const before = [...data.before], after = [...data.after];
  const text = el("div", { class: "passage", tabindex: "0", role: "region", "aria-label": "The article, the sentence marked" });
  const rest = (characters, place) => characters.length && el("button", { type: "button", class: "more", onclick: (event) => event.currentTarget.replaceWith(characters.join("")) }, place);
  const early = before.slice(0, Math.max(0, before.length - NEAR)), late = after.slice(NEAR);
  text.append(...[rest(early, "Show what comes before"), before.slice(early.length).join(""), mark, after.slice(0, NEAR).join(""), rest(late, "Show what follows")].filter(Boolean));
  return el("section", { "aria-label": "The sentence" },
    el("h3", {}, "The sentence"), text,
    used.length ? el("p", { class: "role-key quiet" }, ...used.map((role) => el("span", { class: `role role-${role}` }, ROLES[role] || role))) : null);
}

function details(data) {
  const name = data.claim.id;
  return el("details", { class: "how" },
    el("summary", {}, "How it was found"),
    el("dl", { class: "roles" },
      el("dt", {}, "Rule"), el("dd", {}, data.rule),
      el("dt", {}, "Confidence"), el("dd", {}, String(data.confidence)),
      el("dt", {}, "Characters"), el("dd", {}, `${data.start} to ${data.end} of the article's text`),
      el("dt", {}, "Read by"), el("dd", {}, `OnRecord ${data.run.version || ""}, ${data.run.model || "model not recorded"}`)),
    el("p", {}, el("a", { href: `/id/claim/${name}` }, "Page of this fact"), " · ",
      el("a", { href: `/id/claim/${name}.ttl` }, "Turtle"), " · ", el("a", { href: `/id/claim/${name}.jsonld` }, "JSON-LD")));
}

/** Scrolls the article to its sentence; the page itself stays where it is. */
function scrollToMark(body) {
  const text = body.querySelector(".passage"), mark = body.querySelector("mark");
  if (text && mark) text.scrollTop = Math.max(0, mark.offsetTop - text.clientHeight / 3);
}
