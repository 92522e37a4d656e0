// Cards, drawn on the canvas of vis-network.
let inks = new Map(), wrapped = new Map();
const ink = name => {
  if (!inks.has(name)) inks.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return inks.get(name);
};
const own = group => (/^\w+$/.test(group ?? "") && ink(group)) || "";
// Of each legend every group keeps its own ink where it can be told from those before it; the others take what is
// farthest from all that are taken. People count who see no red or no green (Machado, Oliveira and Fernandes, 2009).
const enough = 12, seeing = [
  [1, 0, 0, 0, 1, 0, 0, 0, 1],
  [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
];
const spares = {
  link: ["lead", "coordinate", "direct", "implement", "monitor", "report", "advise", "approve", "statedIn", "reportsTo", "via", "jointlyWith"],
  card: ["Resolution", "ActionProgramme", "Guidance", "OfficialLetter", "Plan", "Decree", "Law", "Scheme", "Programme", "Decision", "Circular", "Directive", "Committee", "Context"],
};
// What a colour looks like to each of these eyes, in CIE's L*a*b*, where distances are as people see them.
function looks(hex) {
  const light = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255).map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return seeing.map(eye => {
    const [r, g, b] = [0, 3, 6].map(row => Math.min(1, Math.max(0, light.reduce((sum, part, at) => sum + part * eye[row + at], 0))));
    const [x, y, z] = [(0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047, 0.2126 * r + 0.7152 * g + 0.0722 * b, (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883].map(part => (part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116));
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  });
}
const apart = (one, other) => Math.min(...one.map((lab, eye) => Math.hypot(...lab.map((part, at) => part - other[eye][at]))));
function allotted(groups, kind) {
  const given = new Map(), taken = [], gap = hex => Math.min(Infinity, ...taken.map(other => apart(looks(hex), other)));
  const give = (group, hex) => { taken.push(looks(hex)); given.set(group, hex); };
  for (const group of groups) if (own(group) && gap(own(group)) >= enough) give(group, own(group));
  for (const group of groups) if (!given.has(group)) give(group, spares[kind].map(ink).reduce((best, hex) => (gap(hex) > gap(best) ? hex : best)));
  return given;
}
function inkOf(group) {
  if (!inks.has("given")) inks.set("given", new Map(["card", "link"].flatMap(kind => [...allotted([...document.querySelectorAll(`[data-group].${kind}`)].map(button => button.dataset.group), kind)])));
  return inks.get("given").get(group) || own(group) || ink("other");
}
const sans = ink("sans"), high = 15;
const fonts = { text: `12.5px ${sans}`, mark: `600 11.5px ${sans}`, foot: `11.5px ${sans}`, head: `600 13px ${sans}`, cell: `600 12px ${sans}` };

// The text in at most so many lines of so many pixels; what does not fit ends in an ellipsis.
function wrap(ctx, text, width, lines, indent) {
  const found = [];
  let line = "", room = width - indent;
  for (const word of text.slice(0, 600).split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (ctx.measureText(longer).width <= room) { line = longer; continue; }
    if (found.length === lines - 1) { line = cut(ctx, longer, room); break; }
    if (line) { found.push(line); room = width; }
    line = ctx.measureText(word).width <= room ? word : cut(ctx, word, room);
  }
  return [...found, line];
}
function cut(ctx, text, room) {
  const letters = [...text];
  let from = 0, to = letters.length;
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if (ctx.measureText(letters.slice(0, middle).join("") + "…").width <= room) from = middle; else to = middle - 1;
  }
  return letters.slice(0, from).join("").trimEnd() + "…";
}
function linesOf(ctx, card, width, lines, indent, text = say(card.words)) {
  const key = `${card.id} ${width} ${lines} ${english()}`;
  if (!wrapped.has(key)) wrapped.set(key, wrap(ctx, text, width, lines, indent));
  return wrapped.get(key);
}
// What is not near the chosen card steps back, and so does a card whose links are all switched off.
let silent = new Set();
function hush() {
  silent = new Set();
  for (const id of seen) {
    const own = near || about.quiet || dots ? [] : linksOf.get(id).filter(link => places.has(link.from) && places.has(link.to));
    if (near ? !near.has(id) && cardOf.get(id).form !== "head" : own.length > 0 && own.every(hiddenLink)) silent.add(id);
  }
}
const quiet = card => silent.has(card.id);
const dark = card => card.form === "head" || (about.tree && card.id === scene.id);
// The document that says most, or the body that the scene is about, bears its own colour all around.
const foremost = card => card.id === scene.id || (card.form === "box" && card === cards[0]);
const tint = (ctx, group, share) => { ctx.globalAlpha *= 0.1 + 0.42 * (share / 100); ctx.fillStyle = group ? inkOf(group) : ink("implement"); };

function outline(ctx, left, top, width, height) { ctx.beginPath(); (ctx.roundRect ?? ctx.rect).call(ctx, left, top, width, height, 4); }
function plate(ctx, card, left, top, width, height, hovered) {
  outline(ctx, left, top, width, height);
  ctx.fillStyle = ink(dark(card) ? "head" : "card");
  ctx.fill();
  ctx.globalAlpha = quiet(card) ? 0.25 : 1;
  if (card.form === "cell") { ctx.save(); tint(ctx, card.group, card.share ?? 0); ctx.fill(); ctx.restore(); }
  else if (!dark(card)) {
    ctx.save();
    ctx.clip();
    ctx.fillStyle = inkOf(card.group);
    ctx.fillRect(left, top, 4, height);
    ctx.restore();
  }
  outline(ctx, left, top, width, height);
  ctx.lineWidth = card.id === chosen || foremost(card) ? 2.4 : 1;
  ctx.strokeStyle = card.id === chosen || hovered ? ink("focus") : foremost(card) && !dark(card) ? inkOf(card.group) : ink("line");
  ctx.stroke();
}
// What a tree's card has under it stands at its end: how many parts, and whether they are shown.
const badge = card => (about.tree && childrenOf.has(card.id) && card.id !== scene.id ? `${folded.has(card.id) ? "+" : "−"}${childrenOf.get(card.id).length}` : about.tree ? "" : folded.has(card.id) ? "+" : "");
const written = [];
function put(ctx, text, x, y, font, colour) {
  ctx.font = fonts[font];
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}
const writers = {
  head(ctx, card, left, y, width) {
    ctx.font = fonts.head;
    put(ctx, linesOf(ctx, card, width, 1, 0, nameOf(card))[0], left, y + 1, "head", ink("head-ink"));
  },
  row(ctx, card, left, y, width, lines) {
    const more = badge(card);
    ctx.font = fonts.mark;
    const indent = say(card.mark) ? ctx.measureText(say(card.mark)).width + 7 : 0;
    const room = width - (more ? 24 : 0);
    ctx.font = fonts.text;
    const found = linesOf(ctx, card, room, lines, indent), top = y - ((found.length - 1) * high) / 2 + 0.5;
    put(ctx, say(card.mark), left, top, "mark", ink(dark(card) ? "head-ink" : "muted"));
    found.forEach((line, at) => put(ctx, line, left + (at ? 0 : indent), top + at * high, "text", ink(dark(card) ? "head-ink" : "ink")));
    if (more) put(ctx, more, left + room + 2, y + 0.5, "mark", ink("accent"));
  },
  box(ctx, card, left, y, width, lines) {
    ctx.font = fonts.text;
    const found = linesOf(ctx, card, width, lines, 0), plain = dark(card) ? "head-ink" : "ink";
    const said = [["head", say(card.mark)], ...found.map(line => ["text", line]), ["foot", say(card.foot)]].filter(([, text]) => text);
    said.forEach(([font, text], at) => {
      ctx.font = fonts[font];
      put(ctx, font === "text" ? text : wrap(ctx, text, width, 1, 0)[0], left, y + (at - (said.length - 1) / 2) * high + 0.5, font, ink(font === "foot" && !dark(card) ? "muted" : plain));
    });
    if (badge(card)) put(ctx, badge(card), left + width - 6, y - 10, "mark", ink("accent"));
  },
  cell(ctx, card, left, y, width, _, x) {
    ctx.textAlign = "center";
    const small = say(card.foot), tall = small && width < 60;
    put(ctx, say(card.words), small && !tall ? x - 20 : x, tall ? y - 8 : y + 0.5, "cell", ink("ink"));
    if (small) put(ctx, small, tall ? x : x + 18, tall ? y + 8 : y + 0.5, "foot", ink("ink"));
    ctx.textAlign = "left";
  },
  // The name of a column reads upwards where it is higher than wide.
  column(ctx, card, left, y, width, lines, x, height) {
    const upright = height > width, long = (upright ? height : width) - 14;
    ctx.font = fonts.text;
    const found = linesOf(ctx, card, long, upright ? lines : 2, 0), first = -((found.length - 1) * 14) / 2;
    ctx.save();
    ctx.translate(x, y);
    if (upright) ctx.rotate(-Math.PI / 2);
    found.forEach((line, at) => put(ctx, line, -long / 2 + (upright ? 3 : 2), first + at * 14, "text", ink("ink")));
    ctx.restore();
  },
};
function paint({ ctx, id, state }) {
  const card = cardOf.get(id), place = places.get(id);
  if (!place) return { drawNode() {}, nodeDimensions: { width: 0, height: 0 } };
  const drawNode = card.form === "dot" ? () => spot(ctx, card, place) : () => {
    const { x, y, width, height, lines } = place;
    ctx.direction = "ltr";
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    plate(ctx, card, x - width / 2, y - height / 2, width, height, state.hover);
    writers[card.form](ctx, card, x - width / 2 + 11, y, width - 18, lines, x, height);
  };
  return { drawNode, nodeDimensions: { width: 0, height: 0 } };
}

// Dots: labels stand where there is room at this zoom, those of the most linked first.
let labelled = new Map(), labelledAt = 0;
function spot(ctx, card, { x, y, width }) {
  const label = labelled.get(card.id);
  ctx.globalAlpha = quiet(card) ? 0.18 : 1;
  ctx.beginPath();
  ctx.arc(x, y, width / 2, 0, 7);
  ctx.fillStyle = inkOf(card.group);
  ctx.fill();
  if (card.id === chosen) { ctx.lineWidth = 3; ctx.strokeStyle = ink("focus"); ctx.stroke(); }
  if (!label && card.id !== chosen) return;
  const scale = labelledAt || 1;
  ctx.font = `${12 / scale}px ${sans}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineWidth = 3 / scale;
  ctx.strokeStyle = ink("paper");
  const text = label?.text ?? short(say(card.words));
  ctx.strokeText(text, x + width / 2 + 3 / scale, y);
  ctx.fillStyle = ink("ink");
  ctx.fillText(text, x + width / 2 + 3 / scale, y);
}
const short = text => ([...text.slice(0, 120)].length > 42 ? [...text.slice(0, 120)].slice(0, 41).join("").trimEnd() + "…" : text);
function labelDots(ctx, scale) {
  if (!dots || labelledAt === scale) return;
  labelledAt = scale;
  labelled = new Map();
  ctx.font = `12px ${sans}`;
  const taken = new Map(), size = 60, order = [...shownCards()].sort((a, b) => linksOf.get(b.id).length - linksOf.get(a.id).length);
  for (const card of order) {
    const { x, y, width } = places.get(card.id), text = short(say(card.words));
    const left = (x + width / 2) * scale + 3, box = { text, left, right: left + ctx.measureText(text).width + 6, top: y * scale - 9, bottom: y * scale + 9 };
    const cells = [];
    for (let i = Math.floor(box.left / size); i <= box.right / size; i++) for (let j = Math.floor(box.top / size); j <= box.bottom / size; j++) cells.push(`${i} ${j}`);
    const clash = cells.some(cell => (taken.get(cell) ?? []).some(other => other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom));
    if (clash) continue;
    for (const cell of cells) taken.set(cell, [...(taken.get(cell) ?? []), box]);
    labelled.set(card.id, box);
  }
}
