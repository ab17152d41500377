// The operator's page. Figures are read whole from the API whenever the event stream says that something happened; the
// stream itself is a fetch, because an EventSource cannot carry the key in a header.
import { byId, chooseUnit, clock, count, element, figure, fill, power, signed, unit } from "./parts.js";
import { LIMITS, cappedMark, cappedWords } from "./caps.js";
import { phaseOf, remember, showEvents, shownOf } from "./events.js";

const KEY = "wattpack.key";
const THEME = "wattpack.theme";
const SILENCE_MS = 25_000; // the service sends a comment every 10 s
const REFRESH_MS = 700;
const ROWS_MAX = 60;
const EVENTS_MAX = 30;
const EVENTS_BEFORE = 500; // most of them are progress, which is not listed

const view = { key: takeKey(), lost: false, received: 0, asOf: null, lastEvent: null, due: false, busy: false, power: [], asked: [], events: [], skew: -Infinity, siteNames: {}, spoken: 0, state: "" };

function takeKey() {
  const inUrl = new URLSearchParams(location.hash.slice(1)).get("key");
  if (inUrl) {
    sessionStorage.setItem(KEY, inUrl);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(KEY);
}

class Refused extends Error {
  constructor(status, body) {
    super(body.detail || body.title || `The service answered ${status}.`);
    this.status = status;
  }
}

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: { authorization: `Bearer ${view.key}`, ...(body ? { "content-type": "application/json" } : {}) },
    body: body ? JSON.stringify(body) : undefined,
    cache: "no-store",
  });
  const text = await response.text();
  const json = text ? JSON.parse(text) : {};
  if (!response.ok) throw new Refused(response.status, json);
  return json;
}

// ---- the stream ----

async function follow() {
  for (let wait = 1000; ; wait = Math.min(wait * 2, 10_000)) {
    try {
      await stream(() => { wait = 500; });
    } catch (problem) {
      if (problem.status === 401 || problem.status === 403) return refuseKey(problem);
    }
    lose();
    await new Promise(resume => setTimeout(resume, wait));
  }
}

async function stream(onConnected) {
  const stop = new AbortController();
  let silence = setTimeout(() => stop.abort(), SILENCE_MS);
  try {
    const headers = { authorization: `Bearer ${view.key}`, accept: "text/event-stream" };
    headers["last-event-id"] = view.lastEvent || (await newestEvents());
    const response = await fetch("/api/v1/events", { headers, signal: stop.signal, cache: "no-store" });
    if (!response.ok) throw new Refused(response.status, await response.json().catch(() => ({})));
    onConnected();
    regain();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(() => stop.abort(), SILENCE_MS);
      const parts = (rest + value).split("\n\n");
      rest = parts.pop();
      parts.forEach(take);
    }
  } finally {
    clearTimeout(silence);
    stop.abort();
  }
}

// The first time a few events are asked for that have been already, so that the list is not empty.
async function newestEvents() {
  const sites = await call("GET", "/api/v1/sites");
  return String(Math.max(0, sites.plan_sequence - EVENTS_BEFORE));
}

function take(text) {
  const event = {};
  for (const line of text.split("\n")) {
    const at = line.indexOf(": ");
    if (at > 0) event[line.slice(0, at)] = line.slice(at + 2);
  }
  if (!event.id) return;
  view.lastEvent = event.id;
  note(event.event, JSON.parse(event.data));
  refreshSoon();
}

// ---- the figures ----

function refreshSoon() {
  if (view.due) return;
  view.due = true;
  setTimeout(refresh, REFRESH_MS);
}

async function refresh() {
  view.due = false;
  if (view.busy) return refreshSoon();
  view.busy = true;
  try {
    const paths = ["sites", "power", "pools", "replicas", "miner-groups", "jobs?limit=100", "closures", "power-events"];
    const [sites, domains, pools, replicas, miners, jobs, closures, events] = await Promise.all(paths.map(path => call("GET", `/api/v1/${path}`)));
    view.received = Date.now();
    view.asOf = new Date(sites.as_of);
    view.skew = Math.max(view.skew, view.asOf - view.received);
    view.power = domains.data;
    view.events = events.data;
    view.siteNames = Object.fromEntries(sites.data.map(site => [site.id, site.name]));
    chooseUnit(domains.data);
    show(sites.data, domains, pools.data, replicas.data, miners.data, jobs.data);
    showClosed(closures.data, sites.data);
    // Events name a power domain, a price zone or the fleet.
    view.asked = [...domains.data, ...domains.regions];
    remember(view.asked, serviceNow());
    showEvents(view.events, view.asked, serviceNow());
  } catch (problem) {
    if (problem.status === 401 || problem.status === 403) refuseKey(problem);
  } finally {
    view.busy = false;
    age();
  }
}

// The service's clock as far as the page can tell: no picture of the state was made later than it was read.
const serviceNow = () => Date.now() + (Number.isFinite(view.skew) ? view.skew : 0);

// Phases change with time alone, without an event on the stream.
function everySecond() {
  age();
  if (!view.received || view.lost) return;
  const shown = shownOf(view.events, serviceNow());
  if (shown.length || view.events.length) showEvents(view.events, view.asked, serviceNow());
  if (shown.some(event => event.state !== "ended")) refreshSoon();
}

function show(sites, tree, pools, replicas, miners, jobs) {
  byId("login").hidden = true;
  byId("fleet").hidden = false;
  const waiting = waitingWork(pools, jobs);
  showState(sites, tree.data, waiting);
  showTotals(sites, tree.regions.find(region => region.id === "fleet"), pools, replicas, miners, jobs);
  fill("domains", ...tree.data.map(domainRow));
  fill("waiting", ...(waiting.length ? waiting : [element("li", "empty", "Nothing waits.")]));
  fill("pools", ...pools.map(poolRow));
  fill("replicas", ...replicaRows(replicas));
}

function stateOf(domain) {
  if (domain.breach_watts > 0) return ["critical", `breach ${power(domain.breach_watts)}`];
  if (domain.ceiling_watts > domain.cap_watts) return ["warn", "shedding"];
  if (domain.headroom_watts < 0) return ["warn", "making room"];
  if (domain.binding_limit === "grid") return ["curtailed", "event"];
  if (domain.operator_limit) return ["curtailed", "limited"];
  if (domain.headroom_watts < 0.03 * domain.cap_watts) return ["warn", "nearly full"];
  return ["ok", "ok"];
}

function showState(sites, domains, waiting) {
  const breaches = sites.filter(site => site.state === "in_breach").length;
  const limited = sites.filter(site => site.state === "limited").length;
  const phases = view.events.map(phaseOf);
  const shedding = domains.some(domain => domain.ceiling_watts > domain.cap_watts);
  const words = [];
  if (breaches) words.push(`${breaches} ${breaches === 1 ? "site" : "sites"} in breach`);
  if (shedding && !breaches && !phases.includes("shedding")) words.push("shedding load");
  if (limited) words.push(`${limited} ${limited === 1 ? "site" : "sites"} limited`);
  words.push(...eventWords(phases));
  if (waiting.length) words.push(`${waiting.length} waiting`);
  const kind = breaches ? "critical" : shedding || phases.includes("shedding") ? "warn" : limited || phases.includes("holding") ? "curtailed" : waiting.length || phases.some(phase => phase !== "over") ? "info" : "ok";
  const text = words.join(", ") || "All sites ok";
  byId("state").className = `chip ${kind}`;
  byId("state").textContent = text;
  if (text !== view.state && Date.now() - view.spoken > 10_000) {
    view.state = text;
    view.spoken = Date.now();
    byId("announce").textContent = text;
  }
}

// Power events in the first line of the page: how many of each phase.
function eventWords(phases) {
  return ["shedding", "holding", "restoring", "scheduled"].filter(phase => phases.includes(phase)).map(phase => {
    const number = phases.filter(other => other === phase).length;
    return `${number} power ${number === 1 ? "event" : "events"} ${phase}`;
  });
}

// What is asked of the fleet bounds what its sites may draw together.
function showTotals(sites, fleet, pools, replicas, miners, jobs) {
  const sum = (list, member) => list.reduce((total, item) => total + (item[member] || 0), 0);
  const atMost = member => Math.min(sum(sites, member), fleet ? fleet[member] : Infinity);
  const ready = replicas.filter(replica => replica.state === "ready").length;
  const batches = new Set(pools.flatMap(pool => pool.order.map(share => share.job)));
  const running = jobs.filter(job => job.state === "running").length;
  const mining = miners.filter(miner => miner.state !== "off").length;
  fill("totals",
    total("Ceiling of all sites", `${figure(sum(sites, "ceiling_watts"))}`, unit.name, `of ${power(atMost("cap_watts"))} limit`),
    total("Headroom", signed(atMost("headroom_watts")).replace(` ${unit.name}`, ""), unit.name, tightest(sites)),
    total("GPUs booked", count(sum(sites, "gpus_booked")), `of ${count(sum(sites, "gpus"))}`, `at ${sites.length} sites`),
    total("Replicas ready", count(ready), `of ${count(replicas.length)}`, `${pools.length} pools`),
    total("Batches at work", count(batches.size), "", `${count(sum(pools, "lines_waiting"))} lines left, ${running} tasks run`),
    total("Mining", figure(sum(sites, "miners_on_watts")), unit.name, `${mining} of ${miners.length} groups on`));
}

function tightest(sites) {
  const tight = [...sites].sort((a, b) => a.headroom_watts - b.headroom_watts)[0];
  return tight ? `least: ${signed(tight.headroom_watts)} at ${tight.id}` : "no sites";
}

function total(name, value, after, more) {
  return element("div", "total",
    element("div", "name", name), element("div", "value", value, after ? element("small", "", ` ${after}`) : null), element("div", "more", more));
}

function domainRow(domain) {
  const [kind, words] = stateOf(domain);
  const row = element("tr", `depth-${Math.min(domain.depth, 4)}`);
  const kindOf = domain.parent === null ? view.siteNames[domain.site] || domain.site : domain.kind;
  const name = element("th", "name-cell", domain.id, element("small", "", kindOf));
  name.scope = "row";
  const button = element("button", "plain", "Limit");
  button.type = "button";
  button.setAttribute("aria-label", `Set or clear the limit of ${domain.id}`);
  button.disabled = view.lost;
  button.title = view.lost ? "Not while the live figures are lost" : "";
  button.addEventListener("click", () => openLimit(domain.id));
  const limit = cell("Limit", power(domain.cap_watts));
  const [short, long] = LIMITS[domain.binding_limit] || [domain.binding_limit, ""];
  limit.append(element("small", "binds", short));
  limit.title = long;
  if (domain.operator_limit) {
    limit.title += ` Operator limit ${power(domain.operator_limit.limit_watts)}` + (domain.operator_limit.until ? ` until ${domain.operator_limit.until}` : "");
  }
  row.append(name, element("td", "bar-cell", bar(domain, kind)), cell("Ceiling", power(domain.ceiling_watts)), limit,
    cell("Headroom", signed(domain.headroom_watts)), element("td", "state-cell", element("span", `chip ${kind}`, words), cappedWords(domain)), element("td", "action-cell", button));
  return row;
}

function cell(label, text) {
  const made = element("td", "number", text);
  made.dataset.label = label;
  return made;
}

// The whole width is the rating, or the ceiling where that is more; the mark is the limit, what is above it is hatched.
function bar(domain, kind) {
  const scale = Math.max(domain.rating_watts, domain.ceiling_watts, 1);
  const percent = watts => `${(100 * watts) / scale}%`;
  const made = element("div", `bar ${kind}`, element("div", "fill"), element("div", "over"), element("div", "mark"));
  made.style.setProperty("--fill", percent(Math.min(domain.ceiling_watts, domain.cap_watts)));
  made.style.setProperty("--limit", percent(domain.cap_watts));
  made.style.setProperty("--over", percent(Math.max(0, domain.ceiling_watts - domain.cap_watts)));
  made.setAttribute("role", "img");
  const share = domain.cap_watts > 0 ? `, ${Math.round((100 * domain.ceiling_watts) / domain.cap_watts)} % of the limit` : "";
  made.setAttribute("aria-label", `${domain.id}: ceiling ${power(domain.ceiling_watts)} of limit ${power(domain.cap_watts)}${share}, headroom ${signed(domain.headroom_watts)}`);
  return made;
}

function waitingWork(pools, jobs) {
  const held = pools.filter(pool => pool.waiting).map(pool => waitingItem(`pool ${pool.id}`, `${pool.running} of ${pool.target} replicas`, pool.waiting));
  const tasks = jobs.filter(job => job.state === "waiting").map(job => waitingItem(job.name || job.id, `task, ${job.tier}, ${job.tenant}`, job.waiting));
  return [...held, ...tasks].slice(0, ROWS_MAX);
}

function waitingItem(what, more, reason) {
  const why = reason ? reason.message.replace(/(\d+) W\b/, (all, watts) => power(Number(watts))) : "It was just submitted.";
  const free = reason && reason.free_watts !== undefined ? ` Free there: ${signed(reason.free_watts)} of ${power(reason.limit_watts)}.` : "";
  return element("li", "", element("b", "", what), ` (${more}): ${why}${free}`, reason ? element("span", "quiet", ` ${reason.code}`) : null);
}

// What operators closed, and how many nodes their site says are gone; nothing to see when all is open.
function showClosed(closures, sites) {
  const closed = closures.slice(0, ROWS_MAX).map(place => element("li", "",
    element("span", `chip ${place.closure === "drained" ? "curtailed" : "warn"}`, place.closure), " ",
    element("b", "", place.id), ` (${place.kind.replace("_", " ").replace("gpu", "GPU")}) ${place.until ? `until ${place.until}` : "until it is opened"}`));
  if (closures.length > ROWS_MAX) closed.push(element("li", "", `and ${count(closures.length - ROWS_MAX)} more`));
  const gone = sites.filter(site => site.nodes_gone > 0).map(site => element("li", "",
    element("span", "chip critical", "gone"), " ", element("b", "", site.id), ` ${count(site.nodes_gone)} of its nodes`));
  byId("closed-card").hidden = !closed.length && !gone.length;
  fill("closed", ...gone, ...closed);
}

function poolRow(pool) {
  const name = element("th", "name-cell", pool.model, element("small", "", pool.tier));
  name.scope = "row";
  return element("tr", "", name, cell("Ready", pool.paused ? `${pool.ready} (${pool.paused} paused)` : `${pool.ready}`), cell("Target", `${pool.target} (max ${pool.replicas_max})`),
    cell("Batches", count(pool.order.length)), cell("Lines waiting", count(pool.lines_waiting)));
}

const shortId = id => id.replace(/^((?:job|batch)_\w{6})\w+(\w{4})$/, "$1…$2");
const REPLICA_KIND = { ready: "ok", paused: "curtailed", draining: "warn", starting: "info", loading: "info" };
function replicaRows(replicas) {
  if (!replicas.length) return [textRow("No replica runs.", 5)];
  const rows = replicas.slice(0, ROWS_MAX).map(replica => {
    const name = element("th", "name-cell", replica.id);
    name.scope = "row";
    const owner = element("td", "", shortId(replica.owner.id));
    owner.title = replica.owner.id;
    return element("tr", "", name, owner, element("td", "where", `${replica.site}, ${replica.node}`),
      cell("Watts", count(replica.watts)), element("td", "", element("span", `chip ${REPLICA_KIND[replica.state] || "idle"}`, replica.state), cappedMark(replica.gpu_cap)));
  });
  if (replicas.length > ROWS_MAX) rows.push(textRow(`and ${count(replicas.length - ROWS_MAX)} more`, 5));
  return rows;
}

function textRow(text, columns) {
  const only = element("td", "empty", text);
  only.colSpan = columns;
  return element("tr", "", only);
}

// ---- events ----

function note(type, event) {
  const words = describe(type, event.body || {});
  if (!words) return;
  const time = element("time", "", event.at.slice(11, 19));
  time.dateTime = event.at;
  byId("no-events")?.remove();
  byId("events").prepend(element("li", "", time, words));
  while (byId("events").childElementCount > EVENTS_MAX) byId("events").lastElementChild.remove();
}

function describe(type, body) {
  if (type === "input.batch-progressed" || type === "input.telemetry-reported") return null;
  if (type === "plan") {
    const decisions = (body.bundles || []).flatMap(bundle => bundle.decisions || []);
    const sorts = {};
    decisions.forEach(decision => { sorts[decision.type] = (sorts[decision.type] || 0) + 1; });
    const list = Object.entries(sorts).map(([sort, number]) => `${number} × ${String(sort).replaceAll("-", " ")}`);
    return list.length ? `plan: ${list.join(", ")}` : null;
  }
  const job = typeof body.job === "object" && body.job ? body.job.id : body.job;
  const about = body.replica || body.domain || body.miner_group || body.place || body.node || body.policy?.name || shortId(job || "");
  return `${type.replace("input.", "").replaceAll("-", " ")} ${about}`;
}

// ---- losing and finding the service ----

function lose() {
  view.lost = true;
  document.body.classList.add("stale");
  document.querySelectorAll("#domains button, #limit-set, #limit-clear").forEach(button => { button.disabled = true; });
  age();
}

function regain() {
  view.lost = false;
  document.body.classList.remove("stale");
  document.querySelectorAll("#limit-set, #limit-clear").forEach(button => { button.disabled = false; });
  refreshSoon();
}

function age() {
  const seconds = view.received ? Math.round((Date.now() - view.received) / 1000) : null;
  byId("age").textContent = view.asOf ? `state of ${clock(view.asOf)}, read ${seconds} s ago` : "";
  const banner = byId("banner");
  banner.hidden = !view.lost;
  const text = view.received
    ? `Live updates are lost. These figures were read at ${clock(new Date(view.received))}. Trying again.`
    : "The service does not answer. Trying again.";
  if (!banner.hidden && banner.textContent !== text) banner.textContent = text;
}

function refuseKey(problem) {
  sessionStorage.removeItem(KEY);
  byId("fleet").hidden = true;
  byId("login").hidden = false;
  byId("state").className = "chip warn";
  byId("state").textContent = problem.status === 403 ? "This key is not an operator's" : "The key is not known";
}

// ---- limits: what would follow is shown first, and a second press confirms ----

let chosen = null;
let confirmed = "";

function openLimit(id) {
  chosen = id;
  const domain = domainNow();
  byId("limit-title").textContent = `Limit of ${id}`;
  byId("limit-watts").value = domain.operator_limit ? domain.operator_limit.limit_watts : "";
  byId("limit-until").value = "";
  byId("limit-clear").hidden = !domain.operator_limit;
  byId("limit-error").hidden = true;
  preview();
  byId("limit").showModal();
  byId("limit-watts").focus();
}

function domainNow() { return view.power.find(domain => domain.id === chosen); }

function preview() {
  const domain = domainNow();
  confirmed = "";
  byId("limit-set").textContent = "Set limit";
  byId("limit-clear").textContent = "Clear limit";
  byId("limit-now").textContent = `Now: ceiling ${power(domain.ceiling_watts)}, limit ${power(domain.cap_watts)}, headroom ${signed(domain.headroom_watts)}.`;
  const text = byId("limit-watts").value;
  const box = byId("limit-preview");
  box.classList.remove("serious");
  if (text === "") { box.textContent = "Enter the watts that this domain and all below it may draw."; return; }
  const left = Number(text) - domain.reserve_watts - domain.ceiling_watts;
  box.classList.toggle("serious", left < 0);
  box.textContent = left < 0
    ? `${power(-left)} must go: miners first, then replicas from flex to interactive. What base load leaves above the limit shows as a breach.`
    : `Nothing has to stop: ${power(left)} of headroom stay.`;
}

async function order(button, question, run) {
  if (confirmed !== question) {
    confirmed = question;
    button.textContent = `Confirm: ${question}`;
    return;
  }
  button.disabled = true;
  try {
    await run();
    byId("limit").close();
    refreshSoon();
  } catch (problem) {
    byId("limit-error").textContent = problem.message;
    byId("limit-error").hidden = false;
    preview();
  } finally {
    button.disabled = view.lost;
  }
}

function setLimit() {
  const watts = byId("limit-watts").value;
  if (watts === "") { byId("limit-watts").focus(); return; }
  const until = byId("limit-until").value;
  const body = { limit_watts: Number(watts) };
  if (until) body.until = new Date(until).toISOString();
  order(byId("limit-set"), `limit ${power(Number(watts))}`, () => call("PUT", `/api/v1/power-domains/${encodeURIComponent(chosen)}/limit`, body));
}

function clearLimit() {
  order(byId("limit-clear"), "clear", () => call("DELETE", `/api/v1/power-domains/${encodeURIComponent(chosen)}/limit`));
}

// ---- begin ----

function theme(name) {
  if (name) document.documentElement.dataset.theme = name;
}

function switchTheme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  localStorage.setItem(THEME, dark ? "light" : "dark");
  theme(localStorage.getItem(THEME));
}

theme(localStorage.getItem(THEME));
byId("theme").addEventListener("click", switchTheme);
byId("use-key").addEventListener("click", () => {
  sessionStorage.setItem(KEY, byId("key").value.trim());
  view.key = byId("key").value.trim();
  byId("key").value = "";
  begin();
});
byId("limit-watts").addEventListener("input", preview);
byId("limit-set").addEventListener("click", setLimit);
byId("limit-clear").addEventListener("click", clearLimit);
byId("limit-cancel").addEventListener("click", () => byId("limit").close());
window.addEventListener("hashchange", () => { const key = takeKey(); if (key && key !== view.key) { view.key = key; begin(); } });
setInterval(everySecond, 1000);

function begin() {
  if (!view.key) { byId("login").hidden = false; return; }
  refresh();
  follow();
}
begin();
