// The counter by keyboard: F2 finds, F4 begins a new dossier, F8 sends somebody home, Enter goes to
// the next field, Ctrl+Enter accepts. What is typed is kept on the server a moment later.
// Without this script every part of the page is a plain form.
import { pick } from "./pick.js";

const PART = { "HX-Request": "true" };
const form = document.querySelector("[data-counter]");
const find = document.querySelector("[data-find]");
const dialog = document.querySelector("[data-dialog]");
const state = form.querySelector("[data-state]");
const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
const procedure = form.querySelector("[name=procedure]");
const picked = pick(procedure);

const send = (address, body) => fetch(address, { method: "POST", body, headers: PART });

// --- Finding ----------------------------------------------------------------------------------

const results = find.querySelector("[data-results]");
let asked = 0, waiting = 0;
find.q.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const number = ++asked;
    const answer = await send(find.action, new FormData(find)).catch(() => null);
    if (answer?.ok && number === asked) results.innerHTML = await answer.text();
  }, 150);
});
find.addEventListener("keydown", (event) => {
  const links = [...results.querySelectorAll("a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !links.length) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement) + step;
  (at < 0 ? find.q : links[Math.min(at, links.length - 1)]).focus();
});

// --- Fields -----------------------------------------------------------------------------------

const fields = () => [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button[value=accept]")]
  .filter((one) => !one.hidden && one.offsetParent);
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[value=accept]"));
  } else if (event.target.matches("input, select")) {
    event.preventDefault();
    fields()[fields().indexOf(event.target) + 1]?.focus();
  }
});
picked.addEventListener("picked", () => form.querySelector("[name=applicant]").focus());
procedure.addEventListener("change", async () => {
  const answer = await fetch(`${form.dataset.papers}?procedure=${encodeURIComponent(procedure.value)}`, { headers: PART }).catch(() => null);
  if (!answer?.ok) return;
  form.querySelector("[data-papers-here]").innerHTML = await answer.text();
  form.querySelector("[data-on-the-spot]").hidden = !form.querySelector("[data-spot]")?.dataset.spot;
});
form.querySelector("[data-on-the-spot]").hidden = !form.querySelector("[data-spot]")?.dataset.spot;

// --- What is typed is kept --------------------------------------------------------------------

const OWN = `wardbook:counter:${form.dataset.person}`;
const typed = () => {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  return data;
};
let later = 0, sending = null, again = false;
function keep() {
  clearTimeout(later);
  later = 0;
  if (sending) again = true;
  else sending = sent().then(() => { sending = null; if (again) { again = false; keep(); } });
}
async function sent() {
  const data = typed();
  data.set("csrfmiddlewaretoken", token());
  const answer = await send(form.dataset.keep, data).catch(() => null);
  if (answer?.ok && !answer.redirected) await kept(await answer.text());
  else lost(answer);
}
async function kept(part) {
  const place = form.querySelector("[data-alike]");
  place.innerHTML = part;
  const number = place.querySelector("[data-draft]").dataset.draft;
  form.draft.value = number;
  history.replaceState(null, "", `?draft=${number}`);
  localStorage.removeItem(OWN);
  state.textContent = form.dataset.wordsKept;
}
function lost(answer) {
  localStorage.setItem(OWN, new URLSearchParams(typed()).toString());
  state.textContent = answer && [401, 403].includes(answer.status) ? form.dataset.wordsOut : form.dataset.wordsLost;
}
const soon = () => {
  state.textContent = ""; // not kept yet
  clearTimeout(later);
  later = setTimeout(keep, 700);
};
form.addEventListener("input", soon);
form.addEventListener("change", soon);
// Of what was typed and sent in one go, and refused, the page holds the only words there are.
if (document.querySelector(".govuk-error-summary")) soon();
form.addEventListener("submit", async (event) => {
  clearTimeout(later);
  later = 0;
  again = false;
  if (!sending) return;
  event.preventDefault(); // what is on its way is the draft that is opened
  await sending;
  form.requestSubmit(event.submitter);
});
// Leaving for a lookup or a second citizen sends the last words first.
addEventListener("pagehide", () => {
  if (later && !sending && state.textContent === "" && form.querySelector("[name=applicant]").value) {
    const data = typed();
    data.set("csrfmiddlewaretoken", token());
    navigator.sendBeacon(form.dataset.keep, data);
  }
});
// What was typed while the server was gone comes back into an empty page.
const rescued = localStorage.getItem(OWN);
if (rescued && !form.querySelector("[name=applicant]").value) {
  for (const [name, value] of new URLSearchParams(rescued)) {
    const field = form.elements[name];
    if (!field || name === "seen") continue;
    if (field.type !== "checkbox" && "value" in field) field.value = value;
  }
  if (procedure.value) {
    picked.value = procedure.selectedOptions[0].textContent.trim();
    procedure.dispatchEvent(new Event("change", { bubbles: true }));
  }
  soon();
}

// --- Keys of the page, and somebody sent home -------------------------------------------------

const home = dialog.querySelector("[data-sent]");
function askHome() {
  home.procedure.value = procedure.value;
  home.unit.value = form.unit?.value ?? "";
  dialog.showModal();
  home.querySelector("button").focus();
}
const keys = { F2: () => find.q.focus(), F4: () => picked.focus(), F8: askHome };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (dialog.open) {
    const button = home.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (button) { event.preventDefault(); button.click(); }
  } else if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});
document.querySelector("[data-sent-home]").addEventListener("click", (event) => { event.preventDefault(); askHome(); });
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
home.addEventListener("submit", async (event) => {
  event.preventDefault();
  const data = new FormData(home);
  data.set("reason", event.submitter.value);
  const answer = await send(home.action, data).catch(() => null);
  dialog.close();
  const words = event.submitter.textContent.replace(/^\s*\d\s*/, "").trim();
  document.querySelector("[data-home-said]").textContent = answer?.ok ? dialog.dataset.wordsDone.replace("{reason}", words) : form.dataset.wordsLost;
  const count = document.querySelector("[data-home]");
  if (answer?.ok) count.textContent = String(Number(count.textContent.replace(/\D/g, "")) + 1);
});
