// What scripts add to every page. Nothing here is needed to read one.
"use strict";
// A result is laid out as blocks on a narrow screen, for which some browsers forget that it is a table: tell it by roles.
for (const [role, selector] of [["table", ""], ["rowgroup", "thead, tbody"], ["row", "tr"], ["columnheader", "th"], ["cell", "td"]]) {
  for (const table of document.querySelectorAll("table.result")) {
    for (const one of selector ? table.querySelectorAll(selector) : [table]) one.setAttribute("role", role);
  }
}
