// Says every fifteen seconds that this browser is in the room, and that it has left.
const EVERY = 15_000; // milliseconds

const form = () => document.getElementById("here");

export const come = () => {
  if (form()) fetch(form().action, { method: "POST", body: new FormData(form()), headers: { "HX-Request": "true" } }).catch(() => null);
};

export const stay = () => {
  come();
  setInterval(come, EVERY);
  window.addEventListener("pageshow", ({ persisted }) => persisted && come());
  window.addEventListener("pagehide", () => form() && navigator.sendBeacon(form().dataset.absence, new FormData(form())));
};
