// Hints on wording: "Leave it" makes one go for those words in this form; the offer opens the details and chooses personal.
const left = new WeakMap();
const leftIn = (form) => left.get(form) ?? left.set(form, new Set()).get(form);

// Show what the server says of the text now, without what was left. The same again is not said again.
function show(form, html) {
  const place = form.querySelector("[data-hints]");
  if (!place) return;
  const fresh = Object.assign(document.createElement("div"), { innerHTML: html });
  for (const button of fresh.querySelectorAll("[data-leave]"))
    if (leftIn(form).has(button.dataset.leave.toLowerCase())) button.closest(".hint").remove();
  wake(fresh);
  if (place.textContent.trim() !== fresh.textContent.trim()) place.replaceChildren(...fresh.childNodes);
}

function wake(place) {
  for (const button of place.querySelectorAll("[data-leave], [data-personal]")) button.hidden = false;
}

function leave(button) {
  const { form } = button;
  leftIn(form).add(button.dataset.leave.toLowerCase());
  button.closest(".hint").remove();
  form.querySelector("textarea")?.focus();
}

function offer({ form }) {
  const few = form.querySelector('[name="personal"][value="few"]');
  if (!few) return;
  few.closest("details")?.setAttribute("open", "");
  few.checked = true;
  few.dispatchEvent(new Event("input", { bubbles: true }));
  few.focus();
}

document.addEventListener("click", ({ target }) => {
  if (target.matches?.("[data-leave]")) leave(target);
  if (target.matches?.("[data-personal]")) offer(target);
});

document.addEventListener("saved", ({ target, detail }) => show(target, detail.hints ?? ""));

wake(document);
