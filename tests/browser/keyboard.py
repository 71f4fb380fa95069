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


def go_to(page, *names, key="Tab"):
    """Presses the key until what has the focus is called so: wholly, or as far as `…` before or behind leaves open."""
    passed = []
    for _ in range(MOST):
        page.keyboard.press(key)
        passed.append(focused(page))
        if any(is_called(passed[-1], name) for name in names):
            return
    raise AssertionError(f"{names} is not reached with {key}, but {passed}")


def is_called(said, name):
    return said == name or (
        (name.endswith("…") and said.startswith(name[:-1])) or (name.startswith("…") and said.endswith(name[1:]))
    )


def press(page, name):
    """A button or a link further on."""
    go_to(page, name)
    page.keyboard.press("Enter")


def fill(page, name, text):
    go_to(page, name)
    page.keyboard.insert_text(text)
