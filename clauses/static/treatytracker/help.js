// The help about a field in the place where it is needed. Without this script its link opens a page of its own.
"use strict";
{
  const dialog = document.createElement("dialog");
  dialog.className = "field-help";
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  const place = document.createElement("div");
  dialog.append(close, place);
  document.body.append(dialog);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside it
  let from = null; // where the reader was
  dialog.addEventListener("close", () => from && from.focus());

  const open = async (link) => {
    from = document.activeElement;
    const answer = await fetch(link.href).catch(() => null);
    const page = answer && answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const help = page && page.querySelector("#field-help");
    if (!help) {
      window.open(link.href, "_blank");
      return;
    }
    help.removeAttribute("id");
    help.querySelector("h2").id = "field-help-heading";
    dialog.setAttribute("aria-labelledby", "field-help-heading");
    place.replaceChildren(help);
    if (!dialog.open) {
      dialog.showModal();
    }
    close.focus();
    dialog.scrollTop = 0;
  };

  // Of a field in a table of rows the link stands at the head of its column.
  const linkOf = (field) => {
    const cell = field.closest("td");
    const column = cell && [...cell.classList].find((name) => name.startsWith("field-"));
    const head = column && cell.closest("table").querySelector(`th.${CSS.escape(column.replace("field-", "column-"))}`);
    const own = field.closest(".fieldBox, .form-row > div, .form-row");
    return (head || own) && (head || own).querySelector("a.examples");
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a.examples");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(link);
    }
  });
  document.addEventListener("keydown", (event) => {
    const link = event.key === "F1" && !dialog.open && linkOf(event.target);
    if (link) {
      event.preventDefault();
      open(link);
    }
  });
  document.querySelectorAll("[data-help-key]").forEach((hint) => (hint.hidden = false));
}
