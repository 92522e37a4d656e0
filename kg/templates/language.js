"use strict";
// The page's language and colours: asked for, or else remembered, or else Vietnamese and the system's colours.
const page = document.documentElement;
function remembered(name) {
  try { return localStorage.getItem(`kg.${name}`); } catch { return null; }
}
function remember(name, value) {
  try { localStorage.setItem(`kg.${name}`, value); } catch { /* private windows remember nothing */ }
}
function speak(lang) {
  page.lang = lang;
  remember("lang", lang);
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
// Where the build lies that a page on a disk is of, as an option for commands that work from anywhere; they take
// a folder called `build` by themselves, and on the web there is none.
function atBuild() {
  const folders = decodeURIComponent(location.pathname).split("/").slice(0, -1);
  if (folders.at(-1) === "pictures") folders.pop();
  if (location.protocol !== "file:" || folders.at(-1) === "build") return "";
  const folder = folders.join("/").replace(/^\/(?=[A-Za-z]:)/, "");
  return ` --build ${/[^\w./:+-]/.test(folder) ? `'${folder.replaceAll("'", "'\\''")}'` : folder}`;
}
const system = matchMedia("(prefers-color-scheme: dark)");
function colour(scheme) {
  page.dataset.scheme = scheme;
  dispatchEvent(new Event("scheme"));
}
const wish = ["vi", "en"].find(lang => lang === new URLSearchParams(location.search).get("lang")) ?? remembered("lang");
page.lang = wish === "en" ? "en" : "vi";
colour(remembered("scheme") ?? (system.matches ? "dark" : "light"));
system.addEventListener("change", () => { if (!remembered("scheme")) colour(system.matches ? "dark" : "light"); });
addEventListener("DOMContentLoaded", () => {
  for (const place of document.querySelectorAll("[data-build]")) place.textContent = atBuild();
  for (const button of document.querySelectorAll("[data-lang]")) button.addEventListener("click", () => speak(button.dataset.lang));
  for (const button of document.querySelectorAll("[data-shade]")) button.addEventListener("click", () => { colour(page.dataset.scheme === "dark" ? "light" : "dark"); remember("scheme", page.dataset.scheme); });
  speak(page.lang);
});
