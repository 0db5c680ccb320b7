// A long list as a field: what is typed, with or without accents, narrows it; arrows and Enter choose.
// The list itself stays in the page, holds the value, and is what is used without scripts.
const plain = (text) => text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
const SHOWN = 12;

export function pick(select) {
  const rows = [...select.options].filter((one) => one.value)
    .map((one) => ({ one, words: `${plain(one.dataset.words ?? "")} ${plain(one.textContent)}` }));
  const box = document.createElement("div");
  const input = document.createElement("input");
  const list = document.createElement("ul");
  const hint = select.dataset.wordsHint;
  let found = [], at = 0;

  Object.assign(input, { type: "text", autocomplete: "off", spellcheck: false, id: select.id, className: "govuk-input", placeholder: hint ?? "" });
  Object.assign(list, { id: `${select.id}-list`, className: "wb-combo__list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", select.labels[0]?.firstChild.textContent.trim() ?? "");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
  if (document.getElementById(`${select.id}_error`)) input.setAttribute("aria-describedby", `${select.id}_error`);
  box.className = "wb-combo";
  select.id = `${select.id}-kept`;
  select.hidden = true;
  select.before(box);
  box.append(input, list);
  input.value = select.selectedOptions[0]?.value ? select.selectedOptions[0].textContent.trim() : "";

  function show() {
    list.replaceChildren(...found.map(({ one }, number) => {
      const option = document.createElement("li");
      Object.assign(option, { id: `${list.id}-${number}`, className: "wb-combo__option", textContent: one.textContent });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", String(number === at));
      option.addEventListener("mousedown", (event) => { event.preventDefault(); at = number; choose(); });
      return option;
    }));
    if (!found.length) {
      const none = document.createElement("li");
      Object.assign(none, { className: "wb-combo__none", textContent: select.dataset.wordsNone ?? "–" });
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.setAttribute("aria-selected", "false");
      list.append(none);
    }
    open(true);
    found.length ? input.setAttribute("aria-activedescendant", `${list.id}-${at}`) : input.removeAttribute("aria-activedescendant");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }
  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) input.removeAttribute("aria-activedescendant");
  }
  function narrow() {
    const words = plain(input.value).split(/\s+/).filter(Boolean), whole = words.join(" ");
    // The words as they were typed come first, and of those the shortest name: the plain procedure.
    const far = (row) => (row.words.includes(whole) ? 0 : 1e6) + row.words.length;
    const fits = rows.filter((row) => words.every((word) => row.words.includes(word)));
    found = (words.length ? fits.sort((a, b) => far(a) - far(b)) : rows).slice(0, SHOWN);
    at = 0;
    show();
  }
  function choose() {
    const row = found[at];
    if (!row) return false;
    select.value = row.one.value;
    input.value = row.one.textContent.trim();
    open(false);
    select.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }
  input.addEventListener("input", () => { select.value = ""; narrow(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return narrow();
      at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(found.length, 1);
      show();
    } else if (event.key === "Enter" && !list.hidden && !event.ctrlKey) {
      event.preventDefault();
      event.stopPropagation();
      if (choose()) input.dispatchEvent(new CustomEvent("picked", { bubbles: true }));
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      open(false);
    }
  });
  input.addEventListener("blur", () => { if (!list.hidden && input.value && !select.value && found.length === 1) choose(); open(false); });
  return input;
}
