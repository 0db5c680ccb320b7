// A sheet as it is typed: whether opening + in − out is the closing, said below the lines.
for (const form of document.querySelectorAll("[data-tally]")) {
  const out = form.querySelector("[data-sum]");
  if (!out) continue;
  const blanks = form.querySelector("[name=blanks]");
  const lines = [...form.querySelectorAll("[data-sign]")].filter((line) => line.dataset.sign !== "none");
  const read = (line) => {
    const typed = line.querySelector("input").value.replace(/[\s.,]/g, "");
    if (/^\d+$/.test(typed)) return Number(typed);
    return typed === "" && blanks?.checked && /^[+-]$/.test(line.dataset.sign) ? 0 : NaN;
  };
  const say = () => {
    const sums = { opening: 0, "+": 0, "-": 0, closing: 0 };
    for (const line of lines) sums[line.dataset.sign] += read(line);
    const gives = sums.opening + sums["+"] - sums["-"];
    const off = sums.closing - gives;
    const { holds, off: words, open } = out.dataset;
    out.textContent = Number.isNaN(off)
      ? open
      : off === 0
        ? holds
        : words.replace("{0}", gives).replace("{1}", sums.closing).replace("{2}", Math.abs(off));
  };
  form.addEventListener("input", say);
  window.addEventListener("pageshow", say);
}
