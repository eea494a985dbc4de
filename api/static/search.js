// The search box: names as you type, arrows to choose, Enter to start from one.
import { byId, el, fetchJson } from "./dom.js";

const PAUSE = 120; // milliseconds after the last key

export function startSearch(onChoice) {
  const box = byId("search"), list = byId("hits");
  let hits = [], place = -1, timer = 0, asking = null;

  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    place = -1;
  };
  const choose = (entity) => {
    close();
    box.value = "";
    onChoice(entity);
  };
  const mark = (next) => {
    place = (next + hits.length) % hits.length;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === place)));
    box.setAttribute("aria-activedescendant", `hit-${place}`);
  };
  const show = (found) => {
    hits = found;
    list.replaceChildren(...(hits.length
      ? hits.map((entity, index) => el("li", { id: `hit-${index}`, role: "option", "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); choose(entity); } },
        el("span", { class: `dot kind-${entity.kind.toLowerCase()}` }), el("span", {}, entity.label), el("span", { class: "quiet" }, `${entity.kind} · ${entity.claims}`)))
      : [el("li", { class: "quiet", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing here has that name")]));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    if (hits.length) mark(0);
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      show(await fetchJson(`/api/search?q=${encodeURIComponent(box.value)}`, asking.signal));
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    if (box.value.trim()) timer = setTimeout(ask, PAUSE);
    else close();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (list.hidden || !hits.length) return;
    else if (event.key === "ArrowDown") mark(place + 1);
    else if (event.key === "ArrowUp") mark(place - 1);
    else if (event.key === "Enter") choose(hits[Math.max(place, 0)]);
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", close);
}
