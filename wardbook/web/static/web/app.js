// What scripts add: focus on the error summary and on the skipped-to content (the vendor's), and
// the strip of navigation of a phone shows where one is. Every page works without them.
import { initAll } from "../vendor/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

const here = document.querySelector(".wb-nav [aria-current]");
if (here) here.closest("ul").scrollLeft = here.offsetLeft - 16;
