// Saves one form while somebody types in it: one request at a time, the newest words last, the browser's copy until then.
import * as copies from "./copies.js";
import { pick } from "./picking.js";
import { AWAY, CONFLICT, SAVED, send, tab } from "./sending.js";
import { say } from "./status.js";
import { arrived, put, wordsOf } from "./words.js";

const PAUSE = 800, AGAIN = 5_000; // milliseconds: after the last key stroke, and after a save that did not arrive

export class Saver {
  constructor(form) {
    Object.assign(this, { form, keeps: form.dataset.keeps, confirmed: arrived(form), busy: false, waits: false });
  }

  get key() { return this.form.elements.key?.value || "one"; }
  get open() { return wordsOf(this.form) !== this.confirmed; } // words that the server has not confirmed

  typed(sent = false) {
    const copy = { words: wordsOf(this.form), address: this.form.dataset.save ?? "", version: this.form.elements.version.value, sent };
    if (this.open || this.busy) this.form.toggleAttribute("data-safe", copies.put(this.keeps, this.key, copy));
    else copies.drop(this.keeps, this.key);
    this.soon(PAUSE);
  }

  soon(pause) { clearTimeout(this.timer); this.timer = setTimeout(() => this.save(), pause); }

  async save({ leaving = false } = {}) {
    clearTimeout(this.timer);
    if (!this.form.dataset.save || !this.open || this.waits || (this.busy && !leaving)) return;
    this.busy = true;
    const words = wordsOf(this.form), { key } = this, version = this.form.elements.version.value;
    const answer = await send(this.form.dataset.save, words, { key, version, leaving });
    this.busy = false;
    this.hear(answer, words, key);
  }

  hear(answer, words, key) {
    if (answer.state === SAVED) this.keep(answer, words, key);
    if (answer.state === CONFLICT) pick(this, answer);
    if (answer.state === AWAY) this.soon(AGAIN);
    say(this.form, answer.state === AWAY && !("safe" in this.form.dataset) ? "nowhere" : answer.state, answer);
  }

  keep(answer, words, key) {
    this.confirmed = words;
    put(this.form, "version", answer.version ?? "");
    copies.confirm(this.keeps, key, words);
    this.form.dispatchEvent(new CustomEvent("saved", { bubbles: true, detail: answer }));
    if (this.open) this.soon(PAUSE);
  }

  // The form's own button counts from now on, and sends the newest words of this window; unless its person stays.
  sends(leaves = true) {
    this.waits = leaves;
    if (leaves) put(this.form, "tab", tab());
    this.typed(leaves);
  }
}
