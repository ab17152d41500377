// What every part of the page builds with: elements, and power in one unit.
export const byId = id => document.getElementById(id);

export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content.filter(part => part !== null && part !== undefined));
  return made;
}

export function fill(id, ...content) { byId(id).replaceChildren(...content); }

// One rule for power on this screen: MW when the largest limit is 10 MW or more, else kW.
export let unit = { name: "kW", watts: 1000, digits: 1 };
export function chooseUnit(power) {
  const largest = Math.max(0, ...power.map(domain => domain.cap_watts));
  unit = largest >= 10_000_000 ? { name: "MW", watts: 1_000_000, digits: 2 } : { name: "kW", watts: 1000, digits: 1 };
}
export const figure = watts => (watts / unit.watts).toFixed(unit.digits);
export const power = watts => `${figure(watts).replace("-", "−")} ${unit.name}`;
export const signed = watts => (watts < 0 ? "−" : "+") + `${figure(Math.abs(watts))} ${unit.name}`;
export const count = number => number.toLocaleString("en-US");
export const clock = date => date.toISOString().slice(11, 19) + " UTC";
