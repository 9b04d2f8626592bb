// Whether somebody is in the middle of writing.
const FIELDS = "textarea, input:not([type]), input[type=text], input[type=date], input[type=number]";

const words = (field) => field.value.trim();

// A form that holds words which its page did not bring and nobody sent.
export const unsent = (form) => [...form.elements].some((field) => field.matches(FIELDS) && words(field) !== field.defaultValue.trim());

// In the room: words that were not sent, or a cursor among words.
export const writing = (root) => {
  const at = document.activeElement;
  return [...root.querySelectorAll("form")].some(unsent) || (root.contains(at) && at.matches(FIELDS) && words(at) !== "");
};

export const unsentWords = (form) => [...form.elements]
  .filter((field) => field.matches(FIELDS) && words(field) !== field.defaultValue.trim()).map(words).filter(Boolean);
