// The list of figures: how many are chosen, and an address without the filters left empty.
for (const form of document.querySelectorAll("[data-choose]")) {
  const count = form.querySelector("[data-count]");
  const say = () => {
    const chosen = form.querySelectorAll("[name=result]:checked").length;
    if (count) count.textContent = chosen ? `${count.dataset.words} ${chosen}` : "";
  };
  form.addEventListener("change", say);
  window.addEventListener("pageshow", say);
}
for (const form of document.querySelectorAll("[data-spare]")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
}
