// Makes the field for SPARQL an editor that completes terms, asks without leaving the page, and can stop what it asked.
// Without it the form asks just the same.
"use strict";

(() => {
  const form = document.getElementById("editor");
  const field = document.getElementById("sparql");
  const stop = document.getElementById("stop");
  const state = document.getElementById("state");
  const outcome = document.getElementById("outcome");
  let asking = null;
  let editor = null;

  const address = () => {
    if (editor) field.value = editor.getValue();
    const url = new URL(form.action);
    for (const [name, value] of new FormData(form)) url.searchParams.append(name, value);
    return url;
  };

  const ask = async () => {
    if (asking) asking.abort();
    const mine = (asking = new AbortController());
    const began = Date.now();
    const tell = () => { state.textContent = form.dataset.running.replace("{n}", Math.round((Date.now() - began) / 1000)); };
    const ticking = setInterval(tell, 1000);
    const url = address();
    stop.hidden = false;
    tell();
    try {
      const response = await fetch(url, { headers: { accept: "text/html" }, signal: mine.signal });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const found = page.getElementById("outcome");
      outcome.replaceChildren(...(found ? found.childNodes : page.querySelector("main").childNodes));
      history.replaceState(null, "", url);
      state.textContent = "";
      outcome.scrollIntoView({ block: "nearest" });
    } catch (error) {
      if (asking === mine) state.textContent = error.name === "AbortError" ? form.dataset.stopped : form.dataset.failed;
    } finally {
      clearInterval(ticking);
      if (asking === mine) {
        asking = null;
        stop.hidden = true;
      }
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  stop.addEventListener("click", () => { if (asking) asking.abort(); });

  if (typeof Yasqe === "undefined") return;

  const lang = document.documentElement.lang;
  const known = fetch(form.dataset.terms, { headers: { accept: "application/json" } }).then((response) => response.json());
  const begun = (yasqe) => {
    const cursor = yasqe.getDoc().getCursor();
    const before = yasqe.getDoc().getLine(cursor.line).slice(0, cursor.ch);
    return { cursor, before, word: /[\w-]*:?[\w-]*$/.exec(before)[0] };
  };
  const hint = async (yasqe) => {
    const { cursor, before, word } = begun(yasqe);
    const { prefixes, terms } = await known;
    const CodeMirror = yasqe.constructor;
    const from = { line: cursor.line, ch: cursor.ch - word.length };
    const isPrefix = /prefix\s+[\w-]*:?$/i.test(before);
    const looked = word.toLowerCase();
    const list = isPrefix
      ? Object.entries(prefixes)
        .filter(([name]) => `${name}:`.startsWith(looked))
        .map(([name, iri]) => ({ text: `${name}: <${iri}>`, displayText: `${name}: <${iri}>` }))
      : terms
        .filter((term) => term.name.toLowerCase().startsWith(looked) || (looked.length > 2 && term[lang].label.toLowerCase().startsWith(looked)))
        .map((term) => ({
          text: term.name,
          displayText: `${term.name}   ${term[lang].label}`,
          render: (element) => {
            element.textContent = `${term.name}   ${term[lang].label}`;
            element.title = term[lang].definition;
          },
        }));
    const data = { list: list.slice(0, 40), from, to: cursor };
    CodeMirror.on(data, "pick", ({ text }) => {
      const prefix = text.split(":")[0];
      if (!isPrefix && prefixes[prefix] && !(prefix in yasqe.getPrefixesFromQuery())) yasqe.addPrefixes({ [prefix]: prefixes[prefix] });
    });
    return data;
  };
  const complete = (yasqe) => yasqe.showHint({ hint: () => hint(yasqe), completeSingle: false, closeCharacters: /[\s(){};,.]/ });

  const holder = document.createElement("div");
  field.before(holder);
  editor = new Yasqe(holder, {
    value: field.value,
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    showQueryButton: false,
    resizeable: false,
    autocompleters: [],
    prefixCcApi: null,
    editorHeight: "auto",
    lineWrapping: true, // what scrolls sideways could not be reached by keys alone
    extraKeys: { "Ctrl-Space": complete, "Ctrl-Enter": ask, "Cmd-Enter": ask, Tab: false, "Shift-Tab": false },
  });
  editor.getInputField().setAttribute("aria-label", document.querySelector("label[for=sparql]").textContent);
  editor.on("inputRead", (yasqe, change) => {
    if (/[\w:]/.test(change.text.join("")) && /:/.test(begun(yasqe).word)) complete(yasqe);
  });
  field.hidden = true;
})();
