"use strict";
// The filter over the questions; a question named in the address opens.
(() => {
  const fold = text => text.replace(/[đĐ]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const said = new Map();
  // What a question and its answers say; headings of columns are left out, for they are much the same in all.
  const wordsOf = question => {
    if (!said.has(question)) said.set(question, fold([question.id, ...[...question.querySelectorAll("summary, td")].map(part => part.textContent)].join(" ")));
    return said.get(question);
  };
  document.getElementById("filter")?.addEventListener("input", event => {
    const words = fold(event.target.value).split(/\s+/);
    for (const question of document.querySelectorAll(".question")) question.hidden = !words.every(word => wordsOf(question).includes(word));
    for (const chapter of document.querySelectorAll(".chapter")) chapter.hidden = !chapter.querySelector(".question:not([hidden])");
    document.getElementById("none").hidden = Boolean(document.querySelector(".question:not([hidden])"));
  });
  const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (asked?.matches(".question")) asked.open = true;
})();
