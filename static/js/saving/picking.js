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
  const take = () => {
    copies.drop(saver.keeps, saver.key);
    fill(form, theirs);
    saver.confirmed = wordsOf(form);
  };
  offer(form, "In another window this was saved since:", theirs, [
    ["Keep mine", settle(() => {})], ["Take that one", settle(take)],
    ...form.dataset.anew ? [["Keep both", () => keepBoth(saver, saver, wordsOf(form), {
      done: () => { copies.drop(saver.keeps, saver.key); saver.confirmed = wordsOf(form); },
      again: () => pick(saver, { stands, version }),
    })]] : [],
  ]);
};

// These words become a second draft, under a key that `owner` remembers, so that sending it twice makes one. Then what is `done`
// follows; where it did not arrive, it is asked `again`.
export const keepBoth = async (saver, owner, words, { done, again }) => {
  owner.second ??= freshKey();
  const answer = await send(saver.form.dataset.anew, words, { key: owner.second });
  if (answer.state !== SAVED) return again();
  done();
  return location.reload();
};
