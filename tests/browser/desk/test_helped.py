"""What helps while one types, in a real browser: choices, twins, and the meaning of a field, by keyboard alone."""

import pytest

from clauses.models import Action, Actor, Place

from ...support.rows.factories import PlaceFactory, SourceFactory

pytestmark = pytest.mark.django_db(transaction=True)

SCREENS = [
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
]
WIDE = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_superuser("ada")


@pytest.fixture(params=SCREENS, ids=["desktop, light", "phone, dark"])
def screen(new_page, sign_in, editor, request):
    page = new_page(**request.param)
    sign_in(page, editor)
    return page


def test_a_state_is_chosen_by_its_code_with_four_keys(screen, fine):
    screen.goto("/admin/clauses/source/add/")
    screen.locator(".field-publisher .select2-selection").focus()
    screen.keyboard.press("Enter")
    screen.locator(".select2-search__field:focus").wait_for()
    screen.keyboard.type("TR")
    first = screen.locator(".select2-results__option").first
    first.get_by_text("Türkiye · state · TUR · turkiye").wait_for()
    assert screen.evaluate(WIDE)
    fine(screen)
    screen.keyboard.press("Enter")
    assert screen.locator("#id_publisher").input_value() == str(Actor.objects.get(slug="turkiye").pk)


def test_what_is_there_already_is_said_below_the_field_and_then_saved_at_once(screen, fine):
    source = SourceFactory(title="Drill begins in Nakhchivan", published="2021-10-05", url="https://example.org/drill")
    place = PlaceFactory(name="Quuxkənd", kind="city")
    screen.goto("/admin/clauses/source/add/")
    screen.fill("#id_url", "http://www.example.org/drill#top")
    screen.keyboard.press("Tab")
    said = screen.locator(".field-url [role=status]")
    said.get_by_text("same web address").wait_for()
    assert said.get_by_role("link").get_attribute("href") == f"/admin/clauses/source/{source.pk}/change/"
    assert screen.evaluate(WIDE)
    fine(screen)
    screen.on("dialog", lambda dialog: dialog.accept())  # what is typed here is left
    screen.goto("/admin/clauses/place/add/")
    screen.fill("#id_name", "QUUXKEND")
    screen.keyboard.press("Tab")
    screen.locator(".field-name [role=status]").get_by_text("same name").wait_for()
    screen.select_option("#id_kind", "city")
    screen.click("[name=_save]")
    screen.locator(".messagelist .success").wait_for()
    assert Place.objects.filter(name="QUUXKEND").exclude(pk=place.pk).exists()


def test_a_treaty_that_is_there_under_another_title_is_said_below_the_parties_and_then_saved_at_once(screen, fine):
    signature = Action.objects.get(type="signature", agreement__slug__startswith="shusha-declaration")
    screen.goto("/admin/clauses/agreement/add/")
    screen.fill("#id_title", "Declaration on Roads")
    screen.fill("#id_signed_on", signature.date)
    for number, name in enumerate(("Azerbaijan", "Türkiye")):
        screen.locator(f"#parties-{number} .field-actor .select2-selection").click()
        screen.locator(".select2-search__field:focus").fill(name)
        screen.get_by_role("option", name=f"{name} · state").first.click()
    said = screen.locator("#parties-group + .twins [role=status]")
    said.get_by_text("same day and parties").wait_for()
    href = said.get_by_role("link").get_attribute("href")
    assert href == f"/admin/clauses/agreement/{signature.agreement_id}/change/"
    assert screen.evaluate(WIDE)
    fine(screen)
    screen.get_by_role("button", name="Save", exact=True).click()
    screen.locator(".messagelist").get_by_text("was added successfully").wait_for()


def test_a_field_says_what_it_means_where_one_is_and_gives_the_place_back(screen, fine):
    action = Action.objects.published().first()
    screen.goto(f"/admin/clauses/action/{action.pk}/change/")
    screen.focus("#id_status")
    screen.keyboard.press("F1")
    help_shown = screen.get_by_role("dialog", name="Status")
    help_shown.get_by_text("Only a source makes it so").wait_for()
    assert screen.evaluate(WIDE)
    fine(screen)
    screen.keyboard.press("Escape")
    help_shown.wait_for(state="hidden")
    assert screen.evaluate("document.activeElement.id") == "id_status"
    screen.locator("select[id^=id_participants-0-role]").focus()  # in a table of rows
    screen.keyboard.press("F1")
    screen.get_by_role("dialog", name="Role").get_by_text("Speaking makes no host").wait_for()
    screen.keyboard.press("Enter")  # the focus is on “Close”
    assert screen.evaluate("document.activeElement.id") == "id_participants-0-role"


def test_without_a_script_the_help_is_a_page_of_its_own(new_page, sign_in, editor):
    page = new_page(java_script_enabled=False)
    sign_in(page, editor)
    page.goto("/admin/clauses/place/add/")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Examples", exact=True).first.click()
    opened.value.get_by_text("One name; the other goes into the next field.").wait_for()
    page.get_by_role("link", name="What the fields mean, with examples").wait_for()


@pytest.mark.parametrize(
    "address", ["/admin/help/action/", "/admin/help/action/status/", "/admin/help/citation/value/"]
)
def test_the_pages_of_help_are_fine(screen, fine, address):
    screen.goto(address)
    assert screen.evaluate(WIDE)
    fine(screen)


def test_groups_of_twins_are_fine(screen, fine):
    for number in range(10):
        SourceFactory(title="Drill begins in Nakhchivan", slug=f"import-{number}", publisher=Actor.objects.first())
    screen.goto("/admin/likely-duplicates/?table=source")
    screen.get_by_text("10 records").wait_for()
    assert screen.evaluate(WIDE)
    fine(screen)
