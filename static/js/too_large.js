// A file that the server would refuse for its size is refused when it is chosen, before anybody waits for it to be sent.
const sentence = (file, most) =>
  `“${file.name}” has ${Math.ceil(file.size / 2 ** 20).toLocaleString("en")} MB. Files up to ${most / 2 ** 20} MB can be read. `
  + "Split it, or leave out columns that are not needed.";

const say = (input, words) => {
  const field = input.closest(".field");
  field.querySelector(".error")?.remove();
  field.classList.toggle("wrong", Boolean(words));
  input.setAttribute("aria-invalid", String(Boolean(words)));
  if (!words) return;
  const error = Object.assign(document.createElement("p"), { className: "error", textContent: words });
  error.setAttribute("role", "alert");
  input.before(error);
};

const tooLarge = (input) => [...input.files].find((file) => file.size > Number(input.dataset.most));

document.addEventListener("change", ({ target }) => {
  if (!target.dataset.most) return;
  const large = tooLarge(target);
  say(target, large ? sentence(large, target.dataset.most) : "");
});

document.addEventListener("submit", (event) => {
  const wrong = [...event.target.querySelectorAll("input[data-most]")].find(tooLarge);
  if (!wrong) return;
  event.preventDefault();
  wrong.focus();
});
