// What is shown is what the address says: every change is a new address, so Back undoes it and a link restores it.

const LISTS = ["kind", "stand", "without", "expanded", "hide"];
const SINGLE = ["focus", "source", "article", "from", "to", "q", "nodes", "fact"];

export function readState(search = location.search) {
  const asked = new URLSearchParams(search);
  const state = {};
  for (const name of LISTS) state[name] = asked.getAll(name);
  for (const name of SINGLE) state[name] = asked.get(name) || "";
  return state;
}

export function writeState(state, without = []) {
  const asked = new URLSearchParams();
  for (const name of SINGLE) if (state[name] && !without.includes(name)) asked.set(name, state[name]);
  for (const name of LISTS) for (const value of state[name]) asked.append(name, value);
  const text = asked.toString();
  return text ? `?${text}` : "";
}

/** The state with some fields changed; a new focus starts afresh. */
export function changed(state, change) {
  const next = { ...state, ...change };
  if ("focus" in change && change.focus !== state.focus) Object.assign(next, { expanded: [], hide: [], fact: "", ...change });
  return next;
}

export const toggled = (list, value) =>
  list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
