// Completes names while one types, and leaves empty fields out of the address. The form works without it.
"use strict";

for (const form of document.querySelectorAll("form[data-values]")) {
  form.addEventListener("submit", () => {
    for (const input of form.elements) {
      if (input.name && !input.value.trim()) input.disabled = true;
    }
    setTimeout(() => { for (const input of form.elements) input.disabled = false; });
  });
  for (const input of form.querySelectorAll("input[data-complete]")) {
    let waiting = 0;
    let asked = "";
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const beginning = input.value.trim();
        if (beginning.length < 2 || beginning === asked) return;
        asked = beginning;
        const address = new URL(form.dataset.values, location.href);
        address.searchParams.set("parameter", input.dataset.complete);
        address.searchParams.set("beginning", beginning);
        const response = await fetch(address, { headers: { accept: "application/json" } });
        if (!response.ok || asked !== beginning) return;
        input.list.replaceChildren(...(await response.json()).map(({ value, label }) => new Option(label, value)));
      }, 200);
    });
  }
}
