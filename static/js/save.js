// Forms that save themselves: `data-keeps` names what the browser keeps a copy of, `data-save` where it is saved, `data-anew`
// where a second one is. Fields `key`, `version` and `tab` steer it; see app/saving.py for the answers.
import { recover } from "./saving/recovery.js";
import { Saver } from "./saving/saver.js";

const forms = () => [...document.querySelectorAll("form[data-keeps]")];
const savers = new Map(forms().map((form) => [form, new Saver(form)]));
const all = (act) => [...savers.values()].forEach(act);

document.addEventListener("input", ({ target }) => savers.get(target.form)?.typed());
document.addEventListener("focusout", ({ target }) => savers.get(target.form)?.save());
document.addEventListener("submit", ({ target }) => savers.get(target)?.sends());
document.addEventListener("stays", ({ target }) => savers.get(target)?.sends(false));
window.addEventListener("online", () => all((saver) => saver.save()));
window.addEventListener("pagehide", () => all((saver) => saver.save({ leaving: true })));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") all((saver) => saver.save({ leaving: true }));
});
window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

document.addEventListener("room:shown", () => { // what a live page brought, and what it took away
  for (const form of savers.keys()) if (!form.isConnected) savers.delete(form);
  for (const form of forms()) if (!savers.has(form)) savers.set(form, new Saver(form));
});

recover([...savers.values()]);
all((saver) => saver.open && saver.typed()); // typed before this script had come, or refused
