// Nothing typed is lost by a click elsewhere: leaving a page on which another form has unsent words asks first.
// A button that ends it (`data-last`) asks in any case: what other forms hold would have no form to come back to.
import { arrived, wordsOf } from "./saving/words.js";

const changed = new Set();
let last = null;

const words = (form) => new URLSearchParams(
  [...new FormData(form)].filter(([name]) => name !== "_once" && name !== "csrf_token").map(([name, value]) => [name, String(value)]),
).toString();
const loaded = new Map([...document.querySelectorAll("form")].map((form) => [form, words(form)]));

document.addEventListener("input", ({ target: { form } }) => {
  if (!loaded.has(form)) return;
  if (words(form) === loaded.get(form)) changed.delete(form);
  else changed.add(form);
});

document.addEventListener("submit", ({ target, submitter }) => {
  changed.delete(target);
  last = "last" in (submitter?.dataset ?? {}) ? target : null;
});

window.addEventListener("beforeunload", (event) => {
  const lost = (form) => !("safe" in form.dataset); // of the others the browser has a copy, and puts it back
  const leftOut = (form) => form !== last && wordsOf(form) !== arrived(form);
  if ([...changed].some(lost) || (last && [...document.forms].some(leftOut))) {
    event.preventDefault();
    if (last) setTimeout(() => last.dispatchEvent(new CustomEvent("stays", { bubbles: true }))); // who stays types on
  }
});
