// Power events: what the grid asks for, how far its domain is, and a small chart of both. What is commanded comes whole from
// the service; of the ceiling the page remembers what it has read since it was opened.
import { byId, clock, element, fill, power, signed } from "./parts.js";

const OVER_SHOWN_MS = 300_000; // an event that is over stays for five minutes
const EVENTS_SHOWN = 6;
const READINGS_MAX = 900;
const WINDOW_MAX_MS = 1_200_000;
const HEIGHT = 144, LEFT = 2, TOP = 34, BOTTOM = 122; // one unit of the drawing is one pixel
const WIDTH_ALONE = 560, WIDTH_OF_MANY = 300, NARROW = 760;

const PHASES = {
  scheduled: ["info", "begins"],
  shedding: ["warn", "holds"],
  holding: ["curtailed", "restores"],
  restoring: ["rising", "is over"],
  over: ["idle", ""],
};
const ceilings = new Map(); // domain id → [{ at, watts }], a reading only where it changed
const meters = new Map(); // domain id → [{ at, watts, until }], what its meter read and, once it was stale, until when that counted
const spoken = new Map(); // event id → the phase that was last read out

/** Remembers the ceilings of a picture of the state. */
export function remember(domains, at) {
  for (const domain of domains) {
    const readings = ceilings.get(domain.id) || [];
    const last = readings.at(-1);
    if (!last || last.watts !== domain.ceiling_watts) readings.push({ at, watts: domain.ceiling_watts });
    if (readings.length > READINGS_MAX) readings.shift();
    ceilings.set(domain.id, readings);
    rememberMeter(domain, at);
  }
}

function rememberMeter(domain, at) {
  const readings = meters.get(domain.id) || [];
  const last = readings.at(-1);
  const meter = domain.meter;
  const sampled = meter ? Date.parse(meter.sampled_at) : null;
  if (last && (!meter || (meter.stale && last.at === sampled))) last.until ??= at;
  if (meter && !meter.stale && (!last || last.at < sampled)) readings.push({ at: sampled, watts: meter.metered_watts });
  if (readings.length > READINGS_MAX) readings.shift();
  meters.set(domain.id, readings);
}

/** The phase in words: an event sheds until the ceiling has come down to what is commanded, however long its ramp. */
export function phaseOf(event) {
  if (event.state === "ramping") return "shedding";
  if (event.state === "ended") return "over";
  if (event.state === "holding" && event.ceiling_watts > event.commanded_watts) return "shedding";
  return event.state;
}

/** What is shown: those that are over only for a while; the ones in breach first, then the ones that act. */
export function shownOf(events, now) {
  const order = ["shedding", "holding", "restoring", "scheduled", "over"];
  return events.filter(event => event.state !== "ended" || now - overAt(event) < OVER_SHOWN_MS)
    .sort((a, b) => breachOf(b) - breachOf(a) || order.indexOf(phaseOf(a)) - order.indexOf(phaseOf(b)) || a.start.localeCompare(b.start));
}

const breachOf = event => event.state === "ended" ? 0 : event.breach_watts ?? 0;
const overAt = event => Date.parse(event.end) + event.ramp_seconds * 1000;

/** Fills the card; called with each picture and every second, because the time to the next phase runs. */
export function showEvents(events, domains, now) {
  const shown = shownOf(events, now);
  const room = byId("grid-events").clientWidth;
  const width = room < NARROW ? Math.max(room, 240) : shown.length > 1 ? WIDTH_OF_MANY : WIDTH_ALONE;
  const cards = shown.slice(0, EVENTS_SHOWN).map(event => card(event, domains.find(domain => domain.id === event.domain), now, width));
  if (shown.length > EVENTS_SHOWN) cards.push(element("p", "quiet", `and ${shown.length - EVENTS_SHOWN} more`));
  if (!cards.length) cards.push(element("p", "empty", "The grid asks for nothing now, and nothing is scheduled."));
  fill("grid-events", ...cards);
  byId("grid-title").textContent = shown.length > 1 ? `Power events (${shown.length})` : "Power events";
  speak(shown);
}

function speak(shown) {
  const news = shown.filter(event => spoken.get(event.id) !== phaseOf(event));
  news.forEach(event => spoken.set(event.id, phaseOf(event)));
  if (news.length) byId("announce-events").textContent = news.map(event => `Power event ${event.id} on ${event.domain}: ${phaseOf(event)}.`).join(" ");
}

function card(event, domain, now, width) {
  const phase = phaseOf(event);
  const title = element("h3", "", element("span", `chip ${PHASES[phase][0]}`, phase), ` ${event.domain}`, element("span", "next", next(event, phase, now)));
  const names = element("p", "quiet names", `${event.id}, ${event.kind}`, event.correlation_id ? `, correlation id ${event.correlation_id}` : "");
  names.title = names.textContent;
  const made = element("article", "grid-event", element("div", "words", title, names, figures(event, domain, phase)), chart(event, now, width));
  made.setAttribute("aria-label", `Power event ${event.id}`);
  return made;
}

/** When the next phase begins, counted down; an event without an end holds until somebody withdraws it. */
function next(event, phase, now) {
  if (phase === "over") return `since ${clock(new Date(overAt(event)))}`;
  if (phase === "shedding" && event.state === "holding") return "the ceiling is still above what is commanded";
  if (!event.state_until) return "until it is withdrawn";
  return `${PHASES[phase][1]} in ${duration(Date.parse(event.state_until) - now)}`;
}

function duration(millis) {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
  return `${Math.floor(seconds / 3600)} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, "0")} min`;
}

function figures(event, domain, phase) {
  const commanded = event.commanded_watts;
  const list = element("dl", "figures");
  const add = (name, value, kind) => list.append(element("div", kind || "", element("dt", "", name), element("dd", "", value)));
  add("Commanded now", commanded === null || commanded === undefined ? "nothing" : power(commanded));
  add("Target", power(event.target_watts));
  add("Ceiling", power(event.ceiling_watts));
  const meter = domain?.meter;
  add(meter ? `Metered (${meter.source}, ${duration(1000 * meter.age_seconds)} ago)` : "Metered", meter ? (meter.stale ? `▒ stale, was ${power(meter.metered_watts)}` : power(meter.metered_watts)) : "no meter", meter?.stale ? "stale-figure" : "");
  add(typeof commanded === "number" && event.ceiling_watts > commanded ? "Must still go" : "Below what is asked",
    commanded === null || commanded === undefined ? "–" : power(Math.abs(commanded - event.ceiling_watts)));
  const ahead = phase === "scheduled" || phase === "shedding" ? deepest(event, domain) : null;
  if (event.breach_watts > 0) add("Breach", `■! ${power(event.breach_watts)} cannot go`, "critical");
  else add("Plan at target", ahead ? `${power(ahead.drain_watts)} go, ${power(ahead.firm_watts)} stay` : "–");
  return list;
}

// The first of the least caps that are known in advance until the event ends: what goes by then, and what cannot be switched off.
function deepest(event, domain) {
  const end = event.end ? Date.parse(event.end) : Infinity;
  const steps = (domain?.future_steps || []).filter(step => Date.parse(step.at) < end);
  return steps.reduce((least, step) => (!least || step.cap_watts < least.cap_watts ? step : least), null);
}

// ---- the chart ----

function svg(tag, attributes, ...content) {
  const made = document.createElementNS("http:" + "//www.w3.org/2000/svg", tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...content);
  return made;
}

/** The whole event where it is short, else the minutes around now. */
export function windowOf(event, now) {
  const start = Date.parse(event.start);
  const end = event.end ? overAt(event) : Math.max(now, start) + 60_000;
  const margin = Math.max(5_000, 0.12 * (end - start));
  if (end - start + 2 * margin <= WINDOW_MAX_MS) return { from: Math.min(start - margin, Math.max(now - 30_000, start - 60_000)), to: end + margin };
  return { from: now - WINDOW_MAX_MS / 4, to: now + (3 * WINDOW_MAX_MS) / 4 };
}

function chart(event, now, width) {
  const span = windowOf(event, now);
  const limits = event.steps.map(step => ({ at: Date.parse(step.at), watts: step.limit_watts }));
  const readings = ceilings.get(event.domain) || [];
  const most = Math.max(1, event.ceiling_watts, ...(meters.get(event.domain) || []).filter(reading => reading.at > span.from).map(reading => reading.watts), ...limits.map(step => step.watts || 0), ...readings.filter(reading => reading.at > span.from).map(reading => reading.watts));
  const x = at => LEFT + ((width - 2 * LEFT) * (Math.min(Math.max(at, span.from), span.to) - span.from)) / (span.to - span.from);
  const y = watts => BOTTOM - ((BOTTOM - TOP) * watts) / most;
  const metered = meters.get(event.domain) || [];
  const made = svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, class: "chart", role: "img" });
  made.setAttribute("aria-label", spokenChart(event, limits));
  made.append(
    svg("line", { class: "axis", x1: LEFT, x2: width - LEFT, y1: BOTTOM, y2: BOTTOM }),
    svg("path", { class: "forbidden", d: area(limits, span, x, y) }),
    svg("path", { class: "commanded", d: stairs(limits, span.to, x, y) }),
    svg("path", { class: "ceiling", d: stairs(readings.filter((reading, i) => (readings[i + 1]?.at ?? now) > span.from), Math.min(now, span.to), x, y) }),
    svg("path", { class: "metered", d: meteredLine(metered, span, now, x, y) }));
  const gap = metered.at(-1)?.until;
  if (gap && gap < span.to && now > span.from) made.append(...hatch(x(gap), x(Math.min(now, span.to))));
  if (now > span.from && now < span.to) made.append(...nowMark(x(now), width));
  made.append(...labels(event, span, most, x, width, metered.length > 0));
  return made;
}

// Where nothing is commanded the line has a gap.
function stairs(points, until, x, y) {
  return points.map((point, i) => {
    if (point.watts === null) return "";
    const before = points[i - 1];
    const begin = !before || before.watts === null ? "M" : "L";
    return `${begin}${x(point.at)} ${y(point.watts)}H${x(Math.max(point.at, points[i + 1]?.at ?? until))}`;
  }).join("");
}

// A reading counts until the next one; where it was stale before that, the line has a gap.
function meteredLine(readings, span, now, x, y) {
  return readings.map((reading, i) => {
    const before = readings[i - 1];
    const end = Math.min(reading.until ?? Infinity, readings[i + 1]?.at ?? now);
    if (end < span.from || reading.at > span.to) return "";
    const begin = !before || before.until || before.at < span.from ? "M" : "L";
    return `${begin}${x(reading.at)} ${y(reading.watts)}H${x(end)}`;
  }).join("");
}

// Grey stripes where nothing that counts was read.
function hatch(from, to) {
  const stripes = [];
  for (let at = from - (BOTTOM - TOP); at < to; at += 9) {
    const begin = Math.max(at, from), end = Math.min(at + BOTTOM - TOP, to);
    if (end > begin) stripes.push(`M${begin} ${BOTTOM - (begin - at)}L${end} ${BOTTOM - (end - at)}`);
  }
  const wide = to - from > 40 ? [svg("text", { x: from + 4, y: TOP + 14, class: "stale-text" }, "stale")] : [];
  return [svg("path", { class: "unread", d: stripes.join("") }), ...wide];
}

// Above what is commanded: nothing may be drawn there.
function area(limits, span, x, y) {
  const bounded = limits.filter(step => step.watts !== null);
  if (!bounded.length) return "";
  const last = limits.at(-1).watts === null ? limits.at(-1).at : span.to;
  return `M${x(bounded[0].at)} ${TOP}${bounded.map((step, i) => `L${x(step.at)} ${y(step.watts)}H${x(bounded[i + 1]?.at ?? last)}`).join("")}V${TOP}Z`;
}

function nowMark(at, width) {
  const anchor = at > width - 40 ? "end" : "start";
  return [svg("line", { class: "now", x1: at, x2: at, y1: TOP - 4, y2: BOTTOM }),
    svg("text", { x: at + (anchor === "end" ? -4 : 4), y: BOTTOM - 5, "text-anchor": anchor, class: "now-text" }, "now")];
}

function labels(event, span, most, x, width, isMetered) {
  const moments = [["start", Date.parse(event.start)], ["end", event.end ? Date.parse(event.end) : NaN]];
  const times = moments.filter(([, at], i) => at > span.from && at < span.to && (i === 0 || x(at) - x(moments[0][1]) > 200 || moments[0][1] < span.from))
    .map(([name, at]) => svg("text", { x: x(at), y: HEIGHT - 5, "text-anchor": x(at) > width - 110 ? "end" : "start" }, `${name} ${clock(new Date(at)).slice(0, 8)}`));
  const metered = isMetered ? [svg("line", { class: "metered", x1: width - 80, x2: width - 56, y1: 23, y2: 23 }), svg("text", { x: width - 51, y: 27 }, "metered")] : [];
  return [svg("text", { x: LEFT, y: 12 }, power(most)), ...times, ...metered,
    svg("line", { class: "commanded", x1: width - 208, x2: width - 184, y1: 8, y2: 8 }), svg("text", { x: width - 179, y: 12 }, "commanded"),
    svg("line", { class: "ceiling", x1: width - 80, x2: width - 56, y1: 8, y2: 8 }), svg("text", { x: width - 51, y: 12 }, "ceiling")];
}

function spokenChart(event, limits) {
  const first = limits.find(step => step.watts !== null);
  const from = first ? `from ${power(first.watts)} at ${clock(new Date(first.at))} ` : "";
  const now = event.commanded_watts > 0 ? `, ${signed(event.commanded_watts - event.ceiling_watts)} to what is commanded` : "";
  return `Chart: commanded watts go ${from}to ${power(event.target_watts)}${event.end ? `, back from ${clock(new Date(event.end))}` : ""}. The ceiling is ${power(event.ceiling_watts)} now${now}.`;
}
