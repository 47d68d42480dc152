// Keeps a page true while it is open: times, what is in service, the progress of a run, and the search.
"use strict";

const POLL_MS = 1000;
const AWAY_MS = 3000;
const TYPING_MS = 200;
const SILENT = "The server does not answer.";

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

function tellTimes() {
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const told = relative((Date.parse(time.dateTime) - Date.now()) / 1000);
    if (time.textContent !== told) time.textContent = told;
  }
}

async function fetchPage(address, signal) {
  const response = await fetch(address, { headers: { accept: "text/html" }, signal });
  if (response.redirected && new URL(response.url).pathname.endsWith("/sign-in")) {
    location.assign(response.url);
    return null;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { page, whole: response.ok };
}

// Puts the new content of a part in place, and leaves open, focused and scrolled what was so.
function replacePart(part, fresh) {
  if (part.innerHTML === fresh.innerHTML) return;
  const reachable = () => [...part.querySelectorAll("a, summary, [tabindex]")];
  const active = part.contains(document.activeElement) ? document.activeElement : null;
  const focused = reachable().indexOf(active);
  const link = active?.getAttribute("href");
  const open = [...part.querySelectorAll("details")].map((details) => details.open);
  const scrolled = [...part.querySelectorAll(".scroll")].map(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);
  part.replaceChildren(...fresh.childNodes);
  part.querySelectorAll("details").forEach((details, position) => { details.open = open[position] ?? false; });
  part.querySelectorAll(".scroll").forEach((region, position) => region.scrollTo(...(scrolled[position] ?? [0, 0])));
  if (!active) return;
  const again = link && reachable().find((element) => element.getAttribute("href") === link);
  (again || reachable()[focused])?.focus({ preventScroll: true });
}

// Looks at the page anew, and returns whether it could be had: where not, its error says how things stand.
async function refresh() {
  const found = await fetchPage(location.href);
  if (!found) return true;
  const { page, whole } = found;
  if (whole && "again" in main.dataset) {
    location.reload();
    return true;
  }
  for (const part of document.querySelectorAll(whole ? "[data-part]" : "#state")) {
    const fresh = page.getElementById(part.id);
    if (fresh) replacePart(part, fresh);
  }
  // What is as before when the database is back is to differ from what was last seen.
  main.dataset.token = whole ? page.getElementById("main").dataset.token : "";
  tellTimes();
  return whole;
}

function warn(sentence) {
  notice.hidden = !sentence;
  notice.textContent = sentence && `${sentence} What is shown is from before.`;
}

function announce(sentence) {
  const status = document.getElementById("live-status");
  // Of what has not changed since the page was opened nothing is said.
  if (status.dataset.said !== undefined && status.dataset.said !== sentence) status.textContent = sentence;
  status.dataset.said = sentence;
}

let progress = null;

// Returns whether the page shows how things are.
async function poll(address) {
  const response = await fetch(address, { headers: { accept: "application/json" } });
  if (response.status === 401) {
    location.reload();
    return true;
  }
  if (!response.ok) return true;
  const found = await response.json();
  let whole = true;
  if (found.token !== main.dataset.token || found.progress !== progress) {
    whole = await refresh();
    if (whole) progress = found.progress;
  }
  warn(whole ? "" : found.sentence);
  announce(found.sentence);
  return whole;
}

async function follow(address) {
  let pause = POLL_MS;
  try {
    if (!document.hidden && !(await poll(address))) pause = AWAY_MS;
  } catch {
    // The server is away, or stopping: what is shown stays, and is asked for again in a while.
    pause = AWAY_MS;
    warn(SILENT);
    announce(SILENT);
  }
  setTimeout(follow, pause, address);
}

function searchAsTyped(form) {
  const input = form.querySelector("input[type=search]");
  const results = document.getElementById(form.dataset.search);
  // It stays where it is, because only a change of its text is read out.
  const found = document.getElementById(form.dataset.found);
  let waiting;
  let asking;
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const address = new URL(form.action);
    address.searchParams.set(input.name, input.value);
    try {
      const answer = await fetchPage(address, asking.signal);
      if (!answer) return;
      const { page, whole } = answer;
      found.textContent = page.querySelector(whole ? `#${found.id}` : "main .lead").textContent;
      if (!whole) return;
      replacePart(results, page.getElementById(results.id));
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") found.textContent = SILENT;
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, TYPING_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    ask();
  });
}

document.querySelectorAll("form[data-search]").forEach(searchAsTyped);
document.querySelector("[data-focus]")?.focus();
tellTimes();
setInterval(tellTimes, 10000);
if (document.body.dataset.live) follow(document.body.dataset.live);
