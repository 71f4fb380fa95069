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
    if (line.top < 80 || line.bottom > innerHeight - 140) {
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
    const found = { text, start, end: start + words.trim().length, words: words.trim() };
    return words.trim() ? snapped(found) : null;
  }

  const BARE = /^[ .,;:!?…()[\]«»"“”„'‘’]+|[ .,;:!?…()[\]«»"“”„'‘’]+$/gu;

  // With the words whole that are cut in two, as the server has it.
  function snapped(found) {
    const whole = found.text.textContent;
    let { start, end } = found;
    for (const [from, to] of wordsOf(found.text)) {
      const word = whole.slice(from, to);
      const bare = word.replace(BARE, "");
      const first = from + word.indexOf(bare);
      const last = first + bare.length;
      if (bare && [...bare].length <= 60) {
        start = first < start && start < last ? first : start;
        end = first < end && end < last ? last : end;
      }
    }
    return { ...found, start, end, words: whole.slice(start, end) };
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

  // The selection itself snaps once the mouse or the finger lets go.
  document.addEventListener("pointerup", () => {
    const found = selected();
    if (found && found.words !== getSelection().toString().trim()) {
      getSelection().setBaseAndExtent(...nodeAt(found.text, found.start), ...nodeAt(found.text, found.end));
    }
  });

  // --- The page does not jump: what is read stays where it was on the screen when the next page opens.

  const PLACE = "reading-place";
  const key = () => `${list.dataset.read} ${list.dataset.version}`;

  function rectOf(text, start, end) {
    const range = document.createRange();
    range.setStart(...nodeAt(text, start));
    range.setEnd(...nodeAt(text, end));
    return range.getBoundingClientRect();
  }

  // Remembers where a passage stands on the screen, for the page that follows; nothing of its words.
  function remember(text, start, end) {
    const top = rectOf(text, start, end).top;
    const paragraph = text.dataset.paragraph;
    sessionStorage.setItem(PLACE, JSON.stringify({ of: key(), paragraph, start, end, top }));
  }

  function rememberPoints(paragraph, start, end) {
    const text = texts[paragraph - 1];
    if (text) {
      remember(text, fromPoints(text.textContent, start), fromPoints(text.textContent, end));
    }
  }

  // Scrolls so that the passage is where it was, and above the form where that is at the foot; says which it was.
  function stay() {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) || "null");
    sessionStorage.removeItem(PLACE);
    const text = kept && kept.of === key() && texts[kept.paragraph - 1];
    if (!text) {
      return null;
    }
    const rect = rectOf(text, kept.start, kept.end);
    const sheet = document.querySelector(".module.cite");
    const foot = sheet && getComputedStyle(sheet).position === "fixed" ? sheet.getBoundingClientRect().top : innerHeight;
    const top = Math.max(Math.min(kept.top, foot - rect.height - 24), 64);
    scrollBy({ top: rect.top - top, behavior: "instant" });
    const missing = top - rectOf(text, kept.start, kept.end).top; // where the page has nothing more to scroll
    if (missing > 0) {
      list.closest(".text").style.paddingTop = `${missing}px`;
    } else if (missing < 0) {
      list.closest(".desk").style.paddingBottom = `${-missing}px`;
      scrollBy({ top: -missing, behavior: "instant" });
    }
    return text;
  }

  const isSeen = ([number, start, end]) => {
    const text = texts[number - 1];
    const rect = rectOf(text, fromPoints(text.textContent, start), fromPoints(text.textContent, end));
    return rect.top >= 60 && rect.bottom <= innerHeight;
  };

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
    text.focus({ preventScroll: true });
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
    remember(marked.text, marked.start, marked.end);
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

  // The buttons of the proposed passage that is marked.
  function decide(step) {
    const asked = marked && Object.values(place(marked)).join();
    const same = asked && proposals.find((each) => placeOf(each).join() === asked);
    const by = same && same.querySelector(`button[value="${step}"]`);
    if (by && !by.formNoValidate && !by.form.checkValidity()) {
      tell("No record is certain for this passage: choose one beside it, or a new action.", true);
      by.form.querySelector('input[type="radio"]').focus();
    } else if (by) {
      by.click();
    } else if (same) {
      open(); // no record is likely: the form has them all
    } else {
      tell("No proposed passage is marked: n goes to the next one.", true);
    }
  }

  function undo() {
    const by = document.getElementById("undo");
    if (by) {
      by.click();
    } else {
      tell("There is nothing to undo.", true);
    }
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
    a: () => decide("accept"),
    x: () => decide("reject"),
    u: undo,
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
    form.closest(".cite").addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        list.querySelector('[data-paragraph][tabindex="0"]').focus({ preventScroll: true });
      } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.querySelector('button[value="cite"]').click();
      }
    });
    form.addEventListener("change", showEffect);
    document.getElementById("look").hidden = true; // it shows by itself
    const jQuery = window.django && window.django.jQuery;
    if (jQuery) {
      jQuery(form).on("change", "select.admin-autocomplete", showEffect);
    }
  }

  // What the citation would change, whenever something else is chosen; without this a button shows it.
  let asking;
  function showEffect() {
    clearTimeout(asking);
    asking = setTimeout(async () => {
      const sent = new FormData(form);
      sent.set("step", "look");
      sent.set("part", "effect");
      const answer = await fetch(list.dataset.read, { method: "POST", body: new URLSearchParams([...sent]) }).catch(() => null);
      if (answer && answer.ok) {
        document.getElementById("effect").innerHTML = await answer.text();
      }
    }, 200);
  }

  // Every form that is sent for a passage says where that is; the next page begins there.
  document.querySelector(".desk").addEventListener("submit", (event) => {
    const { paragraph, start, end, text } = event.target.elements;
    if (paragraph && paragraph.value && text && text.value === list.dataset.version) {
      rememberPoints(Number(paragraph.value), Number(start.value), Number(end.value));
    }
  });
  document.querySelectorAll("[data-proposal] a.button").forEach((link) => {
    link.addEventListener("click", () => rememberPoints(...placeOf(link.closest("[data-proposal]"))));
  });

  document.getElementById("keys-box").hidden = false;
  const stayed = stay();
  const toMark = list.dataset.mark && list.dataset.mark.split(" ").map(Number);
  const heading = document.getElementById("cite");
  if (form && stayed) {
    (form.querySelector(".errornote") || heading).focus({ preventScroll: true });
  } else if (toMark && (!stayed || isSeen(toMark))) {
    show(toMark);
  } else if (stayed) {
    stayed.focus({ preventScroll: true }); // what comes next is out of sight: n goes there
  }
  const opened = list.querySelector("mark.open");
  if (opened && !stayed && matchMedia("(min-width: 1100px)").matches) {
    opened.scrollIntoView({ block: "center" });
  }
})();
