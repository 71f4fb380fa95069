// While a date is typed: what the server reads it as, and that this was shown. Without this script the form comes back.
"use strict";
document.addEventListener("input", (event) => readBack(event.target));
document.addEventListener("focusin", (event) => readBack(event.target)); // after the calendar beside it has written
function readBack(input) {
  const output = input.id && input.parentElement.querySelector(`output[data-read-date][for="${CSS.escape(input.id)}"]`);
  if (!output || (output.typed ?? input.defaultValue) === input.value) {
    return;
  }
  output.typed = input.value;
  readNow(input, output);
}

// A value is a day only while the field beside it is chosen as a date.
function isDay(input, output) {
  const [beside, chosen] = (output.dataset.when || "").split("=");
  const select = beside && input.form.elements[input.name.replace(/value$/, beside)];
  return !select || select.value === chosen;
}
document.addEventListener("change", (event) => {
  const { name, form } = event.target;
  const input = form && /(^|-)field$/.test(name || "") && form.elements[name.replace(/field$/, "value")];
  const output = input && input.parentElement.querySelector("output[data-when]");
  if (output) {
    readNow(input, output);
  }
});

function readNow(input, output) {
  clearTimeout(output.pause);
  output.pause = setTimeout(async () => {
    const typed = input.value;
    if (!isDay(input, output)) {
      output.textContent = output.previousElementSibling.value = "";
      output.classList.remove("is-problem");
      return;
    }
    const only = output.dataset.only ? { only: output.dataset.only } : {};
    const asked = new URLSearchParams({ text: typed, ...only });
    const answer = await fetch(`${output.dataset.readDate}?${asked}`).catch(() => null);
    if (!answer || !answer.ok || typed !== input.value) {
      return;
    }
    const { words, edtf, problem } = await answer.json();
    const shown = edtf === typed.trim() ? words : `${words} (${edtf})`;
    output.textContent = words ? `Read as: ${shown}` : problem;
    output.classList.toggle("is-problem", Boolean(problem));
    output.previousElementSibling.value = edtf === typed.trim() ? "" : edtf;
  }, 250);
}

// What is drawn in the place of a choice is named by the choice's label and by what is chosen.
function nameChoice(select) {
  const drawn = select.nextElementSibling && select.nextElementSibling.querySelector(".select2-selection__rendered");
  if (!drawn) {
    return;
  }
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  const name = select.getAttribute("aria-label") || (label ? label.textContent.trim().replace(/:$/, "") : "");
  drawn.setAttribute("aria-label", `${name}: ${drawn.title || drawn.textContent}`);
}
function nameChoices() {
  document.querySelectorAll("select.admin-autocomplete").forEach(nameChoice);
}
window.addEventListener("load", () => {
  // Django draws these with a name and without a role that may have one.
  document.querySelectorAll("span.help-tooltip[aria-label]:not([role])").forEach((icon) => (icon.role = "img"));
  const jQuery = window.django && window.django.jQuery;
  if (jQuery) {
    jQuery(nameChoices); // after the admin's own scripts have drawn them
    jQuery(document).on("change", "select.admin-autocomplete", (event) => nameChoice(event.target));
    document.addEventListener("formset:added", () => setTimeout(nameChoices));
  }
});

// Leaving a changed form asks first; sending it does not. A form that came back with errors holds unsaved work already.
const changeForm = document.querySelector("#content-main form[id$='_form'][method='post']");
if (changeForm) {
  let unsaved = Boolean(changeForm.querySelector(".errornote, .errorlist"));
  const touched = () => (unsaved = true);
  changeForm.addEventListener("input", touched);
  changeForm.addEventListener("change", touched);
  document.addEventListener("formset:added", touched);
  document.addEventListener("formset:removed", touched);
  window.addEventListener("load", () => {
    const jQuery = window.django && window.django.jQuery;
    if (jQuery) {
      jQuery(() => jQuery(changeForm).on("change", "select", touched)); // after the admin's own “change” at the start
    }
  });
  changeForm.addEventListener("submit", () => (unsaved = false));
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) {
      event.preventDefault();
    }
  });
}

// A group of a form that is opened stays open for this account. Without this script one chooses on a page of its own.
document.addEventListener("toggle", rememberGroup, true);
function rememberGroup({ target: group }) {
  const token = document.querySelector("input[name='csrfmiddlewaretoken']");
  const was = group.wasOpen ?? group.hasAttribute("data-opened");
  if (!group.dataset || !group.dataset.keep || !token || was === group.open) {
    return;
  }
  group.wasOpen = group.open;
  const sent = new URLSearchParams({ csrfmiddlewaretoken: token.value, about: group.dataset.group });
  if (group.open) {
    sent.append("open", group.dataset.group);
  }
  fetch(group.dataset.keep, { method: "POST", body: sent, keepalive: true }).catch(() => null);
}

// A comment that is being typed in the review is asked for, too, where another button of the page is pressed.
const review = document.querySelector("#review form");
if (review) {
  const comment = review.querySelector("textarea");
  let sent = false;
  review.addEventListener("submit", () => (sent = true));
  window.addEventListener("beforeunload", (event) => {
    if (!sent && comment && comment.value.trim()) {
      event.preventDefault();
    }
  });
}

// Django's choice by typing draws its list without names: it is named as the choice is.
window.addEventListener("load", () => {
  const jQuery = window.django && window.django.jQuery;
  if (jQuery) {
    jQuery(document).on("select2:open", (event) => {
      const drawn = event.target.nextElementSibling;
      const list = document.querySelector("body > .select2-container--open");
      if (!drawn || !list) {
        return;
      }
      const name = drawn.querySelector(".select2-selection__rendered").getAttribute("aria-label");
      const options = list.querySelector(".select2-results__options");
      list.setAttribute("role", "dialog");
      list.setAttribute("aria-label", name);
      options.setAttribute("aria-label", name);
      drawn.querySelector("[role=combobox]").setAttribute("aria-controls", options.id);
      list.querySelector(".select2-search__field").setAttribute("aria-label", `Search: ${name}`);
    });
  }
});

// A form that came back begins with what is to be mended; Django's script would go to the first field of a new record.
window.addEventListener("load", () => {
  const note = document.querySelector(".errornote.problems");
  if (note) {
    note.focus();
  }
});
