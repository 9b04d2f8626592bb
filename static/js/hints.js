// Hints on wording: "Leave it" makes one go for those words in this form; the offer opens the details and chooses personal.
// What was left is known as long as the tab is open, on coming back to the draft, too: as numbers, so that no words stay behind.
const remembered = new Map();
const nameOf = (form) => `courtside:left:${form.elements.key?.value}`;
const numberOf = (words) => [...words.toLowerCase()].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) | 0, 7);

const leftIn = (name) => remembered.get(name) ?? remembered.set(name, new Set(stored(name))).get(name);

const stored = (name) => {
  try { return JSON.parse(sessionStorage.getItem(name)) ?? []; } catch { return []; }
};

const remember = (name, number) => {
  const left = leftIn(name).add(number);
  try { sessionStorage.setItem(name, JSON.stringify([...left])); } catch { /* a browser that keeps nothing: this page knows */ }
};

// Show what the server says of the text now, without what was left. The same again is not said again.
const show = (form, html) => {
  const place = form.querySelector("[data-hints]");
  if (!place) return;
  const fresh = Object.assign(document.createElement("div"), { innerHTML: html });
  ready(form, fresh);
  if (place.textContent.trim() !== fresh.textContent.trim()) place.replaceChildren(...fresh.childNodes);
};

const ready = (form, place) => {
  for (const button of place.querySelectorAll("[data-leave], [data-personal]")) button.hidden = false;
  for (const button of place.querySelectorAll("[data-leave]"))
    if (leftIn(nameOf(form)).has(numberOf(button.dataset.leave))) button.closest(".hint").remove();
};

const leave = (button) => {
  const { form } = button;
  remember(nameOf(form), numberOf(button.dataset.leave));
  button.closest(".hint").remove();
  form.querySelector("textarea")?.focus();
};

const offer = ({ form }) => {
  const few = form.querySelector('[name="personal"][value="few"]');
  if (!few) return;
  few.closest("details")?.setAttribute("open", "");
  few.checked = true;
  few.dispatchEvent(new Event("input", { bubbles: true }));
  few.focus();
};

document.addEventListener("click", ({ target }) => {
  if (target.matches?.("[data-leave]")) leave(target);
  if (target.matches?.("[data-personal]")) offer(target);
});
document.addEventListener("saved", ({ target, detail }) => show(target, detail.hints ?? ""));

for (const place of document.querySelectorAll("[data-hints]")) ready(place.closest("form"), place);
