// The sheet of clauses works without this. It only saves ticking: Ctrl+Enter in the words of a clause splits it there,
// and Alt with an arrow moves or indents the clause in whose row one is.
"use strict";
const KEYS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "indent", ArrowLeft: "outdent" };
function send(form, row, step) {
  form.querySelectorAll('input[name="row"]').forEach((box) => (box.checked = row.contains(box)));
  form.querySelector(`button[name="do"][value="${step}"]`).click();
}
document.addEventListener("keydown", (event) => {
  const row = event.target.closest && event.target.closest("table.sheet tr");
  const form = row && row.closest("form");
  if (!form) {
    return;
  }
  if (event.altKey && KEYS[event.key]) {
    event.preventDefault();
    send(form, row, KEYS[event.key]);
  } else if (event.ctrlKey && event.key === "Enter" && event.target.tagName === "TEXTAREA") {
    event.preventDefault();
    event.target.setRangeText("\n\n");
    send(form, row, "split");
  }
});
