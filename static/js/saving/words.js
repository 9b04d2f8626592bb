// The words of a form as one text that can be compared, kept and sent. What only steers the form is no word, nor is the day of
// a talk: it says that the talk was held, and that is said by hand.
const STEERS = new Set(["csrf_token", "_once", "version", "shown", "tab", "key", "promise", "then", "at", "owner_id", "held_on"]);

export const wordsOf = (form) => String(new URLSearchParams(
  [...new FormData(form)].filter(([name, value]) => !STEERS.has(name) && typeof value === "string")
    .map(([name, value]) => [name, value.trim()])));

// The words that the server has, when a form is shown, whatever was typed before we came: none, where it came back refused.
export const arrived = (form) => {
  if ("refused" in form.dataset) return null;
  const asItCame = form.cloneNode(true);
  asItCame.reset();
  return wordsOf(asItCame);
};

export const fill = (form, words) => {
  const found = new URLSearchParams(words);
  for (const [name, value] of found) put(form, name, value);
  for (const box of form.querySelectorAll("[type=checkbox]")) box.checked = found.has(box.name);
};

export const put = (form, name, value) => {
  const field = form.elements.namedItem(name);
  if (!field || field.type === "checkbox") return;
  field.value = value;
  if (!(field instanceof RadioNodeList)) return;
  for (const option of field) option.checked = option.value === String(value);
};

// What a person would read of it: the texts, without what was chosen.
export const texts = (words) => [...new URLSearchParams(words)]
  .filter(([name]) => ["text", "effect", "suggestion", "occasion", "wants", "hindered", "goal", "rep_says"].includes(name))
  .map(([, value]) => value).filter(Boolean).join("\n\n");
