// While an uncertain date is typed: what the server reads it as. Without this script the form says it after saving.
"use strict";
document.addEventListener("input", (event) => {
  const input = event.target;
  const output = input.id && input.parentElement.querySelector(`output[data-read-date][for="${CSS.escape(input.id)}"]`);
  if (!output) {
    return;
  }
  clearTimeout(output.pause);
  output.pause = setTimeout(async () => {
    const typed = input.value;
    const answer = await fetch(`${output.dataset.readDate}?${new URLSearchParams({ text: typed })}`).catch(() => null);
    if (!answer || !answer.ok || typed !== input.value) {
      return;
    }
    const { words, problem } = await answer.json();
    output.textContent = words ? `Read as: ${words}` : problem;
    output.classList.toggle("is-problem", Boolean(problem));
  }, 250);
});
