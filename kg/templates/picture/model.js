// What the picture holds, and which part of it is to be seen.
const { nodes: cards, edges: links, options, scenes, ...about } = JSON.parse(document.getElementById("graph").textContent);
unfold();
// What many say alike is written once: kg/view/writing.py says how.
function unfold() {
  const texts = about.texts.map(([vi, en = vi]) => [vi, en]);
  const text = at => (Array.isArray(at) ? [0, 1].map(lang => at.map(part => texts[part][lang]).join(" · ")) : texts[at]);
  const panels = about.panels.map(panel => ({
    ...panel, kind: text(panel.kind), where: text(panel.where), summary: text(panel.summary), ask: about.commands[panel.ask],
    facts: panel.facts?.map(fact => fact.map(text)), more: panel.more?.map(([words, href]) => [text(words), href]),
    quotes: panel.quotes?.map(([at, ...rest]) => [about.sources[at], ...rest]),
  }));
  const shared = thing => ({ group: thing.group ?? "", panel: panels[thing.panel], doc: about.homes[thing.home] ?? "" });
  const idOf = card => (card.id ??= idOf(cards[card.head]) + card.part);
  cards.forEach(idOf);
  for (const card of cards) Object.assign(card, shared(card), { words: text(card.words) ?? ["", ""], mark: text(card.mark), foot: text(card.foot), head: typeof card.head === "number" ? cards[card.head].id : card.head });
  for (const link of links) Object.assign(link, shared(link), { from: cards[link.from].id, to: cards[link.to].id, arrows: about.arrows });
}
const byId = id => document.getElementById(id);
const host = byId("network"), panel = byId("panel"), field = byId("search"), matches = byId("matches");
const cardOf = new Map(cards.map(card => [card.id, card])), linkOf = new Map(links.map(link => [link.id, link]));
const linksOf = new Map(cards.map(card => [card.id, []]));
for (const link of links) { linksOf.get(link.from).push(link); if (link.to !== link.from) linksOf.get(link.to).push(link); }
const childrenOf = new Map();
if (about.tree) for (const card of cards) if (card.head) childrenOf.set(card.head, [...(childrenOf.get(card.head) ?? []), card]);
const dots = cards.length > 0 && cards[0].form === "dot";
const narrowAt = 720, least = { wide: 0.78, narrow: 1 }, most = 1.5, margin = 12;
// What the legend and the two lists leave out; what is folded; what is chosen, and what lies near it.
const off = new Set();
const asked = { document: "", when: "" };
let scene = scenes[0] ?? { id: "", words: ["", ""], folded: [], layouts: {} };
let folded = new Set(), places = new Map(), screen = "wide", chosen = null, near = null, told = false;

const english = () => document.documentElement.lang === "en";
const hint = (vi, en) => (english() ? en : vi);
const say = words => (words ? words[english() ? 1 : 0] || words[0] : "");
const fold = text => text.replace(/[đĐ]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}%]+/gu, " ").trim();
const nameOf = card => [say(card.mark), say(card.words)].filter(Boolean).join(" · ");

// Places: where each card of the scene stands on this screen, in this language.
function settle() {
  screen = host.clientWidth < narrowAt ? "narrow" : "wide";
  const layout = scene.layouts[`${screen} ${english() ? "en" : "vi"}`] ?? scene.layouts[`${screen} vi`] ?? scene.layouts["wide vi"] ?? [];
  places = new Map(layout.map(([at, x, y, width, height, lines]) => [cards[at].id, { x, y, width, height, lines }]));
  if (about.tree && !sameFolds()) stack();
}
const sameFolds = () => folded.size === scene.folded.length && scene.folded.every(at => folded.has(cards[at].id));
// A tree closes up where a branch is folded, by the rule by which it was first laid out.
function stack() {
  const gap = 4;
  let edge = 0;
  const lay = card => {
    const place = places.get(card.id), below = folded.has(card.id) ? [] : childrenOf.get(card.id) ?? [];
    if (screen === "narrow" || !below.length) { place.y = edge + place.height / 2; edge += place.height + gap; }
    below.forEach(lay);
    if (screen === "wide" && below.length) place.y = (places.get(below[0].id).y + places.get(below.at(-1).id).y) / 2;
  };
  const root = cardOf.get(scene.id);
  if (root) lay(root);
}

const fits = thing => (!asked.document || !thing.doc || thing.doc === asked.document) && (!asked.when || !thing.when || thing.when === asked.when);
const bare = id => about.tree ? false : folded.has(id);
function foldedAway(card) {
  if (about.tree) {
    for (let above = card.head; above; above = cardOf.get(above)?.head) if (folded.has(above)) return true;
    return false;
  }
  if (!folded.size || folded.has(card.id)) return false;
  const ends = linksOf.get(card.id).filter(link => places.has(link.from) && places.has(link.to)).map(link => (link.from === card.id ? link.to : link.from));
  return ends.length > 0 && ends.every(bare);
}
const kept = card => !off.has(card.group) && fits(card);
// In a tree what is filtered out stays where something under it is to be seen.
const keptBelow = card => kept(card) || (about.tree && (childrenOf.get(card.id) ?? []).some(keptBelow));
let seen = new Set();
const hiddenLink = link => off.has(link.group) || !fits(link) || !seen.has(link.from) || !seen.has(link.to);
function sift() {
  seen = new Set(cards.filter(card => places.has(card.id) && keptBelow(card) && !foldedAway(card)).map(card => card.id));
}
const shownCards = () => cards.filter(card => seen.has(card.id));
const shownLinks = () => links.filter(link => !hiddenLink(link));
