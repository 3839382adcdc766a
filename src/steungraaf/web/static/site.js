// What scripts add to every page. Nothing here is needed to read one.
"use strict";
