// What makes the pages quicker to use; all of them work without it.

const byKey = new Map();
const typing = (target) => target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const act = byKey.get(event.key);
  if (!act) return;
  event.preventDefault();
  act();
});

// On every page "/" goes to the search box.
byKey.set("/", () => document.getElementById("look").focus());

// An address without the fields that were left empty.
for (const form of document.querySelectorAll("form:not([method=post])")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
}

// ---- a document: the words that the address names, and those of the record that is pointed at ----

const segments = [...document.querySelectorAll(".seg[data-start]")];

function aim() {
  const found = /^#s(\d+)-(\d+)$/.exec(location.hash);
  for (const segment of segments) {
    const inside = found && +segment.dataset.start >= +found[1] && +segment.dataset.end <= +found[2];
    segment.classList.toggle("aim", Boolean(inside));
  }
  document.querySelector(".seg.aim")?.scrollIntoView({ block: "center" });
}

if (segments.length) {
  addEventListener("hashchange", aim);
  aim();
  const items = new Map([...document.querySelectorAll(".records [data-record]")].map((item) => [item.dataset.record, item]));
  const light = (records, on) => {
    for (const record of records) items.get(record)?.classList.toggle("lit", on);
  };
  for (const segment of segments) {
    const records = segment.dataset.records.split(" ");
    segment.addEventListener("pointerenter", () => light(records, true));
    segment.addEventListener("pointerleave", () => light(records, false));
  }
}

// ---- review: single keys, and decisions without loading the page anew ----

const cards = [...document.querySelectorAll(".card[data-record]")];
const said = document.getElementById("said");
const made = []; // decisions of this visit, the last one last: their numbers and their card
let at = -1;

function go(to) {
  if (!cards.length) return;
  cards[at]?.classList.remove("here");
  at = Math.max(0, Math.min(cards.length - 1, to));
  cards[at].classList.add("here");
  cards[at].focus({ preventScroll: true });
  cards[at].scrollIntoView({ block: "nearest" });
}

const next = () => {
  const open = cards.findIndex((card, number) => number > at && !card.classList.contains("done"));
  if (open >= 0) go(open);
};

async function send(form, button) {
  const body = new FormData(form, button);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return { verb: body.get("verb"), records: body.getAll("record"), corrections: told.corrections };
}

const WORDS = { right: "Accepted", wrong: "Rejected", set: "Set", same: "The same", different: "Not the same" };

async function decide(event) {
  const form = event.target;
  const button = event.submitter;
  event.preventDefault();
  try {
    const done = await send(form, button);
    if (done.verb === "undo") return location.reload();
    const own = form.closest(".card");
    const touched = own ? [own] : cards.filter((card) => done.records.includes(card.dataset.record));
    if (done.corrections.length) made.push({ numbers: done.corrections, cards: touched, token: form.elements.token.value });
    for (const card of touched) card.classList.add("done");
    for (const card of touched) if (card.querySelector("[form=bulk]")) card.querySelector("[form=bulk]").checked = false;
    said.textContent = `${WORDS[done.verb]}: ${touched.map((card) => card.querySelector("h2").textContent.trim()).join("; ")}. u takes it back.`;
    if (own) go(cards.indexOf(own));
    next();
  } catch (error) {
    said.textContent = `Not changed: ${error.message}`;
  }
}

async function undo() {
  const last = made.pop();
  if (!last) {
    said.textContent = "Nothing was decided here yet; older decisions are at the foot of the page.";
    return;
  }
  const body = new FormData();
  body.append("token", last.token);
  body.append("verb", "undo");
  for (const number of last.numbers) body.append("number", number);
  const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.ok) {
    said.textContent = `Not changed: ${(await answer.json()).error}`;
    return;
  }
  for (const card of last.cards) card.classList.remove("done");
  said.textContent = "Taken back.";
  if (last.cards.length) go(cards.indexOf(last.cards[0]));
}

if (said) {
  const press = (key) => () => {
    if (at < 0) go(0);
    const found = cards[at]?.querySelector(`[data-key="${key}"]`);
    if (found && !cards[at].classList.contains("done")) found.click();
    else said.textContent = "That cannot be said of this record.";
    return found;
  };
  document.addEventListener("submit", (event) => {
    if (event.target.closest(".card, #bulk, .corrections") && event.target.method === "post") decide(event);
  });
  byKey.set("j", () => go(at + 1));
  byKey.set("k", () => go(at < 0 ? 0 : at - 1));
  for (const key of ["a", "r", "s", "d"]) byKey.set(key, press(key));
  byKey.set("e", () => {
    const found = press("e")();
    const details = found?.closest("details");
    if (details?.open) details.querySelector("select").focus();
  });
  byKey.set("o", () => cards[at]?.querySelector("h2 a").click());
  byKey.set("u", undo);
  byKey.set("?", () => document.getElementById("keys").showModal());
  const boxes = [...document.querySelectorAll("[form=bulk]")];
  byKey.set("x", () => {
    if (at < 0) go(0);
    boxes[at].checked = !boxes[at].checked;
  });
  const all = document.getElementById("all");
  const toggle = () => {
    const on = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = on;
  };
  byKey.set("X", toggle);
  if (all) {
    all.hidden = false;
    all.addEventListener("click", toggle);
  }
}
