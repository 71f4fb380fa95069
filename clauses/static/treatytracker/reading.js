// Marking words of an article with the keyboard, the mouse or a finger, and opening the form for what is marked.
// What is marked is the browser's own selection. Without this script a passage is found by its words in a form.
"use strict";
(() => {
  const list = document.querySelector(".reading .paragraphs");
  if (!list) {
    return;
  }
  const texts = [...list.querySelectorAll("[data-paragraph]")];
  const most = Number(list.dataset.most);
  const proposals = [...document.querySelectorAll("[data-proposal]")];
  const told = document.getElementById("marked-words");
  const button = document.getElementById("cite-marked");
  const form = document.getElementById("citation_form");
  const filled = () => form && JSON.stringify([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
  const before = filled();
  let marked = null;

  // --- Places: the script counts as JavaScript does, addresses count Unicode code points.

  const toPoints = (text, at) => [...text.slice(0, at)].length;
  const fromPoints = (text, at) => [...text].slice(0, at).join("").length;
  const wordsOf = (text) => [...text.textContent.matchAll(/\S+/gu)].map((each) => [each.index, each.index + each[0].length]);

  function nodeAt(text, at) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && at > node.length) {
      at -= node.length;
      node = walker.nextNode();
    }
    return [node, at];
  }

  function select(text, start, end) {
    getSelection().setBaseAndExtent(...nodeAt(text, start), ...nodeAt(text, end));
    marked = selected(); // the event below comes later than the next key
    const line = getSelection().getRangeAt(0).getBoundingClientRect();
    if (line.top < 80 || line.bottom > innerHeight - 40) {
      scrollBy({ top: line.top - innerHeight / 3 });
    }
  }

  // What is selected, without spaces at its ends; null unless it lies in one paragraph.
  function selected() {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const text = range && !range.collapsed && texts.find((each) => each.contains(range.startContainer));
    if (!text || !text.contains(range.endContainer)) {
      return null;
    }
    const head = document.createRange();
    head.setStart(text, 0);
    head.setEnd(range.startContainer, range.startOffset);
    const words = range.toString();
    const start = head.toString().length + words.length - words.trimStart().length;
    return words.trim() ? { text, start, end: start + words.trim().length, words: words.trim() } : null;
  }

  function place({ text, start, end }) {
    const whole = text.textContent;
    return { paragraph: text.dataset.paragraph, start: toPoints(whole, start), end: toPoints(whole, end) };
  }

  // --- What is said while words are marked

  function tell(words, isProblem = false) {
    told.textContent = words;
    told.classList.toggle("is-problem", isProblem);
    button.hidden = !words || isProblem;
  }

  function tellMarked() {
    const count = marked ? marked.words.split(/\s+/).length : 0;
    if (!marked) {
      tell("");
    } else if (count > most) {
      tell(`${count} words are marked, at most ${most} can be quoted.`, true);
    } else {
      tell(`“${marked.words}”: ${count} of ${most} words, paragraph ${marked.text.dataset.paragraph}`);
    }
    return count > 0 && count <= most;
  }

  let pause;
  document.addEventListener("selectionchange", () => {
    const found = selected();
    if (found || texts.includes(document.activeElement)) {
      marked = found;
      clearTimeout(pause);
      pause = setTimeout(tellMarked, 120);
    }
  });

  // --- The keys

  // Marks the next word, or one word more; the first word where none is marked yet.
  function step(text, by, isLonger) {
    const words = wordsOf(text);
    const own = marked && marked.text === text;
    const first = own ? words.findIndex(([, end]) => end > marked.start) : -1;
    const last = own ? words.findLastIndex(([start]) => start < marked.end) : -1;
    if (!own) {
      mark(text, words, by > 0 ? 0 : words.length - 1);
    } else if (isLonger) {
      mark(text, words, first, Math.max(first, last + by));
    } else {
      mark(text, words, by > 0 ? last + 1 : first - 1);
    }
  }

  function mark(text, words, first, last = first) {
    const within = (at) => Math.min(Math.max(at, 0), words.length - 1);
    select(text, words[within(first)][0], words[within(last)][1]);
  }

  function edge(text, by, isLonger) {
    const words = wordsOf(text);
    const own = isLonger && marked && marked.text === text;
    const first = own && words.findIndex(([, end]) => end > marked.start);
    if (own) {
      mark(text, words, by > 0 ? first : 0, by > 0 ? words.length : first);
    } else {
      mark(text, words, by > 0 ? words.length : 0);
    }
  }

  function go(text, by) {
    const next = texts[texts.indexOf(text) + by];
    if (next) {
      getSelection().removeAllRanges();
      next.focus();
    }
  }

  function placeOf(proposal) {
    const { paragraphNumber, start, end } = proposal.dataset;
    return [paragraphNumber, start, end].map(Number);
  }

  function show([number, start, end]) {
    const text = texts[number - 1];
    text.focus();
    select(text, fromPoints(text.textContent, start), fromPoints(text.textContent, end));
  }

  function jump(text, by) {
    if (!proposals.length) {
      go(text, by);
      return;
    }
    const at = marked && marked.text === text ? place(marked).start : by > 0 ? -1 : 0;
    const after = ([number, start]) => Math.sign(number - text.dataset.paragraph || start - at);
    const ahead = proposals.map(placeOf).filter((each) => after(each) === by);
    const next = by > 0 ? ahead[0] : ahead.at(-1);
    if (next) {
      show(next);
    } else {
      tell(by > 0 ? "No further passage is proposed." : "No passage before this one is proposed.", true);
    }
  }

  function unmark() {
    getSelection().removeAllRanges();
    marked = null;
    tell("");
  }

  // The form for what is marked. Where something is typed in the form already, only its passage is changed.
  function open() {
    if (!tellMarked()) {
      tell(marked ? told.textContent : "Mark the words first.", true);
      return;
    }
    const asked = place(marked);
    if (form && (form.dataset.typed || filled() !== before)) {
      refill(asked);
      return;
    }
    const same = proposals.find((each) => placeOf(each).join() === Object.values(asked).join());
    const query = new URLSearchParams({ ...asked, text: list.dataset.version });
    location.assign(same ? same.dataset.proposal : `${list.dataset.read}?${query}`);
  }

  function refill(asked) {
    for (const [name, value] of Object.entries({ ...asked, quote: marked.words, text: list.dataset.version })) {
      form.elements[name].value = value;
    }
    const count = marked.words.split(/\s+/).length;
    form.querySelector("[data-words]").textContent = marked.words;
    form.querySelector("[data-where]").textContent = `Paragraph ${asked.paragraph}, ${count} of at most ${most} words.`;
    document.getElementById("cite").focus();
  }

  const keys = {
    ArrowRight: (text, event) => step(text, 1, event.shiftKey),
    ArrowLeft: (text, event) => step(text, -1, event.shiftKey),
    ArrowDown: (text) => go(text, 1),
    ArrowUp: (text) => go(text, -1),
    End: (text, event) => edge(text, 1, event.shiftKey),
    Home: (text, event) => edge(text, -1, event.shiftKey),
    n: (text) => jump(text, 1),
    p: (text) => jump(text, -1),
    Enter: open,
    Escape: unmark,
  };
  list.addEventListener("keydown", (event) => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (isPlain && texts.includes(event.target) && keys[event.key]) {
      event.preventDefault();
      keys[event.key](event.target, event);
    }
  });
  list.addEventListener("focusin", (event) => {
    const text = event.target.closest("[data-paragraph]");
    texts.forEach((each) => (each.tabIndex = each === text || (!text && each.tabIndex === 0) ? 0 : -1));
  });
  button.addEventListener("mousedown", (event) => event.preventDefault()); // else what is selected were not any more
  button.addEventListener("click", open);
  if (form) {
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        list.querySelector('[data-paragraph][tabindex="0"]').focus();
      }
    });
  }

  document.getElementById("keys-box").hidden = false;
  if (list.dataset.mark) {
    show(list.dataset.mark.split(" ").map(Number));
  }
  const opened = list.querySelector("mark.open");
  if (opened && matchMedia("(min-width: 1100px)").matches) {
    opened.scrollIntoView({ block: "center" });
  }
})();
