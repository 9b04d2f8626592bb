// Keys of the board. They count only while the focus is on it, never while one writes, and each presses a button that is there.
import { shut } from "./menus.js";

const ARROWS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];

export const press = (event) => {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || !target.closest("#sides")) return;
  const menu = target.closest(".menu[open]"), card = target.closest(".card");
  if (key === "Escape" && menu) return shut(menu);
  if (target.matches("input:not([type=checkbox]), textarea, select")) return;
  const act = menu && !target.matches("summary") ? inMenu(menu, key) : onBoard(target, card, key);
  if (!act) return;
  event.preventDefault();
  act();
};

const inMenu = (menu, key) => {
  const places = [...menu.querySelectorAll("button")], at = places.indexOf(document.activeElement);
  const keyed = menu.querySelector(`[data-key="${CSS.escape(key.toUpperCase())}"]`);
  if (keyed) return () => keyed.click();
  if (key === "ArrowDown" || key === "ArrowUp") return () => places.at((at + (key === "ArrowDown" ? 1 : -1)) % places.length).focus();
};

const onBoard = (target, card, key) => {
  if (ARROWS.includes(key)) return () => step(card, key);
  const letter = key.toLowerCase();
  if (letter === "z") return () => document.querySelector("#tools [data-key=Z]")?.click();
  if (letter === "r") return () => rename(target.closest(".theme"));
  if (!card) return;
  if (key === " " && target === card) return () => card.querySelector(".pick input")?.click();
  if (letter === "m") return () => open(card.querySelector(".menu"), "button");
  if ("nox".includes(letter)) return () => card.querySelector(`.menu [data-key=${letter.toUpperCase()}]`)?.click();
};

const step = (card, key) => {
  const columns = [...document.querySelectorAll("#sides .theme")].map((theme) => [...theme.querySelectorAll(".card")]).filter((cards) => cards.length);
  const at = columns.findIndex((cards) => cards.includes(card)), row = columns[at]?.indexOf(card), [one, other] = [columns[at - 1], columns[at + 1]];
  const beside = (cards) => cards?.[Math.min(row, cards.length - 1)];
  const next = { ArrowDown: () => columns[at][row + 1] ?? other?.[0], ArrowUp: () => columns[at][row - 1] ?? one?.at(-1),
    ArrowLeft: () => beside(one), ArrowRight: () => beside(other) };
  (card ? next[key]() : columns[0]?.[0])?.focus();
};

const rename = (theme) => open(theme?.querySelector("header .menu"), "[name=title]", (title) => title.select());

const open = (menu, first, then = () => null) => {
  if (!menu) return;
  menu.open = true;
  const found = menu.querySelector(first);
  found.focus();
  then(found);
};
