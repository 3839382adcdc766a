// Suggestions while one types in the search box (ARIA 1.2, combobox with a list). Without this, Enter searches.
"use strict";

(() => {
  const box = document.querySelector("input[data-suggest]");
  if (!box) return;
  const list = document.createElement("ul");
  const told = document.createElement("p");
  const wait = 120; // milliseconds without a key before one asks
  let options = [], chosen = -1, asking = null, timer = 0;

  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.list);
  told.className = "unseen";
  told.setAttribute("role", "status");
  box.after(list, told);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);

  function close() {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    chosen = place;
    options.forEach((option, each) => option.setAttribute("aria-selected", String(each === chosen)));
    if (chosen < 0) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    box.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  }

  function optionOf(hit, kind, place) {
    const option = document.createElement("li");
    const label = document.createElement("span");
    const note = document.createElement("span");
    option.id = `suggestion-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = hit.url;
    label.textContent = hit.label;
    note.className = "names";
    note.textContent = [hit.matched, kind].filter(Boolean).join(" · ");
    option.append(label, note);
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => go(option));
    return option;
  }

  function go(option) {
    const lang = new URL(box.dataset.suggest, location.href).searchParams.get("lang");
    const url = new URL(option.dataset.url, location.href);
    if (lang) url.searchParams.set("lang", lang);
    location.assign(url);
  }

  function show(found) {
    const hits = found.groups.flatMap((group) => group.hits.map((hit) => [hit, group.label]));
    options = hits.map(([hit, kind], place) => optionOf(hit, kind, place));
    list.replaceChildren(...options);
    choose(-1);
    list.hidden = options.length === 0;
    box.setAttribute("aria-expanded", String(options.length > 0));
    told.textContent = options.length ? `${options.length} ${box.dataset.count}` : "";
  }

  async function ask() {
    const text = box.value.trim();
    if (asking) asking.abort();
    if (!text) {
      close();
      return;
    }
    asking = new AbortController();
    const url = new URL(box.dataset.suggest, location.href);
    url.searchParams.set("q", text);
    url.searchParams.set("limit", "3");
    if (!url.searchParams.has("lang")) url.searchParams.set("lang", document.documentElement.lang);
    try {
      const answer = await fetch(url, { signal: asking.signal, headers: { Accept: "application/json" } });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close(); // what is typed can still be searched with Enter
    }
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      event.preventDefault();
      list.hidden = false;
      box.setAttribute("aria-expanded", "true");
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = options.length + 1; // and once none: what was typed
      choose(((chosen + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      event.preventDefault();
      go(options[chosen]);
    }
  });
})();
