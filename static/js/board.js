// The board under the hand: cards are dragged, and everything is done by keys as well. On its own page, and in the room, where
// what others do is put over it while one works.
import { attach } from "./board/dragging.js";
import { press } from "./board/keys.js";
import { given, opened, outside, sent } from "./board/menus.js";
import { stay, went } from "./board/staying.js";

attach();
document.addEventListener("keydown", press);
document.addEventListener("toggle", opened, true);
document.addEventListener("pointerdown", outside);
document.addEventListener("submit", sent, true);
document.addEventListener("focusin", went);
document.addEventListener("pointerdown", went);
document.addEventListener("room:shown", () => { attach(); given(); stay(); });
