// One save: sends a form's words to its address, and says what became of them. Never throws for what a network does.
const PATIENCE = 10_000; // milliseconds, then it counts as not arrived
const MOST_ON_LEAVING = 60_000; // characters that a browser still sends when the page is gone

export const SAVED = "saved", CONFLICT = "conflict", REFUSED = "refused", SIGNED_OUT = "signed out", AWAY = "away";

// A name that no other window has; what it sends is counted, so that a late arrival changes nothing.
export const freshKey = () => crypto.getRandomValues(new Uint32Array(3)).reduce((name, part) => name + part.toString(36), "w");
const window_ = freshKey();
let sent = 0;
export const tab = () => `${window_}.${sent += 1}`;

export const send = async (address, words, { key = "", version = "", leaving = false } = {}) => {
  const body = new URLSearchParams(words);
  for (const [name, value] of Object.entries({ key, version, tab: tab(), csrf_token: token() })) body.set(name, value);
  try {
    const answer = await fetch(address, {
      method: "POST", body, redirect: "manual",
      ...(leaving && String(body).length < MOST_ON_LEAVING ? { keepalive: true } : { signal: AbortSignal.timeout(PATIENCE) }),
    });
    return await told(answer);
  } catch {
    return { state: AWAY };
  }
};

const told = async (answer) => {
  if (answer.type === "opaqueredirect" || [400, 401].includes(answer.status)) return { state: SIGNED_OUT };
  const state = { 200: SAVED, 409: CONFLICT, 422: REFUSED, 404: REFUSED, 413: REFUSED }[answer.status] ?? AWAY;
  if (!answer.headers.get("Content-Type")?.includes("json")) {
    return { state: state === REFUSED ? REFUSED : AWAY, sentence: "This can no longer be saved here. Copy what you want to keep." };
  }
  return { state, ...await answer.json() };
};

const token = () => document.querySelector("input[name=csrf_token]")?.value ?? "";
