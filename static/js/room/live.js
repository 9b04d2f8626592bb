// Looks every 0.8 seconds whether something is new, every 1.2 after half a minute without news, by one request at a time; never
// while the page is hidden, or while somebody has a card in hand (`room:hold` until `room:release`).
import { away, back } from "./connection.js";
import { show } from "./showing.js";

const PAUSE = 800, QUIET_PAUSE = 1_200, LONGEST_PAUSE = 5_000, PATIENCE = 10_000; // milliseconds
const QUIET_AFTER = 40; // looks without news
let timer, under, tag = null, held = 0, failed = 0, quiet = 0;

export const watch = () => {
  clearTimeout(timer);
  const pause = quiet < QUIET_AFTER ? PAUSE : QUIET_PAUSE;
  timer = setTimeout(async () => { await look(); watch(); }, Math.min(pause * 2 ** failed, LONGEST_PAUSE));
};

export const look = async ({ anew = false } = {}) => {
  if (document.hidden || held || (under && !anew)) return;
  under?.abort();
  const mine = under = new AbortController(), patience = setTimeout(() => mine.abort(), PATIENCE);
  try {
    const answer = await fetch(location.href, { signal: mine.signal, headers: { "HX-Request": "true", ...tag && !anew ? { "If-None-Match": tag } : {} } });
    const text = answer.status === 200 ? await answer.text() : "";
    if (under === mine) hear(answer, text);
  } catch {
    if (under === mine && !held) miss(0);
  } finally {
    clearTimeout(patience);
    if (under === mine) under = null;
  }
};

// An act of this browser is on its way: what was seen before it counts no more.
export const acting = () => { under?.abort(); under = tag = null; held += 1; };
export const acted = () => { held -= 1; };

const hear = (answer, text) => {
  if (![200, 304].includes(answer.status)) return miss(answer.status);
  failed = 0;
  quiet = answer.status === 304 ? quiet + 1 : 0;
  back();
  if (answer.status === 200 && !held && show(text)) tag = answer.headers.get("ETag");
};

const miss = (status) => {
  failed += 1;
  tag = null;
  away(status);
};

document.addEventListener("room:hold", acting);
document.addEventListener("room:release", () => { acted(); look({ anew: true }); });
