// The chain of a book, computed anew in the reader's own browser from its export (JSON lines).
// Formats: docs/reference/ledger.md. Nothing is sent; without this script the page has a recipe.

const text = new TextEncoder();

/** SHA-256 of fields, each preceded by its length in eight bytes, as 64 hexadecimal digits. */
async function digest(...fields) {
  const parts = fields.map((field) => text.encode(field));
  const all = new Uint8Array(parts.reduce((sum, part) => sum + 8 + part.length, 0));
  let at = 0;
  for (const part of parts) {
    new DataView(all.buffer).setBigUint64(at, BigInt(part.length));
    all.set(part, at + 8);
    at += 8 + part.length;
  }
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", all));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The lines of an answer as they arrive, each parsed. */
async function* lines(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const found = (rest + piece.value).split("\n");
    rest = found.pop();
    for (const line of found) yield JSON.parse(line);
  }
}

/** Whether an entry fits behind `last`; answers its link, or nothing. */
async function link(last, book, number, entry) {
  const { audience, entry_hash, salt, at, by, verb, key, content } = entry;
  const made = await digest("wardbook chain 1", last, book, String(number), audience, entry_hash);
  if (entry.seq !== number || made !== entry.chain_hash) return null;
  if (salt === undefined) return made;
  const said = await digest("wardbook entry 1", salt, at, by, verb, key, content);
  return said === entry_hash ? made : null;
}

/** Walk the whole chain; `tell` hears of every hundredth entry. */
export async function verify(response, tell) {
  let head = null, last = "", number = 0, opened = 0;
  for await (const entry of lines(response)) {
    if (head === null) {
      head = entry;
      last = await digest("wardbook book 1", head.book, head.sample ? "sample" : "real");
      continue;
    }
    number += 1;
    last = await link(last, head.book, number, entry);
    if (last === null) return { broken: number };
    if (entry.salt !== undefined) opened += 1;
    if (number % 100 === 0) tell(number);
  }
  if (head === null || number !== head.seq || last !== head.chain_hash) return { broken: number + 1 };
  return { seq: number, opened, chain_hash: last };
}

function set(box) {
  const button = box.querySelector("button"), progress = box.querySelector("progress");
  const answer = box.querySelector("[role=status]"), said = box.dataset;
  const say = (words, values = {}, tone = "") => {
    answer.textContent = words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    answer.className = `wb-verify__answer ${tone && `wb-verify__answer--${tone}`}`;
  };
  if (!globalThis.crypto?.subtle) return say(said.unable);
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    progress.hidden = false;
    try {
      const response = await fetch(said.chain);
      if (!response.ok) throw new Error(response.status);
      const found = await verify(response, (seq) => {
        progress.value = seq;
        say(said.running, { seq, all: said.seq });
      });
      if (found.broken) say(said.broken, { seq: found.broken }, "bad");
      else if (found.chain_hash !== said.head) say(said.moved, {}, "good");
      else say(said.stands, { seq: found.seq, public: found.opened }, "good");
    } catch {
      say(said.failed, {}, "bad");
    }
    progress.hidden = true;
    button.disabled = false;
  });
}

document.querySelectorAll(".wb-verify").forEach(set);
