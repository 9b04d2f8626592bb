// Words whose form is gone, because somebody else closed, joined or decided what it was about: they stand beside the room,
// to be copied from, until their writer puts them away.
import { unsent, unsentWords } from "./unsent.js";

export const keep = (room, came) => {
  for (const form of room.querySelectorAll("form")) {
    if (unsent(form) && !counterpart(form, came)) for (const words of unsentWords(form)) put(words);
  }
};

const counterpart = (form, came) => form.id ? came.getElementById(form.id)
  : [...came.querySelectorAll("form")].find((other) => other.getAttribute("action") === form.getAttribute("action"));

const put = (words) => {
  const note = document.createElement("div"), text = document.createElement("p"), gone = document.createElement("button");
  note.className = "notice";
  note.setAttribute("role", "alert");
  text.className = "said";
  text.textContent = words;
  gone.textContent = "Put it away";
  gone.className = "plain";
  gone.addEventListener("click", () => note.remove());
  note.append("You had typed this when its place was closed by somebody else. It was not sent:", text, gone);
  document.getElementById("kept").append(note);
};
