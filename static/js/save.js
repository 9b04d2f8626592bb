// Forms that save themselves: `data-keeps` names what the browser keeps a copy of, `data-save` where it is saved, `data-anew`
// where a second one is. Fields `key`, `version` and `tab` steer it; see app/saving.py for the answers.
import * as copies from "./saving/copies.js";
import { putBack, recover } from "./saving/recovery.js";
import { Saver } from "./saving/saver.js";

const savers = new Map();
const all = (act) => [...savers.values()].forEach(act);

const watch = (form) => {
  const saver = new Saver(form);
  saver.begunAs = saver.key;
  savers.set(form, saver);
  return saver;
};

// A live page brings forms, takes them, and empties one that was sent, under a new key: what it held has arrived.
const look = () => {
  for (const form of savers.keys()) if (!form.isConnected) savers.delete(form);
  for (const form of document.querySelectorAll("form[data-keeps]")) {
    const saver = savers.get(form), another = saver && saver.key !== saver.begunAs;
    if (saver?.waits && another) copies.drop(saver.keeps, saver.begunAs);
    if (!saver) putBack(watch(form), [...savers.values()]);
    else if (saver.waits || another) watch(form);
  }
};

document.addEventListener("input", ({ target }) => savers.get(target.form)?.typed());
document.addEventListener("focusout", ({ target }) => savers.get(target.form)?.save());
document.addEventListener("submit", ({ target }) => savers.get(target)?.sends());
document.addEventListener("stays", ({ target }) => savers.get(target)?.sends(false));
document.addEventListener("room:shown", look);
window.addEventListener("online", () => all((saver) => saver.save()));
window.addEventListener("pagehide", () => all((saver) => saver.save({ leaving: true })));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") all((saver) => saver.save({ leaving: true }));
});
window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

document.querySelectorAll("form[data-keeps]").forEach(watch);
recover([...savers.values()]);
all((saver) => saver.open && saver.typed()); // typed before this script had come, or refused
