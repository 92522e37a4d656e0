// The words that a record claims, and the records that claim some words, light up together; each leads to the other.
const stretches = [...document.querySelectorAll("[data-claims]")];
const records = [...document.querySelectorAll("[data-claim]")];
const claimsOf = (stretch) => stretch.dataset.claims.split(" ");
function light(ids) {
  for (const stretch of stretches) stretch.classList.toggle("lit", claimsOf(stretch).some((id) => ids.has(id)));
  for (const record of records) record.classList.toggle("lit", ids.has(record.dataset.claim));
}
function show(element) {
  element?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}
for (const stretch of stretches) {
  const ids = new Set(claimsOf(stretch));
  for (const event of ["mouseenter", "focus"]) stretch.addEventListener(event, () => light(ids));
  stretch.addEventListener("click", (click) => {
    click.preventDefault();
    light(ids);
    show(records.find((record) => ids.has(record.dataset.claim)));
  });
}
for (const record of records) {
  const ids = new Set([record.dataset.claim]);
  const link = record.querySelector("a");
  for (const event of ["mouseenter", "focus"]) link.addEventListener(event, () => light(ids));
  link.addEventListener("click", (click) => {
    click.preventDefault();
    light(ids);
    show(stretches.find((stretch) => claimsOf(stretch).includes(record.dataset.claim)));
  });
}
