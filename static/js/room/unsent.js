// Whether somebody is in the middle of writing.
const FIELDS = "textarea, input:not([type]), input[type=text], input[type=date], input[type=number]";

const words = (field) => field.value.trim();

// A form that holds words which its page did not bring and nobody sent, or which were refused (`data-kept`); in one that is marked
// `data-whole` what was chosen counts too.
export const unsent = (form) => [...form.elements].some((field) => typed(field) || ("whole" in form.dataset && chosen(field)));

const typed = (field) => field.matches(FIELDS) && words(field) !== ("kept" in field.form.dataset ? "" : field.defaultValue.trim());

const chosen = (field) => field.matches("select")
  ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected))
  : field.matches("[type=radio], [type=checkbox]") && field.checked !== field.defaultChecked;

// In the room: words that were not sent, or a cursor among words.
export const writing = (root) => {
  const at = document.activeElement;
  return [...root.querySelectorAll("form")].some(unsent) || (root.contains(at) && at.matches(FIELDS) && words(at) !== "");
};

export const unsentWords = (form) => [...form.elements].filter(typed).map(words).filter(Boolean);
