// The query page: YASGUI on this server, with our terms to complete and the questions as examples.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./page.css";

const ENDPOINT = "/sparql";
const MOST = 60;

const byId = (id) => document.getElementById(id);
const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();

async function known() {
  const response = await fetch("/query/known.json");
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

// Names of bodies come from the graph, as it may have been built from other documents than ours.
async function bodies(query) {
  const response = await fetch(ENDPOINT, {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" },
    body: query,
  });
  if (!response.ok) return [];
  const found = await response.json();
  const [thing, written] = found.head.vars;
  return found.results.bindings.map((row) => ({ iri: row[thing].value, label: row[written].value }));
}

function shortened(iri, prefixes) {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    const rest = iri.slice(namespace.length);
    if (iri.startsWith(namespace) && /^[A-Za-z0-9_-]+$/.test(rest)) return `${prefix}:${rest}`;
  }
  return `<${iri}>`;
}

// A completion that is picked brings its prefix with it, if the query lacks that.
function put(yasqe, picked, shown, prefixes) {
  yasqe.getDoc().replaceRange(picked.text, picked.from ?? shown.from, picked.to ?? shown.to, "complete");
  const prefix = picked.text.startsWith("<") ? "" : picked.text.split(":")[0];
  if (prefix && !(prefix in yasqe.getPrefixesFromQuery())) yasqe.addPrefixes({ [prefix]: prefixes[prefix] });
}

// A completer of YASQE: what is typed is sought, without diacritics, in names and labels.
function completer(name, entries, prefixes) {
  const listed = entries.map((entry) => {
    const text = shortened(entry.iri, prefixes);
    return { ...entry, text, folded: fold(`${text} ${entry.label} ${entry.other ?? ""}`) };
  });
  const sought = (token) => fold(token.replace(/^<|>$/g, ""));
  return {
    name,
    bulk: false,
    autoShow: false,
    persistenceId: null,
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      return !token.string.startsWith("?") && token.type !== "comment";
    },
    get: (_yasqe, token) => {
      const typed = sought(token?.autocompletionString ?? token?.string ?? "").trim();
      return listed.filter((entry) => entry.folded.includes(typed)).slice(0, MOST).map((entry) => entry.text);
    },
    preProcessToken: (_yasqe, token) => ({ ...token, autocompletionString: token.string }),
    postprocessHints: (yasqe, hints) => {
      const labels = new Map(listed.map((entry) => [entry.text, entry.label]));
      return hints.map((hint) => ({
        ...hint,
        displayText: `${hint.text}  ${labels.get(hint.text) ?? ""}`,
        hint: (_editor, shown, picked) => put(yasqe, picked, shown, prefixes),
      }));
    },
  };
}

// The examples: one that is chosen is put into the editor. Gives what names them in the language of the page.
function offer(questions, show) {
  const chosen = byId("examples");
  chosen.addEventListener("change", () => {
    const question = questions.find((one) => one.name === chosen.value);
    if (question) show(question.query[document.documentElement.lang]);
  });
  return () => {
    const lang = document.documentElement.lang;
    const named = questions.map((question) => new Option(question.summary[lang], question.name));
    const before = chosen.value;
    chosen.replaceChildren(chosen.options[0], ...named);
    chosen.value = before;
  };
}

function speak(lang) {
  document.documentElement.lang = lang;
  document.title = lang === "vi" ? "Truy vấn SPARQL" : "SPARQL query";
  for (const button of document.querySelectorAll(".languages button")) {
    button.setAttribute("aria-pressed", String(button.lang === lang));
  }
}

async function start() {
  const { prefixes, classes, properties, questions, start: first, bodies: query } = await known();
  const wanted = new URLSearchParams(location.search).get("lang") ?? navigator.language;
  speak(wanted.startsWith("en") ? "en" : "vi");
  globalThis.knownPrefixes = prefixes;
  const { Yasqe } = Yasgui;
  for (const name of Object.keys(Yasqe.Autocompleters)) {
    if (name !== "variables" && name !== "prefixes") delete Yasqe.Autocompleters[name];
  }
  Yasqe.defaults.autocompleters = ["prefixes", "variables"];
  const entries = [...classes, ...properties, ...(await bodies(query))];
  Yasqe.registerAutocompleter(completer("ours", entries, prefixes), true);
  const opening = questions.find((one) => one.name === first).query[document.documentElement.lang];
  const yasgui = new Yasgui(byId("yasgui"), {
    requestConfig: { endpoint: ENDPOINT, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint: ENDPOINT }], keys: [], renderItem: () => {} },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    populateFromUrl: true,
    yasqe: { ...Yasqe.defaults, value: opening, persistenceId: null },
  });
  const editor = () => yasgui.getTab().getYasqe();
  const given = new URLSearchParams(location.search).get("query");
  if (given) editor().setValue(given);
  const nameExamples = offer(questions, (text) => editor().setValue(text));
  nameExamples();
  for (const button of document.querySelectorAll(".languages button")) {
    button.addEventListener("click", () => {
      // An example changes its language with the page; what was typed stays.
      const shown = questions.find((one) => one.query[document.documentElement.lang] === editor().getValue());
      speak(button.lang);
      nameExamples();
      if (shown) editor().setValue(shown.query[button.lang]);
    });
  }
  document.body.dataset.ready = String(entries.length);
}

start().catch((error) => {
  byId("yasgui").textContent = String(error);
});
