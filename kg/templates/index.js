"use strict";
// The filter over the questions; a question named in the address opens.
(() => {
  const fold = text => text.replace(/[đĐ]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const questions = [...document.querySelectorAll(".question")].map(question => [question, fold(`${question.id} ${question.querySelector("summary").textContent}`)]);
  document.getElementById("filter")?.addEventListener("input", event => {
    const words = fold(event.target.value).split(/\s+/);
    for (const [question, said] of questions) question.hidden = !words.every(word => said.includes(word));
  });
  const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (asked?.matches(".question")) asked.open = true;
})();
