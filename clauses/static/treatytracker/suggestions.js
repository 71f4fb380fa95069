// While a question is typed: what is offered for it, to be chosen with the arrows, the mouse or a finger. Enter without
// a choice sends what is typed. Without this script the page of the search shows the same.
"use strict";
{
  const PAUSE = 150; // milliseconds without a key before the site is asked
  const SHORTEST = 2;

  const made = (tag, text, name) => {
    const element = document.createElement(tag);
    element.textContent = text;
    element.className = name || "";
    return element;
  };

  const offerTo = (form) => {
    const field = form.querySelector("input[type=search]");
    const day = form.querySelector("input[name=known_on]");
    const list = made("div", "", "suggestions");
    const told = made("span", "", "unseen");
    let asked = field.value.trim();
    let waiting = 0;
    let request = null;
    let chosen = -1;

    list.id = `${field.id}-suggestions`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    told.setAttribute("role", "status");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"], ["autocomplete", "off"]]) {
      field.setAttribute(name, value);
    }
    form.append(list, told);

    const choose = (place) => {
      [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
      chosen = place;
      if (place < 0) {
        field.removeAttribute("aria-activedescendant");
      } else {
        field.setAttribute("aria-activedescendant", list.children[place].id);
        list.children[place].scrollIntoView({ block: "nearest" });
      }
    };

    const open = (isOpen) => {
      list.hidden = !isOpen;
      field.setAttribute("aria-expanded", String(isOpen));
      choose(-1);
    };

    const show = (offers) => {
      const options = offers.map(({ href, text, language, kind, why, is_record: isRecord }, place) => {
        const isFirstOfWords = place > 0 && !isRecord && offers[place - 1].is_record;
        const option = made("a", "", isFirstOfWords ? "first-words" : "");
        const name = made("b", text);
        name.lang = language || "en";
        option.append(name, " ", made("span", kind, "n"), ...(why ? [" ", made("span", why, "n why")] : []));
        option.href = href;
        option.id = `${list.id}-${place}`;
        option.tabIndex = -1;
        option.setAttribute("role", "option");
        return option;
      });
      list.replaceChildren(...options);
      open(options.length > 0);
      told.textContent = options.length === 1 ? "1 suggestion" : options.length ? `${options.length} suggestions` : "";
    };

    const ask = async () => {
      const typed = field.value.trim();
      if (typed === asked) {
        return;
      }
      asked = typed;
      request?.abort(); // its answer would come too late
      if (typed.length < SHORTEST) {
        show([]);
        return;
      }
      request = new AbortController();
      const query = new URLSearchParams({ q: typed, ...(day ? { known_on: day.value } : {}) });
      try {
        const answer = await fetch(`${form.dataset.suggestions}?${query}`, { signal: request.signal });
        const offers = answer.ok ? (await answer.json()).offers : [];
        if (typed === asked && document.activeElement === field) {
          show(offers);
        }
      } catch {
        asked = typed === asked ? null : asked; // given up, or the site cannot be reached: asked again with the next key
      }
    };

    const move = (step) => {
      if (list.hidden && list.children.length) {
        open(true);
      }
      const places = list.children.length + 1; // the field itself is one of them
      choose(((chosen + 1 + step + places) % places) - 1);
    };

    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    });
    field.addEventListener("keydown", (event) => {
      const isOpen = !list.hidden;
      if (event.isComposing) {
        return;
      }
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && list.children.length) {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Escape" && isOpen) {
        event.preventDefault(); // the first press closes the list, the next one empties the field
        open(false);
      } else if (event.key === "Enter" && isOpen && chosen >= 0) {
        event.preventDefault();
        list.children[chosen].click();
      } else if (event.key === "Enter") {
        clearTimeout(waiting);
        request?.abort();
      }
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    field.addEventListener("blur", () => open(false));
  };

  document.querySelectorAll("form[data-suggestions]").forEach(offerTo);
}
