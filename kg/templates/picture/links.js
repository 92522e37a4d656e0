// Links: those between the same two cards bow apart; what is judged or inferred is drawn broken.
const paired = new Map();
for (const link of links) {
  const pair = [link.from, link.to].sort().join(" "), at = paired.get(pair) ?? 0;
  paired.set(pair, at + 1);
  link.bow = at;
}
const strokes = { judged: [8, 5], inferred: [2, 4] }, broken = new Set(["cites"]);
function smooth(link) {
  if (dots) return false;
  const from = places.get(link.from), to = places.get(link.to);
  // Two cards of one column: the line bows out at their side.
  if (from && to && Math.abs(from.x - to.x) < Math.min(from.width, to.width) / 2) return { enabled: true, type: "curvedCW", roundness: 0.25 + 0.12 * link.bow };
  return { ...options.edges.smooth, roundness: Math.max(0.15, options.edges.smooth.roundness - 0.15 * link.bow) };
}
function look(link) {
  const close = near?.has(link.id), unseen = hiddenLink(link) || (about.tree && screen === "narrow") || (about.quiet && !close);
  const colour = about.tree ? ink("muted") : inkOf(link.group);
  return { id: link.id, hidden: unseen, smooth: smooth(link), dashes: strokes[link.status] ?? (broken.has(link.group) ? [5, 4] : false),
    color: { color: colour, hover: colour, highlight: colour, opacity: near && !close ? 0.08 : dots ? 0.35 : about.tree ? 0.55 : 0.85 }, width: close ? 2.4 : options.edges.width };
}
// vis-network joins lines at the middle of nodes: here they leave and reach cards at the sides that face.
function jointOf(id, other) {
  const place = places.get(id), far = places.get(other);
  if (!place || !far) return { x: 0, y: 0 };
  const apart = far.x - place.x, aside = Math.abs(apart) < Math.min(place.width, far.width) / 2;
  return { x: place.x + ((aside || apart > 0 ? 1 : -1) * place.width) / 2, y: place.y };
}
function stand(node, other) {
  return Object.create(node, { x: { get: () => jointOf(node.id, other.id).x }, y: { get: () => jointOf(node.id, other.id).y } });
}
function join() {
  if (dots) return;
  for (const edge of Object.values(network.body.edges)) {
    const kind = edge.edgeType;
    if (!edge.connected || kind.joined) continue;
    const from = stand(edge.from, edge.to), to = stand(edge.to, edge.from);
    Object.defineProperties(kind, { joined: { value: true }, from: { get: () => from, set() {} }, to: { get: () => to, set() {} } });
    kind.fromPoint = from;
    kind.toPoint = to;
  }
}

settle();
folded = new Set(scene.folded.map(at => cards[at].id));
sift();
const place = card => { const at = places.get(card.id) ?? { x: 0, y: 0 }; return { id: card.id, label: say(card.words), hidden: !seen.has(card.id), x: at.x, y: at.y }; };
// vis-network works a good while on every node and edge that it is told of: it is told of those that changed.
const lastSaid = new Map();
function changed(things, say) {
  return things.map(say).filter(found => {
    const text = JSON.stringify(found), same = lastSaid.get(found.id) === text;
    lastSaid.set(found.id, text);
    return !same;
  });
}
const nodes = new vis.DataSet(changed(cards, place));
const edges = new vis.DataSet(changed(links, look).map((found, at) => ({ ...found, from: links[at].from, to: links[at].to, arrows: links[at].arrows })));
options.nodes.ctxRenderer = paint;
const network = new vis.Network(host, { nodes, edges }, options);
const rectangle = card => {
  const { x, y, width, height } = places.get(card.id) ?? { x: 0, y: 0, width: 0, height: 0 };
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
};
for (const card of cards) {
  const node = network.body.nodes[card.id];
  Object.defineProperty(node.shape, "boundingBox", { get: () => rectangle(card) });
  node.isOverlappingWith = node.isBoundingBoxOverlappingWith;
}
network.on("beforeDrawing", ctx => labelDots(ctx, network.getScale()));
