// Search, legend, filters, keys, language and colours.
const haystack = cards.filter(card => card.form !== "cell").map(card => [card, fold([...card.words, ...(card.mark ?? []), ...(card.names ?? [])].join(" ").slice(0, 2000))]);
function find(text) {
  const words = fold(text).split(" ").filter(Boolean);
  if (!words.length) return [];
  const all = words.join(" "), rank = hay => (hay.startsWith(all) ? 0 : hay.includes(all) ? 1 : 2);
  return haystack.filter(([card, hay]) => words.every(word => hay.includes(word)) && !/#\d+$/.test(card.id)).sort((a, b) => rank(a[1]) - rank(b[1])).slice(0, 12).map(([card]) => card);
}
function offer() {
  const found = find(field.value);
  matches.replaceChildren(...found.map((card, at) => el("li", { role: "option", id: `match-${at}`, "aria-selected": at === 0, onclick: () => take(card) }, short(nameOf(card)), el("small", null, say(card.panel.kind)))));
  if (!found.length && field.value.trim()) matches.append(el("li", { role: "option", "aria-selected": "false", "aria-disabled": "true" }, hint("Không tìm thấy", "Nothing found")));
  matches.hidden = !field.value.trim();
  field.setAttribute("aria-expanded", !matches.hidden);
  found.length && !matches.hidden ? field.setAttribute("aria-activedescendant", "match-0") : field.removeAttribute("aria-activedescendant");
}
function take(card) {
  matches.hidden = true;
  field.setAttribute("aria-expanded", "false");
  // The bodies of worlds are scenes of their own.
  if (scenes.length > 1 && !about.tree && scenes.some(one => one.id === card.id)) show(card.id);
  visit(card.id);
}
const legend = [...document.querySelectorAll("[data-group]")];
const showLegend = () => legend.forEach(button => button.setAttribute("aria-pressed", !off.has(button.dataset.group)));
// The numbers of the legend are those of the scene.
function count() {
  if (scenes.length < 2) return;
  for (const button of legend) {
    const of = button.dataset.group, link = button.classList.contains("link");
    const found = link ? links.filter(one => one.group === of && places.has(one.from) && places.has(one.to)) : cards.filter(one => one.group === of && places.has(one.id) && !(about.tree && one.id.includes("#")));
    button.querySelector("small").textContent = found.length;
    button.hidden = !found.length;
  }
}
function sieve() { settle(); sift(); told = false; choose(null); fill(); }
for (const button of legend) {
  button.addEventListener("click", () => {
    const group = button.dataset.group;
    off.has(group) ? off.delete(group) : off.add(group);
    showLegend();
    sieve();
  });
}
function paintLegend() { for (const button of legend) button.style.setProperty("--of", inkOf(button.dataset.group)); }
const filters = { document: byId("of-document"), when: byId("of-time") };
function showFilters() { for (const [name, select] of Object.entries(filters)) if (select) select.value = asked[name]; }
for (const [name, select] of Object.entries(filters)) select?.addEventListener("change", () => { asked[name] = select.value; sieve(); });
// Lists of choices speak one language at a time.
function name() {
  for (const option of document.querySelectorAll("option[data-vi]")) option.textContent = english() ? option.dataset.en : option.dataset.vi;
}
const picker = byId("scene");
if (picker) picker.value = scene.id;
picker?.addEventListener("change", () => show(picker.value));

field.addEventListener("input", offer);
field.addEventListener("focus", offer);
field.addEventListener("keydown", event => {
  const found = [...matches.children], at = found.findIndex(option => option.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found[at + step]) {
    found[at].setAttribute("aria-selected", false);
    found[at + step].setAttribute("aria-selected", true);
    field.setAttribute("aria-activedescendant", found[at + step].id);
    event.preventDefault();
  }
  if (event.key === "Enter") found[at]?.click();
});
document.addEventListener("click", event => { if (!event.target.closest(".search")) matches.hidden = true; });
document.addEventListener("keydown", event => { if (event.key === "Escape") { matches.hidden = true; shut(); } });

// Keys: arrows go to the nearest neighbour on that side, or else to the nearest card; Enter tells, + and - fold.
const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
function beside(id, [dx, dy]) {
  const from = places.get(id), linked = new Set(linksOf.get(id).filter(link => !hiddenLink(link)).flatMap(link => [link.from, link.to]));
  let best = null, least = Infinity;
  for (const other of seen) {
    if (other === id) continue;
    const to = places.get(other), x = to.x - from.x, y = to.y - from.y, ahead = x * dx + y * dy, across = Math.abs(x * dy) + Math.abs(y * dx);
    if (ahead < 4) continue;
    // Across columns lines lead the way; within a column the next card does.
    const cost = ahead + across * (dy ? 6 : 2) - (linked.has(other) && dx ? 100000 : 0);
    if (cost < least) { least = cost; best = other; }
  }
  return best;
}
host.addEventListener("keydown", event => {
  const way = ways[event.key];
  if (way) {
    event.preventDefault();
    event.stopPropagation();
    const start = cardOf.has(chosen) && seen.has(chosen) ? beside(chosen, way) : (seen.has(scene.id) ? scene.id : shownCards()[0]?.id);
    if (start) { choose(start); bring(start); }
  } else if (event.key === "Enter" && chosen) {
    event.preventDefault();
    pick(chosen);
    panel.querySelector("h2")?.focus();
  } else if ((event.key === "+" || event.key === "-") && cardOf.has(chosen) && folded.has(chosen) === (event.key === "+")) foldCard(chosen);
}, true);
host.addEventListener("focus", () => { if (chosen === null && host.matches(":focus-visible")) { const first = seen.has(scene.id) ? scene.id : shownCards()[0]?.id; if (first) choose(first); } });

network.on("click", ({ nodes: [node], edges: [edge] }) => pick(node ?? edge ?? null));
network.on("doubleClick", ({ nodes: [node] }) => { if (node && foldable(cardOf.get(node))) foldCard(node); });
network.on("hoverNode", ({ node }) => { host.style.cursor = "pointer"; host.title = [nameOf(cardOf.get(node)), say(cardOf.get(node).panel.where)].filter(Boolean).join("\n"); });
network.on("blurNode", () => { host.style.cursor = ""; host.title = hint(host.dataset.hintVi, host.dataset.hintEn); });
byId("nearer").addEventListener("click", () => zoom(1.25));
byId("farther").addEventListener("click", () => zoom(0.8));
byId("whole").addEventListener("click", () => { told = false; choose(null); open(true); });
let spoken = document.documentElement.lang;
addEventListener("language", () => { name(); if (spoken === document.documentElement.lang) return; spoken = document.documentElement.lang; wrapped = new Map(); settle(); sift(); refresh(); tell(); fill(); if (chosen === null) open(); });
addEventListener("scheme", () => { inks = new Map(); paintLegend(); refresh(); tell(); });
new ResizeObserver(() => {
  if (opened === size()) return;
  open();
  if (cardOf.has(chosen)) bring(chosen);
}).observe(host);
// The wheel moves the picture, as it does a page; with Ctrl, or a pinch of the fingers, it zooms.
host.addEventListener("wheel", event => {
  if (event.ctrlKey || dots) return;
  event.preventDefault();
  event.stopPropagation();
  const { x, y } = network.getViewPosition(), unit = (event.deltaMode ? 16 : 1) / network.getScale();
  network.moveTo({ position: { x: x + event.deltaX * unit, y: y + event.deltaY * unit } });
}, { capture: true, passive: false });
host.querySelector(".vis-network").tabIndex = -1;
host.querySelector("canvas").setAttribute("aria-hidden", "true");
name(); paintLegend(); open(); follow();
addEventListener("hashchange", follow);
Object.assign(window, { network, nodes, edges });
window.picture = {
  cards: () => cards, links: () => links,
  labels: () => dots ? [...labelled.values()] : shownCards().map(card => ({ id: card.id, ...rectangle(card) })),
  chosen: () => chosen, seen: () => [...seen], places: () => Object.fromEntries(places), csv, drawn: performance.now(),
};
