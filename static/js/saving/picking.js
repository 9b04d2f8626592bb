// Two texts where one should be: both stand there until the person picks. Nothing is thrown away before.
import * as copies from "./copies.js";
import { SAVED, freshKey, send } from "./sending.js";
import { fill, put, texts, wordsOf } from "./words.js";

const paragraph = (text, className) => Object.assign(document.createElement("p"), { textContent: text, className });

// `choices` are pairs of a label and what it does; `said` are the words in question.
export const offer = (form, title, said, choices) => {
  form.querySelector(".offered")?.remove();
  const box = Object.assign(document.createElement("div"), { className: "theirs offered" });
  box.setAttribute("role", "alert");
  const quote = Object.assign(paragraph(texts(said) || "nothing", "said"), { dir: "auto" });
  const buttons = Object.assign(document.createElement("div"), { className: "actions" });
  for (const [label, act] of choices) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: label });
    button.addEventListener("click", () => { box.remove(); act(); });
    buttons.append(button);
  }
  box.append(paragraph(title, "small"), quote, buttons);
  form.querySelector("textarea").closest(".field").after(box);
};

// Another window has saved other words of this draft since this one was opened.
export const pick = (saver, { stands, version }) => {
  const { form } = saver, theirs = String(new URLSearchParams(Object.entries(stands).map(([name, value]) => [name, value ?? ""])));
  saver.waits = true;
  const settle = (act) => () => {
    act();
    put(form, "version", version);
    saver.waits = false;
    saver.typed();
    saver.save();
  };
  const key = freshKey(); // of the second draft, the same however often it is sent
  const take = () => {
    copies.drop(saver.keeps, saver.key);
    fill(form, theirs);
    saver.confirmed = wordsOf(form);
  };
  offer(form, "In another window this was saved since:", theirs, [
    ["Keep mine", settle(() => {})], ["Take that one", settle(take)],
    ...form.dataset.anew ? [["Keep both", () => keepBoth(saver, key, () => pick(saver, { stands, version }))]] : [],
  ]);
};

// Mine becomes a draft of its own; theirs is saved already. What did not arrive is asked about again.
const keepBoth = async (saver, key, again) => {
  const answer = await send(saver.form.dataset.anew, wordsOf(saver.form), { key });
  if (answer.state !== SAVED) return again();
  copies.drop(saver.keeps, saver.key);
  saver.confirmed = wordsOf(saver.form);
  return location.reload();
};
