"use strict";
// Texts are put on the page with textContent only, so nothing in them can act.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const AT_ONCE = 200, FOLD = 1200, HUES = [4, 212, 36, 276, 150, 330, 186, 60, 240, 100];
const state = { view: "texts", current: -1, sides: false, shown: AT_ONCE, list: [], wrong: new Map(), words: new Map() };

function element(tag, properties = {}, ...children) {
  const { data: dataset, ...rest } = properties;
  const made = Object.assign(document.createElement(tag), rest);
  Object.assign(made.dataset, dataset);
  made.append(...children);
  return made;
}

const number = (value) => value.toLocaleString("en");
const signed = (value) => (value > 0 ? "+" : value < 0 ? "−" : "") + number(Math.abs(value));
const percent = (value) => {
  if (value > 0 && value < 0.0005) return "< 0.1 %";
  return (value >= 0.0995 || value === 0 ? Math.round(value * 100) : (value * 100).toFixed(1)) + " %";
};
const plural = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
const hue = (reason) => HUES[reason % HUES.length];
const hued = (made, reason) => { made.style.setProperty("--hue", hue(reason)); return made; };
const chip = (reason, count) =>
  hued(element("span", { className: "chip", title: data.reasons[reason].meaning }, data.reasons[reason].name + (count ? ` ${number(count)}` : "")), reason);

// A text is a list of pieces: a string stays, [before, after, reason, cleaner] was changed.
const WORD = /[\p{L}\p{N}]{2}/u;
const removedFrom = (text) => text.pieces.filter((piece) => typeof piece !== "string" && !piece[1] && WORD.test(piece[0]));
const shareCut = (text) => Math.max(0, text.cut) / (Math.max(0, text.cut) + text.after || 1);

function matches(text) {
  const wanted = byId("search").value.trim().toLowerCase();
  const reason = byId("reason").value;
  if (byId("failed").checked && !text.error) return false;
  if (shareCut(text) < Number(byId("share").value)) return false;
  if (reason !== "" && !text.pieces.some((p) => typeof p !== "string" && p[2] === Number(reason))) return false;
  return !wanted || whole(text).includes(wanted);
}

function whole(text) {
  if (text.folded === undefined)
    text.folded = [text.name, text.error || "", ...text.pieces.map((p) => (typeof p === "string" ? p : p[0]))]
      .join("\n").toLowerCase();
  return text.folded;
}

const ORDERS = {
  cut: (a, b) => shareCut(b) - shareCut(a) || a.at - b.at,
  length: (a, b) => b.before - a.before || a.at - b.at,
  random: (a, b) => a.random - b.random || a.at - b.at,
  name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.at - b.at),
};

function refresh(keep) {
  state.list = data.texts.filter(matches).sort(ORDERS[byId("order").value]);
  state.shown = AT_ONCE;
  byId("found").textContent = `${plural(state.list.length, "text")} of ${number(data.texts.length)} here`;
  drawNames();
  const at = keep ? state.list.indexOf(keep) : 0;
  open(at < 0 ? 0 : at, false);
}

function drawNames() {
  byId("names").replaceChildren(...state.list.slice(0, state.shown).map((text, at) =>
    element("li", {}, element("button", { type: "button", data: { at }, onclick: () => open(at, true) },
      element("span", { className: "name" }, text.name),
      element("span", { className: "share" }, text.error ? "failed" : percent(shareCut(text)))))));
  byId("more").hidden = state.shown >= state.list.length;
}

function open(at, focus) {
  state.current = at;
  for (const button of byId("names").querySelectorAll("button"))
    button.setAttribute("aria-current", String(Number(button.dataset.at) === at));
  const text = state.list[at];
  byId("text").replaceChildren(...(text ? drawText(text, at) : [element("p", { className: "soft" }, "No text fits.")]));
  if (focus) byId("text").focus({ preventScroll: false });
}

function step(by) {
  const at = Math.min(Math.max(state.current + by, 0), state.list.length - 1);
  while (at >= state.shown) { state.shown += AT_ONCE; drawNames(); }
  open(at, false);
  const button = byId("names").querySelector(`[data-at="${at}"]`);
  if (button) button.scrollIntoView({ block: "nearest" });
}

function drawText(text, at) {
  const head = [element("h2", {}, text.name)];
  if (text.error) return [...head, element("p", { className: "error" }, text.error)];
  const counts = new Map();
  for (const piece of text.pieces) if (typeof piece !== "string") counts.set(piece[2], (counts.get(piece[2]) || 0) + 1);
  const [first, second] = data.runs ? data.runs.map((run) => `in ${run}`) : ["before", "after"];
  const apart = text.before - text.after - text.cut > text.before / 50 ? ", markup and blanks apart" : "";
  const share = data.runs ? "" : `: ${percent(shareCut(text))} cut${apart}`;
  head.push(element("p", { className: "soft" },
    `${number(text.before)} characters ${first}, ${number(text.after)} ${second}${share}`));
  head.push(element("div", { className: "bar" },
    element("button", { type: "button", id: "previous", title: "k or ←", disabled: at === 0, onclick: () => step(-1) }, "Previous"),
    element("button", { type: "button", id: "next", title: "j or →", disabled: at + 1 >= state.list.length, onclick: () => step(1) }, "Next"),
    element("button", { type: "button", id: "sides", onclick: () => { state.sides = !state.sides; open(at, false); } },
      state.sides ? "In one column" : "Side by side"),
    ...[...counts].map(([reason, count]) => chip(reason, count))));
  head.push(element("p", { className: "soft" }, data.runs
    ? `Struck through is only in ${data.runs[0]}, underlined only in ${data.runs[1]}. Click what should have stayed. `
    : "Click what was wrongly cut, or a blank that splits a word: “Wrong cuts” then tells how to keep it. ", element("kbd", {}, "j"), " and ",
    element("kbd", {}, "k"), " go to the next and the previous text."));
  if (!state.sides) return [...head, drawPieces(text, true, true)];
  return [...head, element("div", { className: "sides" }, drawPieces(text, true, false), drawPieces(text, false, true))];
}

function drawPieces(text, withBefore, withAfter) {
  const copy = element("div", { className: "copy" });
  let run = [], length = 0;
  const endRun = () => { copy.append(...foldedRun(run, length)); run = []; length = 0; };
  text.pieces.forEach((piece, at) => {
    if (typeof piece === "string") {
      if (piece.trim()) { endRun(); copy.append(...folded(piece)); } else run.push(piece);
      return;
    }
    const [before, after, reason, cleaner] = piece;
    const title = `${data.reasons[reason].name} (${data.cleaners[cleaner]})`;
    if (before && withBefore) {
      run.push(...spaced(before, (inner) => hued(removal(text, inner, title, at), reason)));
      length += before.length;
    }
    if (after && withAfter) {
      if (after.trim()) endRun();
      const made = hued(element("ins", { title }, shown(after)), reason);
      const word = !before && !after.trim() ? splitWord(text.pieces, at) : "";
      run.push(word ? markable(made, state.words, word, [text.name]) : made);
    }
  });
  endRun();
  return copy;
}

// What was removed in one go, as the head of a page is: its beginning, where it is long.
function foldedRun(run, length) {
  if (length <= FOLD) return run;
  let shownLength = 0, end = 0;
  while (end < run.length && shownLength < FOLD / 4) shownLength += (run[end++].textContent || "").length;
  const rest = run.slice(end);
  const more = rest.reduce((sum, part) => sum + (part.textContent ?? part).length, 0);
  return more < FOLD / 2 ? run : [...run.slice(0, end), foldButton(more, "went", rest)];
}

function foldButton(count, what, rest) {
  const button = element("button", { type: "button", className: "fold" }, `… ${number(count)} characters that ${what} …`);
  button.onclick = (event) => { event.stopPropagation(); button.replaceWith(...rest); };
  button.onkeydown = (event) => event.stopPropagation();
  return button;
}

function removal(text, before, title, at) {
  const made = element("del", { title }, ...folded(shown(before), "went"));
  return before.trim() ? markable(made, state.wrong, before, [text.name, ...edgesOf(text.pieces, at)]) : made;
}

// The word that an inserted blank has split, from what stands on both sides of it.
function splitWord(pieces, at) {
  const left = /[\p{L}\p{M}\p{N}'’-]+$/u.exec(typeof pieces[at - 1] === "string" ? pieces[at - 1] : "");
  const right = /^[\p{L}\p{M}\p{N}'’-]+/u.exec(typeof pieces[at + 1] === "string" ? pieces[at + 1] : "");
  return left && right ? left[0] + right[0] : "";
}

function markable(made, marks, key, where) {
  made.tabIndex = 0;
  const mark = () => made.classList.toggle("wrong", marks.has(key));
  const toggle = () => {
    if (marks.has(key)) marks.delete(key); else marks.set(key, where);
    remember();
    mark();
  };
  made.onclick = toggle;
  made.onkeydown = (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toggle(); } };
  mark();
  return made;
}

// White space at the ends of a removal is shown, but not marked: it would look like empty boxes.
function spaced(text, mark) {
  const inner = text.trim();
  if (!inner) return [mark(text)];
  const start = text.indexOf(inner);
  return [text.slice(0, start), mark(inner), text.slice(start + inner.length)];
}

const shown = (text) => (text.trim() ? text : text.replace(/ {9,}/g, " ".repeat(8) + "…").replaceAll(" ", "·").replaceAll("\n", "⏎\n").replaceAll("\t", "⇥"));

// A long stretch, by its two ends, which end where words do.
function folded(text, what = "stay") {
  if (text.length <= FOLD) return [text];
  const start = text.slice(0, FOLD / 4).replace(/\S{1,40}$/, ""), end = text.slice(-FOLD / 4).replace(/^\S{1,40}/, "");
  const middle = text.slice(start.length, text.length - end.length);
  return [start, foldButton(middle.length, what, [middle]), end];
}

function table(heads, rows) {
  const classOf = (at) => (heads[at].startsWith("#") ? "n" : "");
  return element("table", { className: "wide" },
    element("thead", {}, element("tr", {}, ...heads.map((head, at) => element("th", { className: classOf(at), scope: "col" }, head.replace("#", ""))))),
    element("tbody", {}, ...rows.map((cells) => element("tr", {}, ...cells.map((cell, at) => element("td", { className: classOf(at), data: classOf(at) ? { label: heads[at].slice(1) } : {} }, ...[cell].flat()))))));
}

function drawReasons() {
  const order = data.reasons.map((reason, at) => [reason, at]).sort((a, b) => b[0].characters - a[0].characters);
  const rows = order.map(([reason, at]) => [[chip(at), element("span", { className: "meaning" }, reason.meaning)], number(reason.edits), signed(-reason.characters),
    percent(data.before ? Math.max(0, reason.characters) / data.before : 0),
    [...reason.examples.map((text) => element("span", { className: "example", title: text }, text)),
      element("button", { type: "button", onclick: () => showReason(at) }, "see the texts")]]);
  byId("reasons").replaceChildren(table([data.runs ? "difference" : "reason", data.runs ? "#places" : "#edits", "#characters", "#of all", "for example"], rows));
}

function showReason(at) {
  byId("reason").value = String(at);
  show("texts");
  refresh();
}

function drawPhrases() {
  const counts = new Map();
  for (const text of data.texts) {
    for (const key of new Set(removedFrom(text).map((piece) => piece[0].trim().replace(/\s+/g, " ") + "\u0000" + piece[2])))
      counts.set(key, (counts.get(key) || 0) + 1);
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 300).map(([key, count]) => {
    const [phrase, reason] = key.split("\u0000");
    const find = element("button", { type: "button", onclick: () => { byId("search").value = phrase.toLowerCase(); show("texts"); refresh(); } }, "find");
    return [number(count), chip(Number(reason)), element("div", { className: "phrase" }, element("span", { className: "example", title: phrase }, phrase), find)];
  });
  byId("phrases").replaceChildren(element("p", { className: "soft" }, "What was removed, by the number of texts on this page in which it stood."),
    table(["#texts", "reason", "phrase"], rows));
}

// A pattern speaks of the text as cleaners see it, with its characters mended: so it asks for the
// words alone, with anything between them that is no word, and a little more where a word of the
// source is mojibake. A line that went as a whole is asked for as a whole; of a long stretch the first
// and the last words are, with what stands between them.
const DAMAGE = /[ÂÃâ€�]/u;
const MOST_WORDS = 12, EDGE = 6;

function pattern(line, isWhole) {
  const text = line.replace(/\]\([^()\s]*\)|&#?\w+;/g, " ").replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, "\u0001");
  const pieces = text.split(/\s+|\u0001|(?=[^\p{L}\p{M}\p{N}&;])|(?<=[^\p{L}\p{M}\p{N}&;])/u);
  const words = [];
  let gap = "";
  for (const piece of pieces) {
    if (!/[\p{L}\p{N}]/u.test(piece)) continue;
    if (DAMAGE.test(piece)) {
      const [before, after] = [piece.match(/^[A-Za-z0-9]*/)[0], piece.match(/[A-Za-z0-9]*$/)[0]];
      if (before) words.push(gap + before);
      gap = ".{0,9}?";
      if (after && after !== before) { words.push(gap + after); gap = ""; }
      continue;
    }
    words.push(gap + piece);
    gap = "";
  }
  if (words.length > MOST_WORDS)
    return [words.slice(0, EDGE), words.slice(-EDGE)].map((part) => part.join("\\W*")).join(`.{0,${line.length + 50}}?`);
  const body = words.join("\\W*");
  if (words.length > (isWhole ? 3 : 1)) return body;
  return isWhole ? `^\\W*${body}\\W*$` : `(?<!\\w)${body}(?!\\w)`;
}

// Patterns for the lines of a removal; its first and its last may be parts of lines.
function patternsOf(text, startsLine, endsLine) {
  const lines = text.split(/[\n\r␍]+/), last = lines.length - 1;
  return lines.flatMap((line, at) => (WORD.test(line) ? [pattern(line, (at > 0 || startsLine) && (at < last || endsLine))] : []));
}

// Does a piece begin, and end, where a line does?
function edgesOf(pieces, at) {
  const original = (piece) => (typeof piece === "string" ? piece : piece[0]);
  const before = pieces.slice(0, at).map(original).join("").replace(/[^\S\n]+$/, "");
  const after = pieces.slice(at + 1).map(original).join("").replace(/^[^\S\n]+/, "");
  return [before === "" || before.endsWith("\n"), after === "" || after.startsWith("\n")];
}
const brief = (text) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
const quoted = (text) => JSON.stringify(text);
const forShell = (text) => "'" + text.replaceAll("'", "'\\''") + "'";

function drawWrong() {
  const patterns = [...new Set([...state.wrong].flatMap(([text, [, starts, ends]]) => patternsOf(text, starts, ends)))];
  const words = [...state.words.keys()];
  if (!patterns.length && !words.length) {
    byId("wrong").replaceChildren(element("p", { className: "soft" }, "Nothing yet: click a removal in a text that should have stayed."));
    return;
  }
  const list = (name, values) => values.length ? `\n    ${name}=[\n${values.map((v) => `        ${quoted(v)},`).join("\n")}\n    ],` : "";
  const python = `Pipeline.default(${list("keep", patterns)}${list("extra_words", words)}\n)`;
  const shell = [...patterns.map((p) => `--keep ${forShell(p)}`), ...(words.length ? ["--words FILE"] : [])].join(" \\\n  ");
  byId("wrong").replaceChildren(
    element("p", {}, `${plural(state.wrong.size, "cut")} that should have stayed, ${plural(words.length, "word")} that should not be split. A line in which one of these patterns is found is never removed; of a long line what the pattern matches stays:`),
    element("h2", {}, "In Python"), element("pre", { id: "keep-python" }, python), copyButton(python),
    element("h2", {}, "On the command line"),
    element("p", { className: "soft" }, "Put this behind the command that you ran, and run it again:"),
    element("pre", { id: "keep-shell" }, shell), copyButton(shell),
    ...(words.length ? [element("p", {}, "FILE holds, one a line: "), element("pre", {}, words.join("\n")), copyButton(words.join("\n"))] : []),
    element("h2", {}, "They stood in"),
    element("ul", {}, ...[...state.wrong, ...state.words].map(([text, [name]]) => element("li", {}, `${name}: ${brief(text.trim())}`))),
    element("button", { type: "button", onclick: () => { state.wrong.clear(); state.words.clear(); remember(); drawWrong(); open(state.current, false); } }, "Clear"));
}

function copyButton(text) {
  return element("button", { type: "button", onclick: (event) => {
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => { event.target.textContent = "Copied"; }, () => {});
  } }, "Copy");
}

// What was marked outlives a reload, where the browser lets a file keep anything.
const KEY = `copydesk review 2 ${data.title}`;

function remember() {
  byId("wrong-count").textContent = number(state.wrong.size + state.words.size);
  try { localStorage.setItem(KEY, JSON.stringify([[...state.wrong], [...state.words]])); } catch { /* it may not */ }
}

function recall() {
  try {
    const [wrong, words] = JSON.parse(localStorage.getItem(KEY) || "[[],[]]");
    state.wrong = new Map(wrong);
    state.words = new Map(words);
  } catch { /* it may not, or kept something else */ }
  byId("wrong-count").textContent = number(state.wrong.size + state.words.size);
}

const DRAW = { texts: () => {}, reasons: drawReasons, phrases: drawPhrases, wrong: drawWrong };

function show(view) {
  state.view = view;
  for (const name of Object.keys(DRAW)) byId(name).hidden = name !== view;
  for (const button of document.querySelectorAll("nav button")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  DRAW[view]();
}

// Where two runs are compared, nothing was cut: the texts differ.
function speakOfRuns() {
  byId("order").options[0].textContent = "most different";
  for (const option of byId("share").options) option.textContent = option.textContent.replace(/share cut$/, "difference").replace(/cut$/, "different");
  byId("share").ariaLabel = "Difference";
}

function begin() {
  if (data.runs) speakOfRuns();
  document.title = data.title;
  document.querySelector("h1").textContent = data.title;
  byId("summary").textContent = data.summary;
  byId("reason").append(...data.reasons.map((reason, at) => element("option", { value: at }, reason.name)));
  data.texts.forEach((text, at) => { text.at = at; });
  for (const button of document.querySelectorAll("nav button")) button.onclick = () => show(button.dataset.view);
  for (const id of ["order", "reason", "share", "failed"]) byId(id).onchange = () => refresh(state.list[state.current]);
  byId("search").oninput = () => refresh(state.list[state.current]);
  byId("filters").onsubmit = (event) => event.preventDefault();
  byId("more").onclick = () => { state.shown += AT_ONCE; drawNames(); open(state.current, false); };
  document.onkeydown = (event) => {
    if (state.view !== "texts" || event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return;
    if (event.key === "j" || event.key === "ArrowRight") step(1);
    if (event.key === "k" || event.key === "ArrowLeft") step(-1);
  };
  recall();
  refresh();
}

begin();
