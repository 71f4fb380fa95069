"""What somebody does who has no mouse."""

FOCUSED = """() => {
  const here = document.activeElement;
  const by = (here.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id));
  const named = by.filter(Boolean).map((each) => each.getAttribute("aria-label") || each.textContent).join(" ");
  const label = here.labels && here.labels.length ? here.labels[0].textContent : "";
  const name = here.getAttribute("aria-label") || named || label || here.textContent || here.value || "";
  return name.trim().replace(/:$/, "").replace(/\\s+/g, " ");
}"""
MOST = 150  # presses, before it is plain that something cannot be reached


def focused(page) -> str:
    """The name of what has the focus."""
    return page.evaluate(FOCUSED)


def skip_to_content(page):
    """Past the bars of the admin, from the top of a page."""
    go_to(page, "Skip to main content")
    page.keyboard.press("Enter")


def go_to(page, name, key="Tab"):
    """Presses Tab until something of this name has the focus."""
    passed = []
    for _ in range(MOST):
        page.keyboard.press(key)
        passed.append(focused(page))
        if passed[-1] == name or (name.endswith("…") and passed[-1].startswith(name[:-1])):
            return
    raise AssertionError(f"“{name}” is not reached with {key}, but {passed}")


def press(page, name):
    """A button or a link further on."""
    go_to(page, name)
    page.keyboard.press("Enter")


def fill(page, name, text):
    go_to(page, name)
    page.keyboard.insert_text(text)
