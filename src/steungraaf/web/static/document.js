// Open what rests on the sentence that the address points at.
"use strict";
function openTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const passage = id && document.getElementById(id);
  if (passage && passage.classList.contains("passage")) {
    for (const each of passage.querySelectorAll("details")) each.open = true;
    passage.scrollIntoView();
  }
}
addEventListener("hashchange", openTarget);
openTarget();
