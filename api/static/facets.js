// Filters with counts, the legend that is one of them, and the weeks in which facts came out.
import { byId, el, svg } from "./dom.js";
import { toggled } from "./state.js";

export function showFacets(data, state, onChange) {
  byId("facets").replaceChildren(
    words(state, onChange),
    types(data.facets.type, state, onChange),
    group("How it stands", "stand", data.facets.stand, state, onChange, (choice) => line(choice.value)),
    group("What was done", "kind", data.facets.kind, state, onChange),
    sources(data.facets.source, state, onChange),
    days(state, onChange),
    el("button", { type: "button", class: "reset", onclick: () => onChange(EMPTY) }, "Reset everything"),
  );
}

const EMPTY = { focus: "", kind: [], stand: [], without: [], expanded: [], hide: [], source: "", article: "", from: "", to: "", q: "", nodes: "", fact: "" };

function words(state, onChange) {
  const box = el("input", { id: "words", type: "search", value: state.q, placeholder: "e.g. export", onchange: (event) => onChange({ q: event.currentTarget.value.trim(), fact: "" }) });
  return el("div", { class: "facet" }, el("label", { for: "words", class: "facet-name" }, "Words in the sentence"), box);
}

function types(choices, state, onChange) {
  return el("fieldset", { class: "facet" }, el("legend", {}, "Entities drawn"),
    ...choices.map((choice) => check(`type-${choice.value}`, !state.without.includes(choice.value), choice,
      () => onChange({ without: toggled(state.without, choice.value) }),
      el("span", { class: `sign kind-${choice.value.toLowerCase()} shape-${choice.value.toLowerCase()}`, "aria-hidden": "true" }))));
}

function group(title, name, choices, state, onChange, sign = () => null) {
  return el("fieldset", { class: "facet" }, el("legend", {}, title),
    ...choices.map((choice) => check(`${name}-${choice.value}`, state[name].includes(choice.value), choice,
      () => onChange({ [name]: toggled(state[name], choice.value), fact: "" }), sign(choice))));
}

function sources(choices, state, onChange) {
  const known = choices.some((choice) => choice.value === state.source);
  return el("div", { class: "facet" }, el("label", { for: "source", class: "facet-name" }, "On whose word"),
    el("select", { id: "source", onchange: (event) => onChange({ source: event.currentTarget.value, fact: "" }) },
      el("option", { value: "" }, "Anybody's"),
      state.source && !known ? el("option", { value: state.source, selected: true }, state.source) : null,
      ...choices.map((choice) => el("option", { value: choice.value, selected: choice.value === state.source }, `${choice.label} (${choice.count})`))));
}

function days(state, onChange) {
  const field = (name, label) => el("label", {}, label, el("input", { type: "date", value: state[name], onchange: (event) => onChange({ [name]: event.currentTarget.value, fact: "" }) }));
  return el("fieldset", { class: "facet days" }, el("legend", {}, "When it was"), field("from", "from"), field("to", "to"));
}

function check(id, checked, choice, onchange, sign) {
  return el("label", { class: "check", for: id }, el("input", { id, type: "checkbox", checked, onchange }), sign,
    el("span", { class: "check-label" }, choice.label), el("span", { class: "count" }, String(choice.count)));
}

function line(stand) {
  return svg("svg", { class: `line stand-line-${stand}`, width: 30, height: 8, "aria-hidden": "true" }, svg("line", { x1: 0, y1: 4, x2: 30, y2: 4 }));
}

/** A bar for each week; a click narrows to it. The date fields do the same from the keyboard. */
export function showWeeks(weeks, state, onChange) {
  const box = byId("timeline");
  box.hidden = weeks.length < 2;
  if (box.hidden) return;
  const most = Math.max(...weeks.map((week) => week.count)), wide = 100 / weeks.length;
  const bars = weeks.map((week, place) => {
    const end = new Date(`${week.start}T12:00:00Z`);
    end.setUTCDate(end.getUTCDate() + 6);
    const last = end.toISOString().slice(0, 10), height = week.count ? 4 + (28 * week.count) / most : 0;
    const inside = (!state.from || last >= state.from) && (!state.to || week.start <= state.to);
    const bar = svg("rect", { x: `${place * wide}%`, y: 34 - height, width: `${Math.min(wide * 0.8, 4)}%`, height, rx: 1.5, class: inside ? "bar-in" : "bar-out" }, svg("title", {}, `Week of ${week.start}: ${week.count} published`));
    bar.addEventListener("click", () => onChange({ from: week.start, to: last, fact: "" }));
    return bar;
  });
  box.replaceChildren(svg("svg", { width: "100%", height: 36, role: "img", "aria-label": `Facts published per week, ${weeks[0].start} to ${weeks.at(-1).start}` }, ...bars),
    el("p", { class: "ends" }, el("span", {}, weeks[0].start), el("span", {}, "published per week"), el("span", {}, weeks.at(-1).start)));
}
