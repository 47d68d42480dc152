// Keeps a page true while it is open: times, what is in service, the progress of a run, and the search.
"use strict";

const POLL_MS = 1000;
const AWAY_MS = 3000;
const TYPING_MS = 200;

const main = document.getElementById("main");

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
  if (!response.ok) return null;
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

// Puts the new content of a part in place, and leaves open, focused and scrolled what was so.
function replacePart(part, fresh) {
  if (part.innerHTML === fresh.innerHTML) return;
  const focused = part.contains(document.activeElement) ? [...part.querySelectorAll("a, summary, [tabindex]")].indexOf(document.activeElement) : -1;
  const open = [...part.querySelectorAll("details")].map((details) => details.open);
  part.replaceChildren(...fresh.childNodes);
  part.querySelectorAll("details").forEach((details, position) => { details.open = open[position] ?? false; });
  part.querySelectorAll("a, summary, [tabindex]")[focused]?.focus({ preventScroll: true });
}

async function refresh() {
  const page = await fetchPage(location.href);
  const fresh = page?.getElementById("main");
  if (!fresh) return false;
  for (const part of document.querySelectorAll("[data-part]")) {
    const found = page.getElementById(part.id);
    if (found) replacePart(part, found);
  }
  main.dataset.token = fresh.dataset.token;
  tellTimes();
  return true;
}

function announce(sentence) {
  const status = document.getElementById("live-status");
  // Of what has not changed since the page was opened nothing is said.
  if (status.dataset.said !== undefined && status.dataset.said !== sentence) status.textContent = sentence;
  status.dataset.said = sentence;
}

let progress = null;

async function poll(address) {
  const response = await fetch(address, { headers: { accept: "application/json" } });
  if (response.status === 401) {
    location.reload();
    return;
  }
  if (!response.ok) return;
  const found = await response.json();
  if (found.token !== main.dataset.token || found.progress !== progress) {
    if (await refresh()) progress = found.progress;
  }
  announce(found.sentence);
}

async function follow(address) {
  let pause = POLL_MS;
  try {
    if (!document.hidden) await poll(address);
  } catch {
    // The server is away, or stopping: what is shown stays, and is asked for again in a while.
    pause = AWAY_MS;
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
      const page = await fetchPage(address, asking.signal);
      const fresh = page?.getElementById(results.id);
      if (!fresh) return;
      replacePart(results, fresh);
      found.textContent = page.getElementById(found.id).textContent;
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") form.submit();
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
