// A long form outlives an expired sign-in: what was sent from this tab is kept in it, and laid back
// into the form when it opens again, until a page without the form shows that it was taken.
const PREFIX = "keep ";
const key = PREFIX + location.pathname + location.search;
const form = document.querySelector("form[data-keep]");
const fields = () => [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "submit");

if (form) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "[]");
  fields().forEach((field, at) => {
    const [name, value] = kept[at] ?? [];
    if (name === field.name && !field.matches("[type=checkbox], [type=radio]")) field.value = value;
  });
  form.addEventListener("submit", () => {
    const typed = fields().map((field) => [field.name, field.value]);
    sessionStorage.setItem(key, JSON.stringify(typed));
  });
} else if (!document.querySelector("[type=password]")) {
  Object.keys(sessionStorage)
    .filter((name) => name.startsWith(PREFIX))
    .forEach((name) => sessionStorage.removeItem(name));
}
