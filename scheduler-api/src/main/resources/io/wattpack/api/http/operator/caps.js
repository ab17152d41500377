// What sets the limit of a domain, and where GPUs run below their peak, in words.
import { count, element, power } from "./parts.js";

// What sets the limit of a domain, short for the table and in a sentence.
export const LIMITS = {
  continuous: ["breaker", "What its breaker may carry for hours."],
  "n-minus-1": ["one unit lost", "What is left when one of its parallel units fails."],
  transformer: ["transformer heat", "What its transformer may carry after the heat of the last day."],
  cooling: ["cooling", "What the cooling of the GPU container alone under it can carry the heat of."],
  contract: ["contract", "What its contract allows at this hour."],
  grid: ["grid", "What a power event of the grid asks for."],
  operator: ["operator", "What an operator limited it to."],
};

/** How many replicas below a domain are capped, and what that saves; null: none. */
export function cappedWords(domain) {
  if (!domain.capped_replicas) return null;
  const saves = domain.cap_saves_watts > 0 ? ` −${power(domain.cap_saves_watts)}` : "";
  const made = element("small", "capped", `▼ ${count(domain.capped_replicas)} capped${saves}`);
  made.title = `${count(domain.capped_replicas)} replicas run with capped GPUs, which draw ${power(domain.cap_saves_watts)} less than at their peak.`;
  return made;
}

/** The mark of a capped replica; null: its GPUs may draw what they can. */
export function cappedMark(cap) {
  if (!cap || cap.ordered_watts >= cap.peak_watts && cap.held_watts >= cap.peak_watts) return null;
  const made = element("small", "capped", `▼ cap ${count(cap.ordered_watts)} W`);
  made.title = cap.ordered_watts === cap.held_watts
    ? `Each of its GPUs is held to ${count(cap.held_watts)} W of ${count(cap.peak_watts)} W.`
    : `Its GPUs are told ${count(cap.ordered_watts)} W each; until that is confirmed they may draw ${count(cap.held_watts)} W.`;
  return made;
}
