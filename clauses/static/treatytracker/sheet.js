// The sheet of clauses works without this. It only saves ticking: Ctrl+Enter in the words of a clause splits it there,
// and Alt with an arrow moves or indents the clause in whose row one is.
"use strict";
const KEYS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "indent", ArrowLeft: "outdent" };
function send(form, row, step) {
  if (!row.querySelector('input[name="row"]')) {
    return; // it is only text
  }
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

// Leaving a sheet that is not saved asks first; its own buttons keep what was typed.
document.addEventListener("DOMContentLoaded", () => {
  const sheet = document.querySelector("#sheet-form");
  if (!sheet) {
    return;
  }
  let unsaved = sheet.hasAttribute("data-unsaved");
  sheet.addEventListener("input", () => (unsaved = true));
  sheet.addEventListener("submit", () => (unsaved = false));
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) {
      event.preventDefault();
    }
  });
});
