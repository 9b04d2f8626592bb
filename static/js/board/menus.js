// Menus of the board: one is open at a time, wholly in sight, and what others do does not change it while it is open.
let naming = null; // the menu whose title was sent

export const opened = ({ target: menu }) => {
  if (!menu.matches?.("#sides .menu")) return;
  menu.toggleAttribute("hx-morph-skip", menu.open);
  if (!menu.open) return;
  for (const other of document.querySelectorAll("#sides .menu[open]")) if (other !== menu) other.open = false;
  menu.querySelector("div").scrollIntoView({ block: "nearest" });
};

export const outside = ({ target }) => {
  for (const menu of document.querySelectorAll("#sides .menu[open]")) if (!menu.contains(target) && !halfTyped(menu)) menu.open = false;
};

// The focus goes back to the card, or to what opened the menu.
export const shut = (menu) => {
  (menu.closest(".card") ?? menu.querySelector("summary")).focus();
  menu.open = false;
};

// A place was pressed: its menu is done. A title may come back refused, so its menu waits for the answer.
export const sent = ({ target: form, submitter }) => {
  const menu = submitter?.closest("#sides .menu");
  if (!menu) return;
  menu.removeAttribute("hx-morph-skip");
  if (form.matches(".naming")) naming = menu;
  else if (menu.open) shut(menu);
};

export const given = () => {
  if (naming?.isConnected && naming.open && !naming.querySelector(".error")) shut(naming);
  naming = null;
};

const halfTyped = (menu) => {
  const title = menu.querySelector("[name=title]");
  return title && title.value !== title.defaultValue;
};
