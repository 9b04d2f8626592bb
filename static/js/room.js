// The meeting room: what it shows follows what happens in it, and nobody is moved or loses a word while they type.
import { tick } from "./room/clock.js";
import { look, watch } from "./room/live.js";
import { come, stay } from "./room/presence.js";
import { send } from "./room/acts.js";

const room = document.getElementById("room");

document.addEventListener("submit", (event) => { // after save.js, which names the window that sends it
  if (!room.contains(event.target) || event.target.method !== "post" || event.target.id === "here") return;
  event.preventDefault();
  send(event.target, event.submitter);
});
document.addEventListener("visibilitychange", () => document.hidden || (come(), look({ anew: true })));
document.addEventListener("room:shown", current);
setInterval(tick, 1000);
current();
stay();
watch();

// On a narrow screen the phases scroll in their line; the one that is on stands in sight.
function current() {
  const line = document.querySelector("#bar nav"), step = line?.querySelector("[aria-current=step]");
  if (step && line.scrollWidth > line.clientWidth) line.scrollLeft = step.offsetLeft - line.offsetLeft - 24;
}
