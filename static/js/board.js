// Cards are dragged between themes. A drop presses the button that the card's own menu has for that theme, or, when the
// card is one of several chosen, the one that moves them all: whatever drag does, the form does.
import Sortable from "../vendor/sortablejs-1.15.7/sortable.js";

const moves = document.getElementById("moves");

for (const list of document.querySelectorAll("[data-cards]")) {
  list.closest("[hidden]")?.removeAttribute("hidden");
  Sortable.create(list, {
    group: { name: list.dataset.cards, put: "to" in list.dataset },
    sort: false,
    draggable: ".card",
    filter: ".foot",
    preventOnFilter: false,
    delay: 200,
    delayOnTouchOnly: true,
    ghostClass: "moving",
    onMove: ({ to }) => light(to),
    onEnd: ({ item, from, to }) => to === from ? light() : drop(item, to.dataset.to),
  });
}

function light(list) {
  for (const theme of document.querySelectorAll(".receives")) theme.classList.remove("receives");
  list?.closest(".theme").classList.add("receives");
}

function drop(card, to) {
  const own = card.querySelector(".pick :checked");
  if (own && moves.querySelector("select")) {
    moves.elements.to.value = to;
    moves.elements.move.click();
  } else {
    card.querySelector(`button[name="to"][value="${to}"]`).click();
  }
}
