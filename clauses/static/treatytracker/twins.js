// While a new record is typed: what is likely there already. Without this script the form says it when it is sent.
"use strict";
{
  const box = document.querySelector("[data-twins]");
  const form = box.closest("form");
  const seen = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  const columns = box.dataset.columns.split(" ").filter((name) => form.elements[name]);
  const { people } = box.dataset; // rows, each of whom has an actor
  const isActor = (name) => people && name.startsWith(`${people}-`) && /-\d+-actor$/.test(name);
  let asked = null;
  let pause = 0;

  const show = (twins) => {
    const lines = twins.map(({ name, address, why }) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = address;
      link.target = "_blank";
      link.textContent = name;
      line.append(link, `: ${why}`);
      return line;
    });
    const list = document.createElement("ul");
    list.append(...lines);
    const heading = document.createElement("p");
    heading.textContent = "Is it there already?";
    status.replaceChildren(...(twins.length ? [heading, list] : []));
    status.dataset.asked = asked; // what this is the answer to
  };

  const ask = async () => {
    clearTimeout(pause);
    const typed = columns.map((name) => [name, form.elements[name].value]);
    const actors = [...form.elements].filter((field) => isActor(field.name) && field.value);
    const all = people ? [...typed, [people, actors.map((field) => field.value).join(",")]] : typed;
    const query = new URLSearchParams(all).toString();
    if (query === asked) {
      return;
    }
    asked = query;
    const answer = await fetch(`${box.dataset.twins}?${query}`).catch(() => null);
    if (!answer || !answer.ok || query !== asked) {
      return;
    }
    const { twins } = await answer.json();
    show(twins);
    seen.value = [...new Set([...seen.value.split(","), ...twins.map(({ key }) => key)])].filter(Boolean).join(",");
  };

  // What is said stands below the field that was typed into last: there its reader is.
  const beside = (field) => {
    const rows = field.closest(".inline-group");
    const row = field.closest(".form-row");
    if (rows) {
      rows.after(box);
    } else if (row && !row.contains(box)) {
      row.append(box);
    }
  };

  const isAskedAbout = ({ target: { name } }) => columns.includes(name) || isActor(name || "");
  const asks = (event) => {
    if (isAskedAbout(event)) {
      beside(event.target);
      ask();
    }
  };
  form.addEventListener("change", asks); // a field that is left
  form.addEventListener("input", (event) => {
    if (isAskedAbout(event)) {
      clearTimeout(pause);
      pause = setTimeout(asks, 400, event);
    }
  });
  window.addEventListener("load", () => {
    const jQuery = window.django && window.django.jQuery;
    if (jQuery) {
      jQuery(form).on("change", "select", asks); // chosen by typing
    }
  });
}
