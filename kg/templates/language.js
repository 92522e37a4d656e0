"use strict";
// The page's language: asked for in the address, or else remembered, or else Vietnamese.
const page = document.documentElement;
function remembered() {
  try { return localStorage.getItem("kg.lang"); } catch { return null; }
}
function speak(lang) {
  page.lang = lang;
  try { localStorage.setItem("kg.lang", lang); } catch { /* private windows remember nothing */ }
  document.title = page.dataset[lang];
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", button.dataset.lang === lang);
  for (const field of document.querySelectorAll("[data-hint-vi]")) {
    const hint = lang === "en" ? field.dataset.hintEn : field.dataset.hintVi;
    field.setAttribute("aria-label", hint);
    field.title = hint;
    if ("placeholder" in field) field.placeholder = hint;
  }
  for (const link of document.querySelectorAll("a[data-page]")) link.search = `?lang=${lang}`;
  dispatchEvent(new Event("language"));
}
const wish = new URLSearchParams(location.search).get("lang") ?? remembered();
page.lang = wish === "en" ? "en" : "vi";
addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-lang]")) button.addEventListener("click", () => speak(button.dataset.lang));
  speak(page.lang);
});
