// The language that the report was asked for, where neither the address nor an earlier choice says otherwise.
if (wish === null && page.dataset.first === "en") addEventListener("DOMContentLoaded", () => speak("en"));
