// Drawings: larger and smaller, dragging, words under the drawing, and a PNG. Without this they scroll and link as well.
"use strict";
(() => {
  const STEP = 1.25, LEAST = 0.25, MOST = 4;

  const button = (tools, text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    tools.append(made);
    return made;
  };

  const zoomable = (figure, frame, picture, tools) => {
    const width = picture.viewBox.baseVal.width, height = picture.viewBox.baseVal.height;
    let scale = 1;
    const set = (wanted, x = frame.clientWidth / 2, y = frame.clientHeight / 2) => {
      const before = scale;
      scale = Math.min(MOST, Math.max(LEAST, wanted));
      picture.setAttribute("width", width * scale);
      picture.setAttribute("height", height * scale);
      frame.scrollLeft = (frame.scrollLeft + x) * scale / before - x;
      frame.scrollTop = (frame.scrollTop + y) * scale / before - y;
    };
    button(tools, figure.dataset.in, () => set(scale * STEP));
    button(tools, figure.dataset.out, () => set(scale / STEP));
    button(tools, figure.dataset.fit, () => set(Math.min(1, frame.clientWidth / width)));
    frame.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const box = frame.getBoundingClientRect();
      set(scale * (event.deltaY < 0 ? STEP : 1 / STEP), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
    frame.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const wanted = { "+": scale * STEP, "=": scale * STEP, "-": scale / STEP, 0: 1 }[event.key];
      if (wanted) { event.preventDefault(); set(wanted); }
    });
  };

  const draggable = (frame) => {
    let from = null;
    frame.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && event.button === 0 && !event.target.closest("a")) {
        from = [event.clientX + frame.scrollLeft, event.clientY + frame.scrollTop];
        frame.setPointerCapture(event.pointerId);
        frame.classList.add("dragged");
      }
    });
    frame.addEventListener("pointermove", (event) => {
      if (from) { frame.scrollLeft = from[0] - event.clientX; frame.scrollTop = from[1] - event.clientY; }
    });
    for (const end of ["pointerup", "pointercancel"]) {
      frame.addEventListener(end, () => { from = null; frame.classList.remove("dragged"); });
    }
  };

  const telling = (figure, picture) => {
    const told = document.createElement("p");
    told.className = "told";
    told.setAttribute("aria-hidden", "true"); // the title of each link says the same to who does not see it
    told.textContent = figure.dataset.hint;
    figure.append(told);
    for (const kind of ["mouseover", "focusin"]) {
      picture.addEventListener(kind, (event) => {
        const title = event.target.closest("a")?.querySelector("title");
        if (title) told.textContent = title.textContent;
      });
    }
  };

  const save = async (address, width, height) => {
    const svg = await (await fetch(address)).text();
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * 2 || width * 2;
    canvas.height = image.naturalHeight * 2 || height * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const link = document.createElement("a");
    link.download = "steungraaf.png";
    link.href = URL.createObjectURL(await new Promise((done) => canvas.toBlob(done, "image/png")));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const begin = (figure) => {
    const frame = figure.querySelector(".frame"), picture = figure.querySelector("svg.picture");
    const tools = document.createElement("div");
    tools.className = "tools";
    zoomable(figure, frame, picture, tools);
    draggable(frame);
    if (figure.dataset.drawing) {
      const box = picture.viewBox.baseVal;
      button(tools, figure.dataset.png, () => save(figure.dataset.drawing, box.width, box.height));
    }
    figure.append(tools);
    telling(figure, picture);
  };

  document.querySelectorAll("figure.drawing").forEach(begin);
})();
