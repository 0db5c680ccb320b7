// The import desk: a file may be dropped, and a file that is not taken to its end goes on by itself.
const form = document.querySelector("[data-import]");
if (form) {
  const place = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");
  const chosen = form.querySelector("[data-chosen]");
  const say = () => { chosen.textContent = input.files[0]?.name ?? ""; };
  input.addEventListener("change", say);
  const over = (event) => {
    event.preventDefault();
    place.classList.toggle("wb-drop--over", event.type === "dragover");
  };
  for (const name of ["dragover", "dragleave", "drop"]) place.addEventListener(name, over);
  place.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    say();
  });
}

const going = document.querySelector("[data-go-on]");
if (going?.querySelector("button")) {
  const status = going.querySelector("[data-status]");
  const bar = going.querySelector("[data-progress]");
  const shown = new Intl.NumberFormat(document.documentElement.lang);
  const step = async () => {
    const body = new FormData(going);
    const answer = await fetch(going.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.headers.get("content-type")?.includes("json")) throw new Error("no answer");
    const said = await answer.json();
    if (said.done) return location.reload();
    if (said.refusal) { status.textContent = said.refusal; return undefined; }
    bar.value = said.read;
    status.textContent = status.dataset.words.replace("{read}", shown.format(said.read)).replace("{about}", shown.format(said.about));
    return step();
  };
  step().catch(() => { status.textContent = going.dataset.wordsTrouble; });
}
