// The page of a day: a slider over all days that are known, and a result that follows it. Without this the form does it.
"use strict";
(() => {
  const DAY = 86400000, PAUSE = 250;
  const form = document.getElementById("days"), field = document.getElementById("date");
  const first = Date.parse(form.dataset.first), last = Date.parse(form.dataset.last);
  let asked = 0, waiting = 0;

  const show = async () => {
    if (!field.value) return;
    const turn = ++asked;
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form));
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    if (!response.ok || turn !== asked) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const result = document.getElementById("result");
    result.replaceWith(document.adoptNode(page.getElementById("result")));
    document.getElementById("wrong")?.remove();
    history.replaceState(null, "", address);
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  field.addEventListener("change", show);
  if (!(last > first)) return;

  const line = document.createElement("p"), label = document.createElement("label");
  const slider = document.createElement("input");
  const told = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  line.className = "slide";
  label.htmlFor = slider.id = "slide";
  label.textContent = form.dataset.label;
  slider.type = "range";
  slider.max = (last - first) / DAY;
  const follow = () => {
    slider.value = (Date.parse(field.value) - first) / DAY;
    slider.setAttribute("aria-valuetext", told.format(new Date(first + slider.value * DAY)));
  };
  slider.addEventListener("input", () => {
    field.value = new Date(first + slider.value * DAY).toISOString().slice(0, 10);
    slider.setAttribute("aria-valuetext", told.format(new Date(first + slider.value * DAY)));
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  });
  field.addEventListener("change", follow);
  line.append(label, slider);
  form.append(line);
  follow();
})();
