// A drop presses the button that the card's own menu has for that place: whatever drag does, the menu does.
import Sortable from "../../vendor/sortablejs-1.15.7/sortable.js";

const tell = (what) => document.dispatchEvent(new CustomEvent(what));

// Lists come and go with themes. While a card is in hand nothing is put over the board; afterwards it is looked at anew.
export const attach = () => {
  if (!document.getElementById("moves")) return;
  for (const list of document.querySelectorAll("[data-cards]")) {
    if (Sortable.get(list)) continue;
    Sortable.create(list, {
      group: { name: list.dataset.cards, put: "to" in list.dataset },
      sort: false,
      draggable: ".card",
      filter: ".foot",
      preventOnFilter: false,
      delay: 200,
      delayOnTouchOnly: true,
      ghostClass: "moving",
      onStart: () => tell("room:hold"),
      onMove: ({ to }) => light(to),
      onEnd: ({ item, from, to }) => {
        light();
        if (to !== from) item.querySelector(`button[name="to"][value="${to.dataset.to}"]`)?.click();
        tell("room:release");
      },
    });
  }
};

const light = (list) => {
  for (const theme of document.querySelectorAll(".receives")) theme.classList.remove("receives");
  list?.closest(".theme").classList.add("receives");
};
