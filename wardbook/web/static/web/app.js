// What the vendor's scripts add: focus on the error summary and on the skipped-to content.
// Every page works without them.
import { initAll } from "../vendor/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
