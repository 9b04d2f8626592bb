// Sends a form of the room, and shows the room as its answer has it. What did not arrive stays in the form, to be sent again:
// its key lets it count once.
import { away, back, say } from "./connection.js";
import { acted, acting } from "./live.js";
import { show } from "./showing.js";

const PATIENCE = 20_000; // milliseconds

export const send = async (form, button) => {
  if ("busy" in form.dataset) return;
  form.dataset.busy = "";
  acting();
  try {
    const answer = await fetch(button?.getAttribute("formaction") ?? form.action, {
      method: "POST", body: new FormData(form, button), headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(PATIENCE) });
    const text = await answer.text();
    if (answer.ok) (button ?? form).closest("details.menu")?.removeAttribute("open"); // it was opened for this
    hear(form, answer, text);
  } catch {
    away(0, "That did not arrive. What you typed is still there: send it again when the connection is back.");
  } finally {
    delete form.dataset.busy;
    acted();
  }
};

const hear = (form, answer, text) => {
  if (answer.status === 200) { delete form.dataset.kept; form.reset(); }
  if (answer.status === 422) form.dataset.kept = "";
  if ([200, 422].includes(answer.status) && show(text, { from: form })) {
    back();
    return follow(answer);
  }
  if (answer.ok && answer.redirected) return location.assign(answer.url); // the act leads out of the room
  return say(new DOMParser().parseFromString(text, "text/html").querySelector("main")?.innerText ?? "That did not work. Try it once more.");
};

// The address says whether one follows the room or looks somewhere by oneself.
const follow = (answer) => answer.redirected && history.replaceState(null, "", answer.url);
