// Says when the room cannot be seen as it is now, and heals by itself.
const place = document.getElementById("connection");

const WHY = {
  0: "The connection is lost. What you see is from {at}. This page tries again by itself.",
  401: "You are signed out. Sign in in another tab; this page then goes on by itself.",
  404: "This room is not yours any more, or the meeting was taken away. Ask who leads it.",
  other: "Courtside does not answer as it should. What you see is from {at}. This page tries again by itself.",
};
let since = null;

export const away = (status, sentence = "") => {
  since ??= new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  say(sentence || (WHY[status] ?? WHY.other).replace("{at}", since));
  document.body.classList.add("lost");
};

export const back = () => {
  since = null;
  place.replaceChildren();
  document.body.classList.remove("lost");
};

export const say = (sentence) => { if (place.textContent !== sentence) place.textContent = sentence; };
