// The view: what is chosen, where the eye is, which scene is shown.
// The size of the room for which the picture was opened last.
let opened = "";
const size = () => `${host.clientWidth} ${host.clientHeight}`;
function open(all) {
  settle(); count(); sift();
  // The legend may have made room: vis-network would fit its view to that later, after this one.
  network.setSize("100%", "100%");
  refresh();
  opened = size();
  const shown = shownCards().map(rectangle), W = host.clientWidth, H = host.clientHeight;
  if (!shown.length) return;
  // Of thousands of boxes the arguments would not fit on the stack.
  const edge = (name, pick) => shown.reduce((found, box) => pick(found, box[name]), shown[0][name]);
  const left = edge("left", Math.min), top = edge("top", Math.min), wide = edge("right", Math.max) + (dots ? 160 : 0) - left, tall = edge("bottom", Math.max) - top;
  const whole = Math.min(W / (wide + 2 * margin), H / (tall + 2 * margin), most);
  const fitting = dots || all || whole >= least[screen] ? whole : Math.min(Math.max(W / (wide + 2 * margin), least[screen]), 1.1);
  const middle = (size, room, start) => (size + 2 * margin <= room + 1 ? size / 2 : Math.min(Math.max(start, room / 2 - margin), size - room / 2 + margin));
  const first = places.get(scene.id || cards[0]?.id) ?? { x: 0, y: 0 };
  network.moveTo({ scale: fitting, position: { x: left + middle(wide, W / fitting, 0), y: top + middle(tall, H / fitting, first.y - top) } });
}
const zoom = by => network.moveTo({ scale: network.getScale() * by, animation: { duration: 160 } });
function refresh() {
  hush();
  edges.update(changed(links, look));
  nodes.update(changed(cards, place));
  join();
  labelledAt = 0;
  network.redraw();
}
function choose(id) {
  chosen = id;
  const link = linkOf.get(id), own = cardOf.has(id) ? linksOf.get(id).filter(other => !hiddenLink(other)) : link ? [link] : [];
  near = own.length ? new Set([id, ...own.flatMap(other => [other.id, other.from, other.to])]) : null;
  network.setSelection({ nodes: cardOf.has(id) ? [id] : [], edges: link ? [id] : [] }, { highlightEdges: false });
  if (dots && cards.length > 1500) { hush(); light(); } else refresh();
  tell();
  byId("said").textContent = id && cardOf.has(id) ? `${nameOf(cardOf.get(id))}. ${say(cardOf.get(id).panel.kind)}, ${own.length} ${hint("liên kết", "links")}` : "";
}
// In a large network only what is near, and what was near before, is drawn anew.
let lit = [];
function light() {
  const now = near ? links.filter(link => near.has(link.id)) : [];
  edges.update(changed([...new Set([...lit, ...now])], look));
  lit = now;
  network.redraw();
}
function pick(id) { told = id !== null; choose(id); }
function visit(id) {
  reveal(id);
  pick(id);
  bring(id);
}
// A card that is filtered out, folded away or in another scene comes into sight.
function reveal(id) {
  const card = cardOf.get(id);
  if (!places.has(id)) { const other = scenes.find(one => Object.values(one.layouts)[0]?.some(([at]) => cards[at].id === id)); if (other) show(other.id); }
  off.delete(card.group);
  if (!fits(card)) { asked.document = asked.when = ""; showFilters(); }
  if (about.tree) for (let above = card.head; above; above = cardOf.get(above)?.head) folded.delete(above);
  else if (foldedAway(card)) folded.clear();
  showLegend();
  settle(); sift();
}
function bring(id) {
  const card = cardOf.get(id), at = places.get(id);
  if (!at) return;
  const scale = Math.max(network.getScale(), dots ? 0.9 : screen === "narrow" ? 1 : least.wide), open = !panel.hidden;
  // On a narrow screen the picture fills the width and stays where it is.
  const across = screen === "narrow" && !dots && card.form !== "box" ? shownCards().reduce((far, other) => Math.max(far, rectangle(other).right), 0) / 2 : at.x;
  const aside = !open ? { x: 0, y: 0 } : screen === "wide" ? { x: -panel.offsetWidth / 2, y: 0 } : { x: 0, y: -panel.offsetHeight / 2 };
  network.moveTo({ position: { x: across, y: at.y }, scale, offset: aside, animation: { duration: 260 } });
}
function foldCard(id) {
  folded.has(id) ? folded.delete(id) : folded.add(id);
  settle(); sift();
  choose(id);
  byId("fold")?.focus();
}
function show(id) {
  const wanted = scenes.find(one => one.id === id);
  if (!wanted || wanted === scene) return;
  scene = wanted;
  folded = new Set(scene.folded.map(at => cards[at].id));
  chosen = near = null;
  told = false;
  tell();
  const picker = byId("scene");
  if (picker) picker.value = scene.id;
  history.replaceState(null, "", `#${encodeURI(scene.id)}`);
  open();
  fill();
}
function follow() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (!wanted) return;
  if (scenes.some(one => one.id === wanted)) show(wanted);
  else if (cardOf.has(wanted)) visit(wanted);
}
