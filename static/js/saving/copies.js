// What is typed lies in this browser until the server has confirmed exactly it. One copy a form, under its person and its key.
const me = () => document.body.dataset.me;
const name = (keeps, key) => `courtside:${me()}:${keeps}:${key}`;

// Whether it could be put there: a browser may have no room, or be told to keep nothing.
export const put = (keeps, key, copy) => {
  try {
    localStorage.setItem(name(keeps, key), JSON.stringify({ ...copy, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
};

export const drop = (keeps, key) => localStorage.removeItem(name(keeps, key));

// Dropped only while it holds these very words: what was typed since stays.
export const confirm = (keeps, key, words) => {
  if (get(keeps, key)?.words === words) drop(keeps, key);
};

export const get = (keeps, key) => read(name(keeps, key));

// Every copy of this person, or those of one page, the one typed last first.
export const all = (keeps = "") => me() ? Object.keys(localStorage)
  .filter((id) => id.startsWith(`courtside:${me()}:${keeps && `${keeps}:`}`))
  .map((id) => ({ ...read(id), keeps: id.split(":")[2], key: id.split(":")[3] }))
  .filter((copy) => copy.words)
  .sort((one, other) => other.at - one.at) : [];

const read = (id) => {
  try {
    return JSON.parse(localStorage.getItem(id));
  } catch {
    return null; // somebody else's, under our name
  }
};
