// What the person is told about their words, beside the buttons.
const MARK = '<svg class="mark good" viewBox="0 0 12 12" aria-hidden="true"><path d="M1 6.5 4.5 10 11 2"/></svg> ';

const SENTENCES = {
  away: "Not saved yet. It is kept in this browser, and tried again.",
  nowhere: "Not saved, and this browser keeps nothing. Stay on this page until it is.",
  conflict: "Not saved: another window has other words. Pick below.",
};

export const say = (form, state, { saved, sentence } = {}) => {
  const line = form.querySelector(".saved");
  if (!line) return;
  line.classList.toggle("unsaved", state !== "saved");
  if (state === "saved") {
    line.innerHTML = saved ? MARK : "";
    line.append(saved ? `Saved ${saved}` : "");
  } else if (state === "signed out") {
    line.replaceChildren("Not saved: you are signed out. It is kept in this browser. ", again());
  } else {
    line.textContent = SENTENCES[state] ?? `${sentence} It is kept in this browser.`;
  }
};

const again = () => Object.assign(document.createElement("a"), {
  href: `/sign-in?back=${encodeURIComponent(location.pathname)}`, textContent: "Sign in, or open the link in your mail again",
});
