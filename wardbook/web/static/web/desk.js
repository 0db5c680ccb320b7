// The desk by keyboard, and what is typed when the sign-in or the server is gone.
// Without this script every row leads to a page of its own.
const desk = document.querySelector("[data-desk]");
const rows = () => [...desk.querySelectorAll(".wb-row")];
const current = () => document.activeElement?.closest?.(".wb-row") ?? desk.querySelector(".wb-row:target");
const waiting = () => rows().filter((row) => "waits" in row.dataset);

function go(row) {
  if (!row) return;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  for (const old of desk.querySelectorAll(".wb-paper__figure--current")) old.classList.remove("wb-paper__figure--current");
  const mark = document.getElementById(`at-${row.id}`);
  mark?.classList.add("wb-paper__figure--current");
  mark?.scrollIntoView({ block: "nearest" });
}

function beside(step, among = rows()) {
  const all = rows();
  const at = all.indexOf(current());
  const order = step > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
  return order.find((row) => among.includes(row)) ?? (at < 0 ? among[0] : null);
}

const moves = {
  j: () => go(beside(1)), ArrowDown: () => go(beside(1)),
  k: () => go(beside(-1)), ArrowUp: () => go(beside(-1)),
  n: () => (waiting().length ? go(beside(1, waiting()) ?? waiting()[0]) : desk.querySelector("[rel=next]")?.click()),
};
const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea");

function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") return close(event.target.closest(".wb-row"));
  if (typing(event.target) || !switched.checked) return;
  if (event.key.startsWith("Arrow") && !event.target.matches(".wb-row")) return;
  const control = (current() ?? document).querySelector(`[data-key="${CSS.escape(event.key)}"]`)
    ?? document.querySelector(`.wb-desk__tools [data-key="${CSS.escape(event.key)}"], #keys [data-key="${CSS.escape(event.key)}"]`);
  if (!moves[event.key] && !control) return;
  event.preventDefault();
  moves[event.key] ? moves[event.key]() : control.click();
}

function close(row) {
  row?.querySelector("[data-cancel]")?.click();
}

// --- The switch of the keys -------------------------------------------------------------------

const switched = document.getElementById("keys-on") ?? { checked: false };
const KEYS = "wardbook:keys";
if (localStorage.getItem(KEYS) === "off") switched.checked = false;
switched.addEventListener?.("change", () => localStorage.setItem(KEYS, switched.checked ? "on" : "off"));
document.addEventListener("keydown", press);
desk.addEventListener("click", (event) => {
  const figure = event.target.closest(".wb-paper__figure");
  if (!figure) return;
  event.preventDefault();
  go(document.getElementById(figure.hash.slice(1)));
});

// --- After a part of the page has changed -----------------------------------------------------

document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  const row = detail.elt.closest?.(".wb-row");
  if (!row) return;
  const work = row.querySelector(".wb-row__work");
  if (work.firstElementChild) {
    work.querySelector(`[name=${toFill(work)}]`)?.focus();
  } else {
    go("waits" in row.dataset ? row : (beside2(row) ?? row));
  }
});
/** The field that a person has to fill: the others hold what is proposed. */
function toFill(work) {
  const chosen = work.querySelector("[name=outcome]:checked")?.value;
  if (chosen === "rejected") return "reason";
  return chosen === "target" && work.querySelector("[name=indicator]").value ? "giver" : "indicator";
}
const beside2 = (row) => waiting().find((other) => row.compareDocumentPosition(other) & 4) ?? waiting()[0];

// --- What is typed is lost neither to a sign-out nor to a server that is gone -----------------

const lost = document.getElementById("lost");
const name = (claim) => `wardbook:typed:${desk.dataset.desk}:${claim}`;

const typedIn = (form) => new URLSearchParams(new FormData(form));

function rescue(form, words) {
  const typed = typedIn(form);
  typed.delete("csrfmiddlewaretoken"); // that of this sign-in, which the next one cannot use
  localStorage.setItem(name(form.dataset.filing), typed.toString());
  lost.querySelector("span").textContent = words;
  lost.querySelector("a").hidden = words !== lost.dataset.signedOut;
  lost.hidden = false;
}
for (const gone of ["htmx:responseError", "htmx:sendError"]) {
  document.body.addEventListener(gone, ({ detail }) => {
    const form = detail.elt.closest?.("[data-filing]");
    const out = [401, 403].includes(detail.xhr?.status);
    if (form) rescue(form, out ? lost.dataset.signedOut : lost.dataset.broken);
    else if (out) [lost.querySelector("span").textContent, lost.hidden] = [lost.dataset.signedOut, false];
  });
}
document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt.closest?.("[data-filing]");
  const kept = detail.successful && detail.requestConfig.verb === "post";
  if (form && kept) localStorage.removeItem(name(form.dataset.filing));
});
/** Ask the server to keep what is typed about a figure; whether it does, by its status. */
async function keep(row, typed) {
  typed.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  const address = `${row.querySelector("[data-key=e]").getAttribute("href")}draft/`;
  const request = { method: "POST", body: typed, headers: { "HX-Request": "true" } };
  try { return (await fetch(address, request)).status; } catch { return 0; }
}
// A form that closes before its last words were sent sends them first.
desk.addEventListener("input", ({ target }) => target.closest("[data-filing]")?.setAttribute("data-unkept", ""));
document.body.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.elt.matches("[data-keep]")) detail.elt.closest("form").removeAttribute("data-unkept");
});
desk.addEventListener("click", async (event) => {
  const form = event.target.closest("[data-cancel]")?.closest("[data-unkept]");
  if (!form) return;
  event.preventDefault();
  event.stopPropagation();
  const status = await keep(form.closest(".wb-row"), typedIn(form));
  if (status !== 204) return rescue(form, [401, 403].includes(status) ? lost.dataset.signedOut : lost.dataset.broken);
  form.removeAttribute("data-unkept");
  event.target.click();
}, { capture: true });
async function bring(row) {
  const typed = localStorage.getItem(name(row.dataset.row));
  const link = row.querySelector("[data-key=e]");
  if (!typed || !link || (await keep(row, new URLSearchParams(typed))) !== 204) return;
  localStorage.removeItem(name(row.dataset.row));
  link.click();
}
for (const row of rows()) bring(row);
// In one column the first figure lies below the whole paper: the page opens at its heading.
if (!location.hash && matchMedia("(min-width: 48.01em)").matches) go(waiting()[0]);
