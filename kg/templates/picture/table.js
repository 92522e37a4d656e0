// The same content as a table that sorts, and as a file for a spreadsheet.
const pane = byId("table"), toggle = byId("tabled");
const times = new Set(about.times);
const clock = thing => (thing.panel.facts ?? []).filter(([name]) => times.has(name[1])).map(([, value]) => say(value)).filter((text, at, all) => all.indexOf(text) === at).join(" · ");
// A document stands in the timeline by its day of issue, an event by its own, and all else by its column.
const dated = card => {
  const day = (card.panel.facts ?? []).find(([name]) => ["Issued", "Date"].includes(name[1]));
  return day ? say(day[1]) : nameOf(cardOf.get(card.head));
};
const columns = {
  from: { words: ["Từ", "From"], of: link => nameOf(cardOf.get(link.from)) },
  to: { words: ["Đến", "To"], of: link => nameOf(cardOf.get(link.to)) },
  relation: { words: ["Quan hệ, vai trò", "Relation, role"], of: link => say(link.panel.kind) },
  status: { words: ["Cách biết", "How known"], of: link => say(statuses[link.status] ?? ["nêu trong văn bản", "asserted"]) },
  mark: { words: ["Mục", "Place"], of: card => say(card.mark) },
  label: { words: ["Nội dung", "Label"], of: card => say(card.words) },
  kind: { words: ["Loại", "Kind"], of: card => say(card.panel.kind) },
  time: { words: ["Thời hạn, chu kỳ", "Deadline, recurrence"], of: thing => clock(thing) || (about.name === "timeline" ? dated(thing) : "") },
  where: { words: ["Văn bản", "Document"], of: thing => { const found = about.documents.find(([iri]) => iri === thing.doc); return found ? say(found[1]) : say(thing.panel.where); } },
  row: { words: ["Hàng", "Row"], of: card => nameOf(cardOf.get(card.head)) },
  column: { words: ["Cột", "Column"], of: card => say(card.panel.kind).split(" · ").at(about.name === "roles" ? -1 : 0) },
  number: { words: ["Số nhiệm vụ", "Tasks"], of: card => say(card.words) },
  share: { words: ["Tỷ lệ", "Share"], of: card => say(card.foot) },
};
const ofLinks = about.table.includes("from");
const rowsOf = () => {
  if (ofLinks) return shownLinks();
  const cells = about.table.includes("row");
  return shownCards().filter(card => (cells ? card.form === "cell" : card.form !== "head" && card.form !== "column"));
};
// Of a tree the table gives what is folded as well.
const every = () => (about.tree ? cards.filter(card => places.has(card.id) && kept(card) && card.head && !card.id.includes("#")) : rowsOf());
const sorted = { by: -1, down: false };
function lines() {
  const found = every().map(thing => ({ thing, cells: about.table.map(name => columns[name].of(thing)) }));
  if (sorted.by < 0) return found;
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  return found.sort((a, b) => order.compare(a.cells[sorted.by], b.cells[sorted.by]) * (sorted.down ? -1 : 1));
}
const rowsShown = 2000;
function fill() {
  if (pane.hidden) return;
  const found = lines();
  const heads = about.table.map((name, at) => el("th", { scope: "col", "aria-sort": sorted.by === at ? (sorted.down ? "descending" : "ascending") : "none" },
    button(say(columns[name].words), () => { sorted.down = sorted.by === at && !sorted.down; sorted.by = at; fill(); pane.querySelectorAll("th button")[at].focus(); })));
  const first = about.table.includes("label") ? about.table.indexOf("label") : 0;
  const body = found.slice(0, rowsShown).map(({ thing, cells }) => el("tr", null, ...cells.map((text, at) => el("td", null, at === first ? button(text || "–", () => (ofLinks ? pick(thing.id) : visit(thing.id)), { class: "to" }) : text))));
  const more = found.length > rowsShown ? [el("p", null, hint(`Còn ${found.length - rowsShown} dòng nữa trong tệp CSV.`, `${found.length - rowsShown} more rows are in the CSV file.`))] : [];
  pane.replaceChildren(el("table", null, el("caption", null, `${say(about.title)} · ${found.length} ${hint("dòng", found.length === 1 ? "row" : "rows")}`), el("thead", null, el("tr", null, ...heads)), el("tbody", null, ...body)), ...more);
}
function tabled(on) {
  pane.hidden = !on;
  toggle.setAttribute("aria-pressed", on);
  document.body.classList.toggle("tabled", on);
  fill();
}
toggle.addEventListener("click", () => tabled(pane.hidden));

// A spreadsheet takes a cell that begins so for a formula.
const cell = text => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
function csv() {
  const rows = [about.table.map(name => say(columns[name].words)), ...lines().map(({ cells }) => cells)];
  return "\ufeff" + rows.map(row => row.map(cell).join(",")).join("\r\n") + "\r\n";
}
const fileName = ending => `${[about.name, scene.id.split("/").at(-1)].filter(Boolean).join("-")}.${ending}`;
function save(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
byId("csv").addEventListener("click", () => save(new Blob([csv()], { type: "text/csv;charset=utf-8" }), fileName("csv")));

// The whole of the picture, whatever part of it is on the screen, in the light colours if for paper.
function whole(then) {
  const before = { scale: network.getScale(), position: network.getViewPosition() }, head = 44;
  const shown = shownCards().map(rectangle), edge = (name, pick) => shown.reduce((found, box) => pick(found, box[name]), shown[0]?.[name] ?? 0);
  const [left, right, top, bottom] = [edge("left", Math.min), edge("right", Math.max), edge("top", Math.min), edge("bottom", Math.max)];
  const wide = right - left + 40, tall = bottom - top + 40 + head, scale = Math.min(2, 5000 / wide, 5000 / tall);
  const under = ctx => {
    ctx.fillStyle = ink("paper");
    ctx.fillRect(left - 2000, top - 2000, wide + 4000, tall + 4000);
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    put(ctx, [say(about.title), say(scene.words)].filter(Boolean).join(" · "), left, top - head / 2 - 4, "head", ink("ink"));
  };
  network.on("beforeDrawing", under);
  network.setSize(`${wide * scale}px`, `${tall * scale}px`);
  network.redraw();
  network.moveTo({ scale, position: { x: (left + right) / 2, y: (top + bottom - head) / 2 } });
  network.redraw();
  const canvas = host.querySelector("canvas"), found = then(canvas);
  network.off("beforeDrawing", under);
  network.setSize("100%", "100%");
  network.redraw();
  network.moveTo(before);
  return found;
}
byId("png").addEventListener("click", () => whole(canvas => {
  const bytes = Uint8Array.from(atob(canvas.toDataURL("image/png").split(",")[1]), letter => letter.charCodeAt(0));
  save(new Blob([bytes], { type: "image/png" }), fileName("png"));
}));

// On paper: the whole picture, light, and the table under it.
const printed = byId("printed");
let screened = null;
addEventListener("beforeprint", () => {
  screened = { scheme: document.documentElement.dataset.scheme, tabled: !pane.hidden };
  document.documentElement.dataset.scheme = "light";
  inks = new Map();
  refresh();
  printed.src = whole(canvas => canvas.toDataURL("image/png"));
  tabled(true);
});
addEventListener("afterprint", () => {
  document.documentElement.dataset.scheme = screened.scheme;
  inks = new Map();
  tabled(screened.tabled);
  refresh();
});
