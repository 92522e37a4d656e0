"use strict";
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
