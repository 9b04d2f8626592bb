// Nothing typed is lost by a click elsewhere: leaving a page on which another form has unsent words asks first.
const changed = new Set();

const words = (form) => new URLSearchParams(
  [...new FormData(form)].filter(([name]) => name !== "_once" && name !== "csrf_token").map(([name, value]) => [name, String(value)]),
).toString();
const loaded = new Map([...document.querySelectorAll("form")].map((form) => [form, words(form)]));

document.addEventListener("input", ({ target: { form } }) => {
  if (!loaded.has(form)) return;
  if (words(form) === loaded.get(form)) changed.delete(form);
  else changed.add(form);
});

document.addEventListener("submit", ({ target }) => changed.delete(target));

window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => !("safe" in form.dataset))) event.preventDefault(); // the browser has a copy of the others
});
