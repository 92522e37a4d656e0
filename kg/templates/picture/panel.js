// The panel: what a click tells.
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) name.startsWith("on") ? made.addEventListener(name.slice(2), value) : made.setAttribute(name, value);
  made.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
  return made;
}
const button = (words, action, attributes = {}) => el("button", { type: "button", ...attributes, onclick: action }, words);
const goTo = id => button(nameOf(cardOf.get(id)), () => visit(id), { class: "to" });
const facts = list => (list?.length ? el("dl", null, ...list.flatMap(([name, value]) => [el("dt", null, say(name)), el("dd", null, say(value))])) : null);
const role = link => el("span", { class: "role", style: `--of: ${inkOf(link.group)}` }, say(link.panel.kind));
const statuses = { judged: ["người duyệt nhận định", "a reviewer's judgement"], inferred: ["suy ra", "inferred"] };
const said = link => [say(link.panel.kind), say(statuses[link.status])].filter(Boolean).join(" · ");
function quotes(list) {
  if (!list?.length) return [];
  return [el("h3", null, hint("Lời văn làm căn cứ", "The words that say so")), ...list.map(([source, start, end, text]) =>
    el("blockquote", null, text || hint("(chưa có nguyên văn: đồ thị được dựng không kèm tệp nguồn)", "(no words yet: the graph was built without the source files)"),
      el("small", null, start ? `${say(source)}, ${hint("ký tự", "characters")} ${start}–${end}` : say(source))))];
}
function linkList(card) {
  const list = linksOf.get(card.id).filter(link => !hiddenLink(link) && link.group !== "");
  if (!list.length || card.form === "cell" || card.form === "column") return [];
  const row = link => {
    const arrow = link.arrows ? (link.from === card.id ? " → " : " ← ") : " ";
    return el("li", null, role(link), link.status ? el("small", null, ` (${say(statuses[link.status])})`) : "", arrow, goTo(link.from === card.id ? link.to : link.from),
      ...(link.panel.facts ?? []).slice(0, 4).map(([name, value]) => el("small", null, el("span", { class: "caption" }, say(name)), ": ", el("bdi", null, say(value)))));
  };
  return [el("h3", null, `${hint("Liên kết", "Links")} (${list.length})`), el("ul", null, ...list.slice(0, 200).map(row))];
}
const pageOf = id => {
  const base = [about.base].flat().find(base => id.startsWith(base));
  if (!about.pages || base === undefined || id.includes("#")) return "";
  const pages = about.pages.replace("{lang}", document.documentElement.lang), path = encodeURI(id.slice(base.length));
  return pages.includes("{path}") ? pages.replace("{path}", path) : pages + path;
};
function addresses(id, panelSaid) {
  const others = (panelSaid.more ?? []).map(([words, href]) => [words, href.replace("{}", id)]).filter(([, href]) => decodeURIComponent(href) !== `${about.name}.html#${scene.id}`);
  const here = others.map(([words, href]) => {
    const [page, to] = href.split("#");
    return page === `${about.name}.html` ? button(say(words), () => show(to), { class: "act" }) : el("a", { class: "act", href: `${page}?lang=${document.documentElement.lang}#${to}` }, say(words));
  });
  const page = pageOf(id);
  return page ? [...here, el("a", { class: "act", href: page }, hint("Trang riêng", "Its own page"))] : here;
}
function foldable(card) {
  if (card.form === "cell" || card.form === "column") return null;
  const has = about.tree ? childrenOf.has(card.id) : linksOf.get(card.id).some(link => places.has(link.from) && places.has(link.to));
  if (!has || card.id === scene.id) return null;
  const shut = folded.has(card.id);
  return button(shut ? hint("Mở rộng láng giềng", "Expand neighbours") : hint("Thu gọn láng giềng", "Collapse neighbours"), () => foldCard(card.id), { class: "act", id: "fold", "aria-expanded": String(!shut) });
}
function query(id, text) {
  const command = `kg ${(text ?? "").replace("{}", id) || `sparql 'DESCRIBE <${id.replace(/'/g, "%27")}>'`}${about.pages || !document.querySelector(".home") ? "" : atBuild()}`;
  return el("div", { class: "query" }, el("h3", null, hint("Lệnh cho ra điều này", "The query that gives it")), el("code", null, command),
    button(hint("Sao chép", "Copy"), event => copy(command, event.target), { class: "act", id: "copy" }));
}
async function copy(text, on) {
  try { await navigator.clipboard.writeText(text); } catch {
    const area = el("textarea", { "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  on.textContent = hint("Đã sao chép", "Copied");
}
function tell() {
  const card = cardOf.get(chosen), link = linkOf.get(chosen);
  panel.hidden = !told || (!card && !link);
  if (panel.hidden) return;
  const { panel: panelSaid } = card ?? link;
  panel.replaceChildren(...[
    button("×", shut, { class: "close", "aria-label": hint("Đóng", "Close") }),
    el("div", { class: "kind" }, card ? [say(panelSaid.kind), say(panelSaid.where)].filter(Boolean).join(" · ") : hint("Liên kết", "Link")),
    el("h2", { tabindex: "-1" }, card ? say(card.form === "cell" ? panelSaid.kind : card.words) : said(link)),
    ...(card ? [] : [el("p", null, goTo(link.from)), el("p", null, "→ ", goTo(link.to))]),
    say(panelSaid.summary) ? el("p", null, say(panelSaid.summary)) : null,
    facts(panelSaid.facts), el("div", { class: "acts" }, ...addresses(chosen, panelSaid), ...(card ? [foldable(card)] : [])),
    ...(card ? linkList(card) : []), ...quotes(panelSaid.quotes), query(chosen, panelSaid.ask), el("code", { class: "iri" }, chosen),
  ].filter(Boolean));
  panel.scrollTop = 0;
}
function shut() {
  const back = panel.contains(document.activeElement);
  told = false;
  choose(null);
  if (back) host.focus();
}
