// What lay in this browser and had not arrived: put back into its form, or sent on; where both sides have words, asked.
import * as copies from "./copies.js";
import { keepBoth, offer } from "./picking.js";
import { CONFLICT, REFUSED, SAVED, send } from "./sending.js";
import { fill, put, wordsOf } from "./words.js";

export const recover = async (savers) => {
  for (const saver of savers) putBack(saver, savers);
  const shown = new Set(savers.map((saver) => `${saver.keeps}:${saver.key}`));
  for (const copy of copies.all()) {
    if (copy.address && !shown.has(`${copy.keeps}:${copy.key}`)) await sendOn(copy, savers);
  }
};

export const putBack = (saver, savers) => {
  const { form } = saver, own = copies.get(saver.keeps, saver.key);
  if (saver.confirmed === null) return null; // it came back refused: what stands in it is what was typed
  const arrived = own && savers.some((other) => wordsOf(other.form) === own.words); // here, or as a new one beside it
  if (arrived) return copies.drop(saver.keeps, saver.key);
  if (own && (saver.open || own.version !== form.elements.version.value)) return ask(saver, own);
  const blank = !saver.open && !form.elements.version.value;
  const unsent = (copy) => copy.address === form.dataset.save && !copy.sent; // what its button has sent is sent on, not typed again
  const found = own ?? (blank ? copies.all(saver.keeps).find(unsent) : null);
  if (!found) return null;
  if (found.key) put(form, "key", saver.begunAs = found.key);
  put(form, "version", found.version);
  return type(saver, found.words);
};

const sendOn = async (copy, savers) => {
  const answer = await send(copy.address, copy.words, { key: copy.key, version: copy.version });
  if (answer.state === SAVED) copies.confirm(copy.keeps, copy.key, copy.words);
  const here = savers.find((saver) => saver.keeps === copy.keeps);
  if (here && [CONFLICT, REFUSED].includes(answer.state)) ask(here, copy);
};

// Words that belong to no form as it stands now.
const ask = (saver, copy) => {
  const gone = () => copies.drop(saver.keeps, copy.key ?? saver.key);
  offer(saver.form, `Typed in this browser on ${new Date(copy.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}, and not saved:`,
    copy.words, [
      ["Put it into the form", () => { gone(); type(saver, copy.words); }],
      ...saver.form.dataset.anew ? [["Keep both", () => keepBoth(saver, copy, copy.words, { done: gone, again: () => ask(saver, copy) })]] : [],
      ["Throw it away", gone],
    ]);
};

const type = (saver, words) => {
  fill(saver.form, words);
  saver.typed();
  saver.save();
};
