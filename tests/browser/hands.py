"""How somebody gives a page what it asks for: by mouse or, where `page.by_keys` is set, with the keyboard alone."""

HAS_FOCUS = """(wanted) => {
  const here = document.activeElement;
  return here === wanted || wanted.contains(here) || (wanted.type === "radio" && here.name === wanted.name);
}"""
IS_CHECKED = "(wanted) => wanted.checked"
MOST = 250  # presses, before it is plain that something cannot be reached


def by_keys(locator) -> bool:
    return getattr(locator.page, "by_keys", False)


def reach(locator):
    """Presses Tab until it has the focus, once round the page."""
    wanted = locator.first.element_handle()
    for _ in range(MOST):
        if wanted.evaluate(HAS_FOCUS):
            return
        locator.page.keyboard.press("Tab")
    raise AssertionError(f"{locator} is not reached with Tab")


def click(locator):
    if not by_keys(locator):
        locator.click()
        return
    reach(locator)
    locator.page.keyboard.press("Enter")


def check(locator):
    """A radio button: the arrows go from one to the next."""
    if not by_keys(locator):
        locator.check()
        return
    reach(locator)
    wanted = locator.element_handle()
    locator.page.keyboard.press("Space")
    for _ in range(MOST):
        if wanted.evaluate(IS_CHECKED):
            return
        locator.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{locator} is not chosen with the arrows")


def fill(locator, text):
    if not by_keys(locator):
        locator.fill(text)
        return
    reach(locator)
    locator.page.keyboard.press("Control+a")
    locator.page.keyboard.insert_text(text)


def choose(locator, value):
    """An option of a list by its value; the keyboard types what the option says."""
    if not by_keys(locator):
        locator.select_option(value)
        return
    reach(locator)
    said = locator.locator(f'option[value="{value}"]').inner_text()
    locator.page.keyboard.type(said)
    assert locator.input_value() == value
