// Puts what came over what is there. Words that were not sent stay, wherever they are: a form that holds some is left as it
// is, somebody who types stays at their place when the room moves on, and what has no form any more is kept beside the room.
import htmx from "../../vendor/htmx-4.0.1/htmx.esm.min.js";
import { keep } from "./kept.js";
import { unsent, writing } from "./unsent.js";

const room = document.getElementById("room");
let sent = null; // the form whose own answer is being shown

htmx.registerExtension("unsent-words", {
  htmx_before_morph_node: (element) => element === sent || !(element.matches?.("form") && unsent(element)),
});

// True when it was shown. `from` is the form that was sent for it.
export const show = (text, { from = null } = {}) => {
  const came = new DOMParser().parseFromString(text, "text/html");
  const place = placeOf(came);
  if (place === null) return false;
  if (!from && place !== placeOf(document) && writing(room)) return stay(placeOf(document));
  sent = from;
  keep(room, came);
  htmx.swap({ text, target: room, sourceElement: room, swap: "innerMorph" });
  sent = null;
  document.title = title(came) ?? document.title;
  document.dispatchEvent(new CustomEvent("room:shown"));
  return true;
};

const placeOf = (root) => root.getElementById("bar")?.dataset.place ?? null;

const title = (came) => {
  const name = came.querySelector("#bar h1")?.textContent, phase = came.querySelector("[aria-current=step]")?.textContent;
  return name && `${name}${phase ? `: ${phase.trim().toLowerCase()}` : ""} · Courtside`;
};

// The room has moved on: this person looks on at where they are, and the page says so.
const stay = (place) => {
  const here = new URL(location.href);
  if (!place || here.searchParams.get("at") === place) return false;
  here.searchParams.set("at", place);
  history.replaceState(null, "", here);
  return false;
};
