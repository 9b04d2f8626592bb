// Fewer clicks and keys for who writes about many: Ctrl and Enter presses the page's one primary button, and whoever says
// with the pointer what kind it was goes on in the field. A keyboard begins at the first question.
const form = document.querySelector("form[data-keeps]");
const text = form?.querySelector("textarea");
const kinds = [...form?.querySelectorAll("input[name=kind]") ?? []];

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(".primary"));
});

for (const kind of kinds) {
  kind.closest("label").addEventListener("click", ({ detail }) => {
    if (detail && !text.value) setTimeout(() => text.focus()); // detail counts the clicks of a pointer; the keyboard has none
  });
}

// The list of reps says what was saved.
document.addEventListener("saved", ({ detail }) => {
  const here = document.querySelector(".reps [aria-current]"), said = here?.querySelector("small");
  if (!detail.version || said?.textContent !== "nothing yet") return;
  said.textContent = "1 draft";
  here.querySelector(".mark").replaceWith(document.getElementById("begun").content.cloneNode(true));
});

const blank = form && !text.value && !kinds.some((kind) => kind.checked) && !document.querySelector("[role=alert]");
if (blank && !location.hash && matchMedia("(hover: hover)").matches) kinds[0]?.focus();
