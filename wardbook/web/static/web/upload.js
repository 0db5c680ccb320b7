// Receiving papers: each file is sent by itself, two at a time, and says what becomes of it.
// Without this script the same form sends all of them in one post.

const AT_ONCE = 2;
const TONES = { read: "green", refused: "red", trouble: "yellow", sending: "blue", reading: "blue" };
const UNFINISHED = ["waiting", "queued", "sending", "reading", "trouble"];

const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** "812 KB", "3,4 MB" in the language of the page. */
function sizeOf(bytes) {
  const large = bytes >= 2 ** 20;
  const number = large ? bytes / 2 ** 20 : Math.max(1, bytes / 1024);
  const digits = { maximumFractionDigits: large ? 1 : 0 };
  return `${number.toLocaleString(document.documentElement.lang, digits)} ${large ? "MB" : "KB"}`;
}

/** One file in the list: its element, and its state, one of the words of the form. */
class Row {
  constructor(file, form) {
    this.file = file;
    this.words = form.dataset;
    this.item = form.querySelector("[data-row]").content.firstElementChild.cloneNode(true);
    for (const place of this.all("[data-name]")) place.textContent = ` ${file.name}`;
    this.one("[data-size]").textContent = sizeOf(file.size);
    this.one("[data-progress]").ariaLabel = file.name;
    this.become("waiting");
  }

  one(selector) { return this.item.querySelector(selector); }
  all(selector) { return this.item.querySelectorAll(selector); }
  is(...states) { return states.includes(this.state); }

  become(state, said = "") {
    this.state = state;
    const tag = this.one("[data-state]");
    tag.textContent = this.words[`words${state[0].toUpperCase()}${state.slice(1)}`];
    tag.className = `govuk-tag govuk-tag--${TONES[state] ?? "grey"}`;
    this.one("[data-said]").textContent = said;
    this.one("[data-progress]").hidden = !this.is("sending", "reading");
    this.one("[data-retry]").hidden = !this.is("trouble");
    this.one("[data-remove]").hidden = !this.is("waiting", "queued", "trouble", "refused");
  }

  progress(loaded, total) {
    this.one("[data-progress]").value = total ? (100 * loaded) / total : 0;
  }

  reading() {
    this.become("reading");
    this.one("[data-progress]").removeAttribute("value"); // nobody knows how long it takes
  }

  lead(address, words) {
    const link = this.one("[data-link]");
    [link.href, link.textContent, link.hidden] = [address, words, false];
  }

  same(file) {
    const mine = this.file;
    return ["name", "size", "lastModified"].every((part) => mine[part] === file[part]);
  }
}

function receive(form) {
  const words = form.dataset, input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-files]"), box = form.querySelector("[data-signed-out]");
  const drop = form.querySelector("[data-drop]"), token = form.elements.csrfmiddlewaretoken;
  let rows = [], signedOut = false;

  const status = form.querySelector("[data-status]");
  const say = (sentence, values = {}) => { status.textContent = filled(sentence, values); };
  const those = (...states) => rows.filter((row) => row.is(...states));

  function show() {
    list.hidden = !rows.length;
    // A title is said of a paper that comes alone; what is disabled is not sent.
    form.querySelector("[data-alone]").disabled = those(...UNFINISHED).length > 1;
  }

  function add(files) {
    const told = [];
    let many = 0;
    for (const file of files) {
      if (rows.some((row) => row.same(file))) told.push(filled(words.wordsAgain, file));
      else if (those(...UNFINISHED).length >= Number(words.most)) many += 1;
      else put(file);
    }
    if (many) told.push(filled(words.wordsMany, { count: many }));
    told.push(filled(words.wordsAdded, { count: rows.length }));
    say(told.join(". "));
    show();
  }

  function put(file) {
    const row = new Row(file, form);
    row.one("[data-remove]").addEventListener("click", () => remove(row));
    row.one("[data-retry]").addEventListener("click", () => queue([row]));
    if (file.size > Number(words.largest)) row.become("refused", words.wordsTooLarge);
    rows.push(row);
    list.append(row.item);
  }

  function remove(row) {
    const next = row.item.nextElementSibling ?? row.item.previousElementSibling;
    rows = rows.filter((other) => other !== row);
    row.item.remove();
    say(words.wordsRemoved, row.file);
    show();
    (next?.querySelector("button:not([hidden]), a:not([hidden])") ?? input).focus();
  }

  function queue(some) {
    const data = new FormData(form);
    data.delete(input.name);
    for (const row of some) {
      row.about = [...data];
      row.become("queued");
    }
    pump();
  }

  function pump() {
    if (signedOut) return;
    const free = AT_ONCE - those("sending", "reading").length;
    those("queued").slice(0, free).forEach(send);
  }

  function send(row) {
    const data = new FormData(), request = new XMLHttpRequest();
    for (const [name, value] of row.about) data.append(name, value);
    data.set(token.name, token.value); // a new sign-in has a new one
    data.append(input.name, row.file);
    row.become("sending");
    request.open("POST", location.pathname);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) => row.progress(loaded, total));
    request.upload.addEventListener("load", () => row.reading());
    request.addEventListener("loadend", () => answered(row, request));
    request.send(data);
  }

  async function answered(row, { status, responseText }) {
    let answer = null;
    try { answer = JSON.parse(responseText); } catch { /* a page, or nothing at all */ }
    if (status === 200 && answer) {
      row.become("read", filled(words.wordsFigures, { count: answer.figures }));
      row.lead(answer.address, answer.title);
    } else if (status === 422 && answer) {
      row.become("refused", answer.refusal);
      if (answer.address) row.lead(answer.address, `${words.wordsKnown}: ${answer.title}`);
    } else await missed(row, status);
    pump();
    tell();
  }

  /** No answer to this file: signed out, a token of an earlier sign-in, or the network. */
  async function missed(row, status) {
    if (status === 429) return row.become("trouble", words.wordsSlow);
    const here = await signIn();
    const renewed = here === "in" && status === 403 && !row.renewed;
    if (here !== "out" && !renewed) return row.become("trouble", words.wordsNetwork);
    row.renewed = renewed;
    row.become("queued");
  }

  /** "in", "out" or "away", by opening this page once more; its fresh token is kept. */
  async function signIn() {
    let here = "away";
    try {
      const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-upload] [name=csrfmiddlewaretoken]");
      if (fresh) token.value = fresh.value;
      here = fresh ? "in" : answer.redirected ? "out" : "away";
    } catch { /* the network is away */ }
    if (here !== "away") {
      signedOut = here === "out";
      box.hidden = !signedOut;
    }
    return here;
  }

  async function goOn() {
    if (signedOut && (await signIn()) === "in") pump();
  }

  function tell() {
    const count = { read: 0, refused: 0, trouble: 0 };
    for (const row of rows) if (row.state in count) count[row.state] += 1;
    if (signedOut) return say("");
    if (those("queued", "sending", "reading").length)
      return say(words.wordsSent, { count: count.read + count.refused });
    show();
    const link = rows[0]?.one("[data-link]");
    if (rows.length === 1 && count.read) location.assign(link.href);
    else say(words.wordsOver, count);
  }

  form.addEventListener("submit", (event) => {
    if (!rows.length && !input.files.length) return; // the server says what is missing
    event.preventDefault();
    const blank = [...form.querySelectorAll("select")].find((select) => !select.value);
    if (blank) {
      say(words.wordsUnit);
      blank.focus();
    } else if (those("waiting", "trouble").length) queue(those("waiting", "trouble"));
    else tell();
  });
  input.addEventListener("change", () => {
    add(input.files);
    input.value = "";
  });
  form.querySelector("[data-go-on]").addEventListener("click", goOn);
  window.addEventListener("focus", goOn);
  window.addEventListener("beforeunload", (event) => {
    if (those(...UNFINISHED).length) event.preventDefault();
  });
  // A file that misses the frame must not replace the page, and the list with it.
  for (const name of ["dragover", "drop"])
    window.addEventListener(name, (event) => event.preventDefault());
  drop.addEventListener("dragover", () => drop.classList.add("wb-drop--over"));
  drop.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!drop.contains(relatedTarget)) drop.classList.remove("wb-drop--over");
  });
  drop.addEventListener("drop", ({ dataTransfer }) => {
    drop.classList.remove("wb-drop--over");
    add(dataTransfer.files);
  });

  for (const part of form.querySelectorAll("[data-scripted]")) part.hidden = false;
  form.classList.add("wb-upload--scripted");
  // Sending twice is impossible here: only what waits is sent.
  form.querySelector("[type=submit]").removeAttribute("data-prevent-double-click");
  if (input.files.length) add(input.files);
  input.value = "";
}

document.querySelectorAll("[data-upload]").forEach(receive);
