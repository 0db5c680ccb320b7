// Changing the language in the middle of a form: what was typed goes to the server first, as what is
// sent after the sign-in has ended does, and stands in the page of the other language. It takes a
// script because a link carries no fields, and a button that did would have to be part of every
// form. Without this script the link leaves at once, and the fields stay behind.
const { keep, wordsLost } = document.querySelector("script[data-keep]").dataset;
const posted = (form) => (form?.method === "post" ? form : null);

// What came back, refused or kept, is typed as well.
let touched = posted(document.querySelector("main .govuk-error-message, #unsent")?.closest("form"))
  ?? (document.querySelector(".govuk-error-summary") && document.querySelector("main form[method=post]"));
for (const sign of ["input", "change"]) {
  document.querySelector("main").addEventListener(sign, ({ target }) => { touched = posted(target.form) ?? touched; });
}

async function kept(form) {
  const typed = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") typed.append(name, value);
  typed.set("unsent-to", new URL(form.getAttribute("action") || location.href, location.href).pathname);
  try { return (await fetch(keep, { method: "POST", body: typed, headers: { "HX-Request": "true" } })).ok; } catch { return false; }
}

for (const link of document.querySelectorAll(".wb-languages a")) {
  link.addEventListener("click", async (event) => {
    if (!touched || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (await kept(touched) || confirm(wordsLost)) location.assign(link.href);
  });
}
