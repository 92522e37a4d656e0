"use strict";
// Search without diacritics over the index that index.js holds: [path, vi, en, kind, other names].
{
  const lang = document.documentElement.lang, at = lang === "en" ? 2 : 1;
  const fold = text => text.replace(/[đĐ]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}%]+/gu, " ").trim();
  const field = document.getElementById("q"), list = document.getElementById("found"), count = document.getElementById("count");
  const most = 100;
  const folded = siteIndex.map(([, vi, en, , more]) => ` ${fold(`${vi} ${more} ${en}`)} `);
  const first = siteIndex.map(entry => ` ${fold(entry[at])} `);
  function rank(place, wanted, words) {
    if (!words.every(word => folded[place].includes(word))) return 0;
    if (first[place].trim() === wanted) return 5;
    if (folded[place].includes(` ${wanted} `)) return first[place].startsWith(` ${wanted}`) ? 4 : 3;
    return words.every(word => folded[place].includes(` ${word}`)) ? 2 : 1;
  }
  function show() {
    const wanted = fold(field.value), words = wanted.split(" ");
    const found = wanted ? siteIndex.map((entry, place) => [rank(place, wanted, words), place]).filter(([score]) => score) : [];
    found.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    list.replaceChildren(...found.slice(0, most).map(([, place]) => row(siteIndex[place])));
    count.textContent = !wanted ? "" : found.length ? `${found.length} ${found.length === 1 ? count.dataset.one : count.dataset.found}` : count.dataset.none;
  }
  function row(entry) {
    const line = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("small");
    link.href = `../${entry[0]}.${lang}.html`;
    link.textContent = entry[at];
    kind.textContent = [siteKinds[entry[3]][at - 1], entry[4]].filter(Boolean).join(" · ");
    line.append(link, kind);
    return line;
  }
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.addEventListener("input", show);
  field.form.addEventListener("submit", event => { event.preventDefault(); show(); });
  show();
}
