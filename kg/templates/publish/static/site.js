"use strict";
// The page in the language that the address asks for by ?lang=vi or ?lang=en: each has an address of its own.
{
  const here = new URL(location.href), lang = here.searchParams.get("lang");
  const wanted = [...document.querySelectorAll("link[rel=alternate][hreflang]")].find(link => link.hreflang === lang);
  if (wanted && lang !== document.documentElement.lang) {
    const there = new URL(wanted.href);
    here.searchParams.delete("lang");
    there.search = here.search;
    there.hash = here.hash;
    location.replace(there);
  }
}
// Light or dark: asked for, or else remembered, or else the system's.
{
  const page = document.documentElement, system = matchMedia("(prefers-color-scheme: dark)");
  const remembered = () => { try { return localStorage.getItem("kg.scheme"); } catch { return null; } };
  const colour = scheme => { page.dataset.scheme = scheme; };
  colour(remembered() ?? (system.matches ? "dark" : "light"));
  system.addEventListener("change", () => { if (!remembered()) colour(system.matches ? "dark" : "light"); });
  addEventListener("DOMContentLoaded", () => document.querySelector("[data-shade]")?.addEventListener("click", () => {
    colour(page.dataset.scheme === "dark" ? "light" : "dark");
    try { localStorage.setItem("kg.scheme", page.dataset.scheme); } catch { /* private windows remember nothing */ }
  }));
}
