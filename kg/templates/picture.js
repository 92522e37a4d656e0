"use strict";
(() => {
  const { nodes: cards, edges: links, options } = JSON.parse(document.getElementById("graph").textContent);
  const host = document.getElementById("network"), panel = document.getElementById("panel");
  const field = document.getElementById("search"), matches = document.getElementById("matches");
  const cardOf = new Map(cards.map(card => [card.id, card])), linkOf = new Map(links.map(link => [link.id, link]));
  const linksOf = new Map(cards.map(card => [card.id, []]));
  for (const link of links) { linksOf.get(link.from).push(link); linksOf.get(link.to).push(link); }
  const narrowAt = 720, least = { wide: 0.78, narrow: 1 }, most = 1.5, margin = 12;
  const off = new Set();
  let screen = "wide", chosen = null, near = null, inks = new Map(), wrapped = new Map();

  const english = () => document.documentElement.lang === "en";
  const placeOf = card => card.places[`${screen} ${english() ? "en" : "vi"}`];
  const say = words => words[english() ? 1 : 0] || words[0];
  const fold = text => text.replace(/[đĐ]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}%]+/gu, " ").trim();
  const ink = name => {
    if (!inks.has(name)) inks.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
    return inks.get(name);
  };
  const inkOf = group => ink(group) || ink("other");

  // Cards

  const sans = ink("sans");
  const fonts = { text: `12.5px ${sans}`, mark: `600 11.5px ${sans}`, foot: `11.5px ${sans}`, head: `600 13px ${sans}` };

  // The text in at most so many lines of so many pixels; what does not fit ends in an ellipsis.
  function wrap(ctx, text, width, lines, indent) {
    const found = [];
    let line = "", room = width - indent;
    for (const word of text.split(/\s+/)) {
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
    while (letters.length && ctx.measureText(letters.join("") + "…").width > room) letters.pop();
    return letters.join("").trimEnd() + "…";
  }
  function linesOf(ctx, card, width, lines, indent) {
    const key = `${card.id} ${screen} ${english()}`;
    if (!wrapped.has(key)) wrapped.set(key, wrap(ctx, say(card.words), width, lines, indent));
    return wrapped.get(key);
  }
  // What is not near the chosen card steps back, and so does a card whose links are all switched off.
  function quiet(card) {
    if (card.form === "head") return false;
    const own = linksOf.get(card.id);
    return near ? !near.has(card.id) : own.length > 0 && own.every(hiddenLink);
  }
  const hiddenLink = link => off.has(link.group) || off.has(cardOf.get(link.from).group) || off.has(cardOf.get(link.to).group);

  // A body is joined at its right side and a task at its left; a document, which looks both ways, at its middle.
  const side = card => (card.form === "box" ? 0 : linksOf.get(card.id).some(link => link.from === card.id) ? 1 : -1);
  const joint = card => { const [x, y, width] = placeOf(card); return { x: x + (side(card) * width) / 2, y }; };
  function paint({ ctx, id, state }) {
    const card = cardOf.get(id), [x, y, width, height, lines] = placeOf(card);
    const drawNode = () => {
      ctx.direction = "ltr";
      ctx.textAlign = "left";
      ctx.textBaseline = "middle";
      plate(ctx, card, x - width / 2, y - height / 2, width, height, state);
      writers[card.form](ctx, card, x - width / 2 + 11, y, width - 18, lines);
    };
    return { drawNode, nodeDimensions: card.form === "box" ? { width, height } : { width: 0, height: 0 } };
  }
  // Heads of bands are dark; the document that says most bears its own colour all around.
  const dark = card => card.form === "head";
  const foremost = card => card.form === "box" && card === cards[0];
  function plate(ctx, card, left, top, width, height, state) {
    const outline = () => { ctx.beginPath(); (ctx.roundRect ?? ctx.rect).call(ctx, left, top, width, height, 4); };
    outline();
    ctx.fillStyle = ink(dark(card) ? "head" : "card");
    ctx.fill();
    ctx.globalAlpha = quiet(card) ? 0.25 : 1;
    if (!dark(card)) {
      ctx.save();
      ctx.clip();
      ctx.fillStyle = inkOf(card.group);
      ctx.fillRect(left, top, 4, height);
      ctx.restore();
    }
    outline();
    ctx.lineWidth = card.id === chosen || foremost(card) ? 2.4 : 1;
    ctx.strokeStyle = card.id === chosen || state.hover ? ink("focus") : foremost(card) ? inkOf(card.group) : ink("line");
    ctx.stroke();
  }
  const high = 15;
  const writers = {
    head(ctx, card, left, y, width) {
      ctx.fillStyle = ink("head-ink");
      ctx.font = fonts.head;
      const text = nameOf(card);
      ctx.fillText(linesOf(ctx, { id: card.id, words: [text, text] }, width, 1, 0)[0], left, y + 1);
    },
    row(ctx, card, left, y, width, lines) {
      ctx.font = fonts.mark;
      const indent = say(card.mark) ? ctx.measureText(say(card.mark)).width + 7 : 0;
      ctx.fillStyle = ink("muted");
      ctx.font = fonts.text;
      const found = linesOf(ctx, card, width, lines, indent);
      const top = y - ((found.length - 1) * high) / 2 + 0.5;
      ctx.font = fonts.mark;
      ctx.fillText(say(card.mark), left, top);
      ctx.font = fonts.text;
      ctx.fillStyle = ink("ink");
      found.forEach((line, at) => ctx.fillText(line, left + (at ? 0 : indent), top + at * high));
    },
    box(ctx, card, left, y, width, lines) {
      ctx.font = fonts.text;
      const found = linesOf(ctx, card, width, lines, 0);
      const said = [["head", say(card.mark)], ...found.map(line => ["text", line]), ["foot", say(card.foot)]].filter(([, text]) => text);
      said.forEach(([font, text], at) => {
        ctx.font = fonts[font];
        ctx.fillStyle = ink(dark(card) ? "head-ink" : font === "foot" ? "muted" : "ink");
        ctx.fillText(font === "foot" ? wrap(ctx, text, width, 1, 0)[0] : text, left, y + (at - (said.length - 1) / 2) * high + 0.5);
      });
    },
  };

  // Links: those between the same two cards bow apart.

  const seen = new Map();
  for (const link of links) {
    const pair = [link.from, link.to].sort().join(" "), at = seen.get(pair) ?? 0;
    seen.set(pair, at + 1);
    if (at) link.smooth = { ...options.edges.smooth, roundness: options.edges.smooth.roundness - 0.3 * at };
  }
  const dashed = new Set(["cites"]);
  function look(link) {
    const faint = near && !near.has(link.id);
    return { id: link.id, hidden: hiddenLink(link), color: { color: inkOf(link.group), hover: inkOf(link.group), highlight: inkOf(link.group), opacity: faint ? 0.08 : 0.85 },
      width: near && !faint ? 2.4 : options.edges.width, dashes: dashed.has(link.group) ? [5, 4] : false };
  }

  const nodes = new vis.DataSet(cards.map(card => ({ id: card.id, label: card.label, shape: card.shape, ...joint(card) })));
  const edges = new vis.DataSet(links.map(({ id, from, to, arrows, smooth, group }) => ({ ...look({ id, from, to, group }), from, to, arrows, ...(smooth && { smooth }) })));
  options.nodes.ctxRenderer = paint;
  const network = new vis.Network(host, { nodes, edges }, options);

  // vis-network takes a node to lie about its joint; it lies where its card does.
  const rectangle = card => {
    const [x, y, width, height] = placeOf(card);
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
  };
  for (const card of cards) {
    const node = network.body.nodes[card.id];
    Object.defineProperty(node.shape, "boundingBox", { get: () => rectangle(card) });
    node.isOverlappingWith = node.isBoundingBoxOverlappingWith;
  }

  // The opening view: all of it where that can be read, else its beginning.

  function place() {
    screen = host.clientWidth < narrowAt ? "narrow" : "wide";
    nodes.update(cards.map(card => ({ id: card.id, label: say(card.words), hidden: off.has(card.group), ...joint(card) })));
  }
  function open(all) {
    place();
    const shown = cards.map(rectangle), W = host.clientWidth, H = host.clientHeight;
    const right = Math.max(...shown.map(r => r.right), 1), bottom = Math.max(...shown.map(r => r.bottom), 1);
    const whole = Math.min(W / (right + 2 * margin), H / (bottom + 2 * margin), most);
    const scale = all || whole >= least[screen] ? whole : Math.min(Math.max(W / (right + 2 * margin), least[screen]), 1.1);
    const middle = (size, seen, start) => (size + 2 * margin <= seen + 1 ? size / 2 : Math.min(Math.max(start, seen / 2 - margin), size - seen / 2 + margin));
    const first = cards.length ? placeOf(cards[0]) : [0, 0];
    network.moveTo({ scale, position: { x: middle(right, W / scale, 0), y: middle(bottom, H / scale, first[1]) } });
  }
  const zoom = by => network.moveTo({ scale: network.getScale() * by, animation: { duration: 160 } });

  // The panel

  function el(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) name.startsWith("on") ? made.addEventListener(name.slice(2), value) : made.setAttribute(name, value);
    made.append(...children.filter(child => child !== null && child !== ""));
    return made;
  }
  const hint = (vi, en) => (english() ? en : vi);
  const goTo = id => el("button", { class: "to", type: "button", onclick: () => visit(id) }, nameOf(cardOf.get(id)));
  const nameOf = card => [say(card.mark), say(card.words)].filter(Boolean).join(" · ");
  const facts = list => (list.length ? el("dl", null, ...list.flatMap(([name, value]) => [el("dt", null, say(name)), el("dd", null, say(value))])) : null);
  const role = link => el("span", { class: "role", style: `--of: ${inkOf(link.group)}` }, say(link.panel.kind));
  function quotes(list) {
    if (!list.length) return [];
    return [el("h3", null, hint("Lời văn làm căn cứ", "The words that say so")), ...list.map(({ source, start, end, text }) =>
      el("blockquote", null, text || hint("(chưa có nguyên văn: đồ thị được dựng không kèm tệp nguồn)", "(no words yet: the graph was built without the source files)"),
        el("small", null, start ? `${say(source)}, ${hint("ký tự", "characters")} ${start}–${end}` : say(source))))];
  }
  function linkList(card) {
    const list = linksOf.get(card.id).filter(link => !hiddenLink(link));
    const row = link => {
      const arrow = link.arrows ? (link.from === card.id ? " → " : " ← ") : " ";
      return el("li", null, role(link), arrow, goTo(link.from === card.id ? link.to : link.from), ...link.panel.facts.map(([name, value]) => el("small", null, el("span", { class: "caption" }, say(name)), ": ", el("bdi", null, say(value)))));
    };
    return list.length ? [el("h3", null, `${hint("Liên kết", "Links")} (${list.length})`), el("ul", null, ...list.map(row))] : [];
  }
  function tell() {
    const card = cardOf.get(chosen), link = linkOf.get(chosen);
    panel.hidden = !card && !link;
    if (panel.hidden) return;
    const said = (card ?? link).panel;
    const title = card ? say(card.words) : say(said.kind);
    panel.replaceChildren(...[
      el("button", { class: "close", type: "button", "aria-label": hint("Đóng", "Close"), onclick: () => choose(null) }, "×"),
      el("div", { class: "kind" }, card ? [say(said.kind), say(said.where)].filter(Boolean).join(" · ") : hint("Liên kết", "Link")),
      el("h2", null, title),
      ...(card ? [] : [el("p", null, goTo(link.from)), el("p", null, "→ ", goTo(link.to))]),
      say(said.summary) ? el("p", null, say(said.summary)) : null,
      facts(said.facts), ...(card ? linkList(card) : []), ...quotes(said.quotes), el("code", null, chosen),
    ].filter(Boolean));
    panel.scrollTop = 0;
  }

  function choose(id) {
    chosen = id;
    const link = linkOf.get(id), own = cardOf.has(id) ? linksOf.get(id).filter(other => !hiddenLink(other)) : link ? [link] : [];
    near = own.length ? new Set([id, ...own.flatMap(other => [other.id, other.from, other.to])]) : null;
    network.setSelection({ nodes: cardOf.has(id) ? [id] : [], edges: link ? [id] : [] }, { highlightEdges: false });
    refresh();
    tell();
  }
  function visit(id) {
    choose(id);
    const card = cardOf.get(id), [x, y] = placeOf(card), scale = Math.max(network.getScale(), 1);
    // On a narrow screen a band fills the width and stays where it is.
    const across = screen === "narrow" && card.form !== "box" ? Math.max(...cards.map(other => rectangle(other).right)) / 2 : x;
    const aside = screen === "wide" ? { x: -panel.offsetWidth / 2, y: 0 } : { x: 0, y: -panel.offsetHeight / 2 };
    network.moveTo({ position: { x: across, y }, scale, offset: aside, animation: { duration: 260 } });
  }
  function refresh() {
    edges.update(links.map(look));
    place();
  }

  // Search, legend, language, theme

  const haystack = cards.map(card => [card, fold([...card.words, ...card.mark, ...card.names].join(" "))]);
  function find(text) {
    const words = fold(text).split(" ").filter(Boolean);
    if (!words.length) return [];
    const whole = words.join(" ");
    const rank = hay => (hay.startsWith(whole) ? 0 : hay.includes(whole) ? 1 : 2);
    return haystack.filter(([, hay]) => words.every(word => hay.includes(word))).sort((a, b) => rank(a[1]) - rank(b[1])).slice(0, 12).map(([card]) => card);
  }
  function offer() {
    const found = find(field.value);
    matches.replaceChildren(...found.map((card, at) => el("li", { role: "option", "aria-selected": at === 0, onclick: () => take(card) }, nameOf(card), el("small", null, say(card.panel.kind)))));
    if (!found.length && field.value.trim()) matches.append(el("li", null, hint("Không tìm thấy", "Nothing found")));
    matches.hidden = !field.value.trim();
    field.setAttribute("aria-expanded", !matches.hidden);
  }
  function take(card) {
    off.delete(card.group);
    showLegend();
    matches.hidden = true;
    visit(card.id);
  }
  const legend = [...document.querySelectorAll("[data-group]")];
  const showLegend = () => legend.forEach(button => button.setAttribute("aria-pressed", !off.has(button.dataset.group)));
  for (const button of legend) button.addEventListener("click", () => {
    const group = button.dataset.group;
    off.has(group) ? off.delete(group) : off.add(group);
    showLegend();
    choose(null);
  });
  field.addEventListener("input", offer);
  field.addEventListener("focus", offer);
  field.addEventListener("keydown", event => {
    const options = [...matches.children], at = options.findIndex(option => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options[at + step]) {
      options[at].setAttribute("aria-selected", false);
      options[at + step].setAttribute("aria-selected", true);
      event.preventDefault();
    }
    if (event.key === "Enter") options[at]?.click();
  });
  document.addEventListener("click", event => { if (!event.target.closest(".search")) matches.hidden = true; });
  document.addEventListener("keydown", event => { if (event.key === "Escape") { matches.hidden = true; choose(null); } });
  network.on("click", ({ nodes: [node], edges: [edge] }) => choose(node ?? edge ?? null));
  network.on("hoverNode", () => { host.style.cursor = "pointer"; });
  network.on("blurNode", () => { host.style.cursor = ""; });
  document.getElementById("nearer").addEventListener("click", () => zoom(1.25));
  document.getElementById("farther").addEventListener("click", () => zoom(0.8));
  document.getElementById("whole").addEventListener("click", () => { choose(null); open(true); });
  addEventListener("language", () => { wrapped = new Map(); refresh(); tell(); if (chosen === null) open(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { inks = new Map(); refresh(); tell(); });
  new ResizeObserver(() => open()).observe(host);
  // The wheel moves the picture, as it does a page; with Ctrl, or a pinch of the fingers, it zooms.
  host.addEventListener("wheel", event => {
    if (event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    const { x, y } = network.getViewPosition(), unit = (event.deltaMode ? 16 : 1) / network.getScale();
    network.moveTo({ position: { x: x + event.deltaX * unit, y: y + event.deltaY * unit } });
  }, { capture: true, passive: false });
  const asked = decodeURIComponent(location.hash.slice(1));
  if (cardOf.has(asked)) visit(asked);
  Object.assign(window, { network, nodes, edges });
})();
