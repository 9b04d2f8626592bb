// The words of a form as one text that can be compared, kept and sent; what only steers the form is no word.
const STEERS = new Set(["csrf_token", "_once", "version", "shown", "tab", "key", "promise", "then"]);

export const wordsOf = (form) => String(new URLSearchParams(
  [...new FormData(form)].filter(([name, value]) => !STEERS.has(name) && typeof value === "string")));

// The words that the server has, when a form is shown, whatever was typed before we came: none, where it came back refused.
export const arrived = (form) => {
  if ("refused" in form.dataset) return null;
  const asItCame = form.cloneNode(true);
  asItCame.reset();
  return wordsOf(asItCame);
};

export const fill = (form, words) => {
  for (const [name, value] of new URLSearchParams(words)) put(form, name, value);
};

export const put = (form, name, value) => {
  const field = form.elements.namedItem(name);
  if (!field) return;
  field.value = value;
  if (!(field instanceof RadioNodeList)) return;
  for (const option of field) option.checked = option.value === String(value);
};

// What a person would read of it: the texts, without what was chosen.
export const texts = (words) => [...new URLSearchParams(words)]
  .filter(([name]) => ["text", "effect", "suggestion", "occasion", "wants", "hindered"].includes(name))
  .map(([, value]) => value).filter(Boolean).join("\n\n");
