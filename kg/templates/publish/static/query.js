"use strict";
// The query page: Oxigraph in the page over the published quads, all graphs together as the default graph.
{
  const lang = document.documentElement.lang, byId = id => document.getElementById(id);
  const field = byId("query"), state = byId("state"), answer = byId("answer"), example = byId("example"), save = byId("save");
  const most = 1000;
  let store = null, csv = "";
  const chapters = new Map();
  for (const [name, question] of Object.entries(siteQuestions)) {
    const option = new Option(question.asks[lang === "en" ? 1 : 0], name);
    const chapter = question.tag;
    if (!chapters.has(chapter)) chapters.set(chapter, []);
    chapters.get(chapter).push(option);
  }
  for (const options of chapters.values()) example.append(...options);

  async function opened() {
    if (store) return store;
    const Store = await oxigraph.start();
    const made = new Store();
    for (const packed of siteQuads) made.load(new TextDecoder().decode(await oxigraph.unpacked(packed)), { format: "application/n-quads" });
    store = made;
    return store;
  }
  // Only IRIs of the web become links; what a query makes up stays text.
  function cell(term) {
    const box = document.createElement("td");
    if (!term) return box;
    if (term.termType === "NamedNode" && /^https?:/.test(term.value)) {
      const link = document.createElement("a");
      link.href = way(term.value) ?? term.value;
      link.textContent = shortened(term.value);
      link.title = term.value;
      box.append(link);
    } else {
      box.textContent = term.value ?? String(term);
      if (term.language) box.lang = term.language;
    }
    return box;
  }
  function way(iri) {
    for (const base of siteBases) {
      if (!iri.startsWith(base)) continue;
      const [path, name] = iri.slice(base.length).split("#");
      const moved = new RegExp(siteMoved).exec(path);
      const home = moved ? moved[1] : name ? `${path}/${name}${path === "ns" && siteTwins.includes(name) ? "-class" : ""}` : path;
      if (/^(id|concept|graph|ns|shape)(\/|$)/.test(home)) return `../${home}.${lang}.html${moved ? `#${moved[2]}` : ""}`;
    }
    return null;
  }
  function shortened(iri) {
    for (const [prefix, space] of sitePrefixes) if (iri.startsWith(space)) return `${prefix}:${iri.slice(space.length)}`;
    return iri;
  }
  function table(names, rows) {
    const whole = document.createElement("table"), head = whole.createTHead().insertRow(), body = whole.createTBody();
    for (const name of names) { const heading = document.createElement("th"); heading.textContent = name; head.append(heading); }
    for (const row of rows.slice(0, most)) { const line = body.insertRow(); line.append(...row.map(cell)); }
    return whole;
  }
  function rowsOf(found, query) {
    if (typeof found === "boolean") return [["ASK"], [[{ value: String(found) }]]];
    if (found.length && found[0].subject) return [["subject", "predicate", "object"], found.map(q => [q.subject, q.predicate, q.object])];
    const names = JSON.parse(store.query(query, { use_default_graph_as_union: true, results_format: "json" })).head?.vars ?? [];
    return [names, found.map(row => names.map(name => row.get(name)))];
  }
  const quoted = text => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  async function run() {
    state.textContent = state.dataset.loading;
    answer.replaceChildren();
    save.hidden = true;
    await new Promise(next => setTimeout(next, 30));
    try {
      await opened();
      const started = performance.now(), query = field.value;
      const found = store.query(query, { use_default_graph_as_union: true });
      const took = performance.now() - started;
      const [names, rows] = rowsOf(found, query);
      answer.append(table(names, rows));
      csv = [names, ...rows.map(row => row.map(term => term?.value ?? ""))].map(row => row.map(quoted).join(",")).join("\r\n");
      save.hidden = false;
      const cut = rows.length > most ? ` (${most} ${state.dataset.first})` : "";
      state.textContent = `${rows.length} ${rows.length === 1 ? state.dataset.row : state.dataset.rows}${cut} · ${Math.round(took)} ms`;
    } catch (error) {
      state.textContent = String(error.message ?? error);
    }
  }
  function follow() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (asked.has("thing") && /^[^<>"{}|^`\\\s]+$/.test(asked.get("thing"))) field.value = siteOpening[lang === "en" ? 1 : 0].replaceAll("?_thing_iri", `<${asked.get("thing")}>`);
    else if (asked.has("query")) field.value = asked.get("query");
    else if (siteQuestions[asked.get("question")]) { example.value = asked.get("question"); field.value = siteQuestions[example.value].text[lang === "en" ? 1 : 0]; }
    else return false;
    run();
    return true;
  }
  example.addEventListener("change", () => { const question = siteQuestions[example.value]; if (question) { field.value = question.text[lang === "en" ? 1 : 0]; run(); } });
  byId("ask").addEventListener("submit", event => { event.preventDefault(); run(); });
  field.addEventListener("keydown", event => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); } });
  save.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", csv], { type: "text/csv;charset=utf-8" }));
    link.download = "answer.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  });
  addEventListener("hashchange", follow);
  if (!follow()) field.value = siteOpening[lang === "en" ? 1 : 0].replaceAll("?_thing_iri", `<${siteStart}>`);
}
