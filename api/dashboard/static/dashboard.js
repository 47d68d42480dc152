// Keeps an open page up to date: relative times, the run in service, the progress of a run, and the search.
"use strict";

const POLL_MS = 1000;
const RETRY_MS = 3000;
const TYPING_MS = 200;
const COPIED_MS = 2000;
const NO_ANSWER = "The server does not answer.";

const main = document.getElementById("main");
const notice = document.getElementById("notice");

function relative(seconds) {
  const distance = Math.abs(seconds);
  for (const [length, name] of [[86400, "day"], [3600, "hour"], [60, "minute"]]) {
    if (distance >= length) {
      const count = Math.floor(distance / length);
      const span = `${count} ${name}${count === 1 ? "" : "s"}`;
      return seconds > 0 ? `in ${span}` : `${span} ago`;
    }
  }
  return seconds > 0 ? "in less than a minute" : "less than a minute ago";
}

// The times of a page are those of the database, whose clock need not agree with this one.
let ahead = 0;

function readClock(page) {
  const made = page.querySelector("#made time");
  if (made) ahead = Date.now() - Date.parse(made.dateTime);
}

readClock(document);

// Times are in UTC, as the command line and SQL have them, or on request as on this machine.
const LOCAL_TIMES = "predawn-local-times";
let local = false;
try {
  local = localStorage.getItem(LOCAL_TIMES) === "yes";
} catch {
  // The browser keeps nothing: the choice holds for this page.
}

function writeMoment(date) {
  const pad = (number) => String(number).padStart(2, "0");
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

function showZone(root) {
  for (const time of root.querySelectorAll("time:not([data-ago])")) {
    time.dataset.utc ??= time.textContent;
    time.textContent = local ? writeMoment(new Date(time.dateTime)) : time.dataset.utc;
  }
  for (const zone of root.querySelectorAll("[data-zone]")) {
    zone.textContent = local ? `Times are those of ${Intl.DateTimeFormat().resolvedOptions().timeZone}` : "Times are in UTC";
  }
  for (const button of root.querySelectorAll("[data-local]")) button.setAttribute("aria-pressed", String(local));
}

function toggleZone() {
  local = !local;
  try {
    localStorage.setItem(LOCAL_TIMES, local ? "yes" : "no");
  } catch {
    // As above.
  }
  showZone(document);
}

// The time of what the page shows.
function writeAge() {
  const made = new Date(document.querySelector("#made time").dateTime);
  return local ? writeMoment(made).slice(-5) : `${made.toISOString().slice(11, 16)} UTC`;
}

function updateTimes() {
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const text = relative((Date.parse(time.dateTime) + ahead - Date.now()) / 1000);
    if (time.textContent !== text) time.textContent = text;
  }
}

async function fetchPage(address, signal) {
  const response = await fetch(address, { headers: { accept: "text/html" }, signal });
  if (response.redirected && new URL(response.url).pathname.endsWith("/sign-in")) {
    location.assign(response.url);
    return null;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { page, ok: response.ok, isAway: response.status === 503 };
}

// On a phone the rows of tables become cards: each cell has the name of its column, and elements that no longer
// look like a table keep the roles of one.
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };

function labelCells(root) {
  for (const table of root.querySelectorAll(".scroll > table:not(.matrix)")) {
    const names = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    table.classList.add("cards");
    for (const element of [table, ...table.querySelectorAll("thead, tbody, tr, td")]) {
      element.setAttribute("role", ROLES[element.tagName]);
    }
    table.querySelectorAll("thead th").forEach((head) => head.setAttribute("role", "columnheader"));
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.cells].forEach((cell, position) => {
        cell.dataset.label = names[position] ?? "";
        if (cell.tagName === "TH") cell.setAttribute("role", "rowheader");
      });
    }
  }
}

function prepare(root) {
  labelCells(root);
  showZone(root);
}

// Replaces the content of a part, and keeps its open details, what its fields hold, focus and scroll positions.
function replacePart(part, fresh) {
  if (part.innerHTML === fresh.innerHTML) return;
  const reachable = () => [...part.querySelectorAll("a, button, summary, input, select, [tabindex]")];
  const fields = () => [...part.querySelectorAll("input, select")];
  const active = part.contains(document.activeElement) ? document.activeElement : null;
  const focused = reachable().indexOf(active);
  const link = active?.getAttribute("href");
  const held = new Map(fields().map((field) => [field.id, field.value]));
  const open = [...part.querySelectorAll("details")].map((details) => details.open);
  const scrolled = [...part.querySelectorAll(".scroll")].map(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);
  part.replaceChildren(...fresh.childNodes);
  for (const field of fields()) {
    const served = field.value;
    field.value = held.get(field.id) ?? served;
    // What was chosen may be a choice no longer.
    if (field.selectedIndex === -1) field.value = served;
  }
  part.querySelectorAll("details").forEach((details, position) => { details.open = open[position] ?? false; });
  part.querySelectorAll(".scroll").forEach((region, position) => region.scrollTo(...(scrolled[position] ?? [0, 0])));
  if (!active) return;
  const again = link
    ? reachable().find((element) => element.getAttribute("href") === link)
    : active.id && document.getElementById(active.id);
  (again || reachable()[focused])?.focus({ preventScroll: true });
}

// A search whose last attempt has failed, and whether it is worth repeating.
let failed = null;

// Loads the page again, and returns whether it loaded; of an error page only the health is shown.
async function refresh() {
  const address = location.href;
  const found = await fetchPage(address);
  if (!found) return true;
  // A search has changed the address meanwhile: this answer is the one before.
  if (location.href !== address) return refresh();
  const { page, ok } = found;
  readClock(page);
  if (ok && "again" in main.dataset) {
    location.reload();
    return true;
  }
  for (const part of document.querySelectorAll(ok ? "[data-part]" : "#state")) {
    const fresh = page.getElementById(part.id);
    if (fresh) {
      prepare(fresh);
      replacePart(part, fresh);
    }
  }
  const form = document.querySelector("form[data-search]");
  if (ok && form && !failed) showFound(form, page);
  // After an error the token is cleared, so that the next good answer refreshes the page even if nothing changed.
  main.dataset.token = ok ? page.getElementById("main").dataset.token : "";
  updateTimes();
  return ok;
}

function warn(sentence) {
  notice.hidden = !sentence;
  notice.textContent = sentence && `${sentence} Showing data from ${writeAge()}; reconnecting…`;
}

function announce(sentence) {
  const status = document.getElementById("live-status");
  // Screen readers hear a sentence only when it changes.
  if (status.dataset.said !== undefined && status.dataset.said !== sentence) status.textContent = sentence;
  status.dataset.said = sentence;
}

let progress = null;

// Refreshes the page if something has changed, and returns whether it is up to date.
async function poll(address) {
  const response = await fetch(address, { headers: { accept: "application/json" } });
  if (response.status === 401) {
    location.reload();
    return true;
  }
  if (!response.ok) return true;
  const found = await response.json();
  let current = true;
  if (found.token !== main.dataset.token || found.progress !== progress) {
    current = await refresh();
    if (current) progress = found.progress;
  }
  if (current && failed?.isAway) failed.search();
  warn(current ? "" : found.sentence);
  announce(found.sentence);
  return current;
}

async function follow(address) {
  let pause = POLL_MS;
  try {
    if (!document.hidden && !(await poll(address))) pause = RETRY_MS;
  } catch {
    // The server is unavailable or stopping: the page stays as it is, and the poll is repeated.
    pause = RETRY_MS;
    warn(NO_ANSWER);
    announce(NO_ANSWER);
  }
  setTimeout(follow, pause, address);
}

// Writes how many projects a page has found. The element is never replaced: screen readers announce only a
// change of its text.
function showFound(form, page, selector = `#${form.dataset.found}`) {
  const found = document.getElementById(form.dataset.found);
  const text = page.querySelector(selector).textContent;
  if (found.textContent !== text) found.textContent = text;
}

function searchAsTyped(form) {
  const results = document.getElementById(form.dataset.search);
  let timer;
  let request;
  const search = async () => {
    request?.abort();
    request = new AbortController();
    failed = null;
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) {
      if (value !== "" && !(name === "show" && value === "all")) address.searchParams.set(name, value);
    }
    try {
      const answer = await fetchPage(address, request.signal);
      if (!answer) return;
      const { page, ok, isAway } = answer;
      if (!ok) {
        failed = { search, isAway };
        showFound(form, page, "main .lead");
        return;
      }
      showFound(form, page);
      const fresh = page.getElementById(results.id);
      prepare(fresh);
      replacePart(results, fresh);
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name === "AbortError") return;
      failed = { search, isAway: true };
      document.getElementById(form.dataset.found).textContent = NO_ANSWER;
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, TYPING_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
}

// Copies a text; where the page may not use the clipboard, because it came over http, by a selection.
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "sr";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

async function copyCommand(button) {
  await copyText(button.dataset.copy);
  button.focus({ preventScroll: true });
  const label = button.firstChild;
  button.dataset.label ??= label.data;
  label.data = "Copied";
  document.getElementById("live-status").textContent = "Copied.";
  setTimeout(() => { label.data = button.dataset.label; }, COPIED_MS);
}

document.documentElement.classList.add("scripts");
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (button) copyCommand(button);
  if (event.target.closest("[data-local]")) toggleZone();
  // Marks of charts; the table below a chart has the same as links.
  const mark = event.target.closest("[data-href]");
  if (mark) location.assign(mark.dataset.href);
});
document.querySelectorAll("form[data-search]").forEach(searchAsTyped);
document.querySelector("[data-focus]")?.focus();
prepare(document);
updateTimes();
setInterval(updateTimes, 10000);
if (document.body.dataset.live) follow(document.body.dataset.live);
