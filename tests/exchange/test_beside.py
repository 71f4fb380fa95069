"""Imports and packages work beside the tables: others write meanwhile, and what they wrote is not written over."""

import re
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from clauses import dataset
from clauses.exchange.package.restore import restore
from clauses.exchange.resources import TableResource
from clauses.exchange.working_copies import beside
from clauses.models import Clause, Commitment, Domain
from tests.support.files.imports import DOMAINS, HEADER, edited, imported
from tests.support.files.packages import package_bytes
from tests.support.pages.import_pages import upload
from tests.support.rows import factories
from tests.support.rows.people import person
from tests.support.site.races import elsewhere, other

COMMITMENTS = dataset.BY_NAME["commitments"]
pytestmark = pytest.mark.django_db(transaction=True)


def lines(count: int, name: str = "test") -> str:
    return HEADER + "".join(f"{name}-{row},Label {row},What.,,,{row}\r\n" for row in range(count))


@pytest.fixture
def meanwhile(monkeypatch):
    """meanwhile(work, times): done elsewhere as soon as an import has read and checked its rows."""

    def set_up(work, times=1):
        left, import_ = [work] * times, TableResource._import

        def import_then(*args, **kwargs):
            result = import_(*args, **kwargs)
            if left:
                elsewhere(left.pop())
            return result

        monkeypatch.setattr(TableResource, "_import", import_then)

    return set_up


def test_others_wait_for_a_few_statements_of_an_import_however_many_rows_it_has():
    factories.DomainFactory(slug="first")
    waited = []
    for count in (5, 25):
        for content in (lines(count, f"rows-{count}"), lines(count, f"rows-{count}").replace("What.", "Other.")):
            with other() as somebody:
                assert imported(content, dry_run=True).outcome
                assert somebody.waits == 0
                assert not imported(content).is_refused
            waited.append(somebody.waits)
    assert Domain.objects.filter(definition="Other.").count() == 30
    assert waited[:2] == waited[2:]
    assert max(waited) < 60


def test_nobody_waits_for_the_preview_of_a_package_and_little_for_its_restoring():
    domain = factories.DomainFactory(definition="As packed.")
    content, manager = package_bytes(), person("manager")
    Domain.objects.filter(pk=domain.pk).update(definition="Later.")
    with other() as somebody:
        assert restore(content, user=manager.user).counts["Domains"]["update"] == 1
        assert somebody.waits == 0
        assert not restore(content, user=manager.user, confirmed=True).problems
    assert 0 < somebody.waits < 60
    domain.refresh_from_db()
    assert (domain.definition, domain.history.count()) == ("As packed.", 2)


def test_weakness_4_a_row_made_while_an_import_reads_is_said_and_no_error(meanwhile):
    content = lines(2)
    outcome = imported(content, dry_run=True).outcome
    meanwhile(lambda: factories.DomainFactory(slug="test-1", definition="Theirs."))
    result = imported(content, expected=outcome)
    assert ["Somebody changed these records" in str(problem) for problem in result.problems] == [True]
    assert [row.definition for row in Domain.objects.filter(slug__startswith="test-")] == ["Theirs."]


def test_a_row_that_somebody_changes_each_time_is_named_and_not_written_over(meanwhile):
    row = factories.DomainFactory(definition="Before.")
    content = edited(DOMAINS, Domain.objects.filter(pk=row.pk), label="Ours")

    def change():
        theirs = Domain.objects.get(pk=row.pk)
        theirs.definition += " More."
        theirs.save()

    meanwhile(change, times=beside.ATTEMPTS)
    result = imported(content)
    assert f"Changed: domain “{row.slug}”." in str(result.problems[0])
    row.refresh_from_db()
    assert (row.definition, row.label == "Ours") == ("Before. More. More. More.", False)


def test_an_import_that_is_worked_out_twice_stands_after_what_came_between_in_the_history(meanwhile):
    row = factories.DomainFactory(definition="Before.")
    content = edited(DOMAINS, Domain.objects.filter(pk=row.pk), label="Ours")

    def change():
        theirs = Domain.objects.get(pk=row.pk)
        theirs.definition = "Theirs."
        theirs.save()

    meanwhile(change)
    assert not imported(content).is_refused
    assert [save.version for save in row.history.order_by("history_date", "history_id")] == [1, 2, 3]


def test_a_change_elsewhere_in_the_row_is_kept_where_nothing_was_previewed(meanwhile):
    row = factories.DomainFactory(position=1)
    content = lines(1).replace("test-0", "new") + f"{row.slug},Ours,{row.definition},,,1\r\n"
    meanwhile(lambda: factories.DomainFactory(slug="between"))
    assert not imported(content).is_refused
    assert Domain.objects.count() == 3
    assert Domain.objects.get(pk=row.pk).label == "Ours"


def test_new_rows_of_two_people_at_once_have_numbers_of_their_own_and_each_its_history(meanwhile):
    meanwhile(lambda: factories.DomainFactory(slug="theirs"))
    result = imported(lines(3))
    assert not result.is_refused
    assert sorted(Domain.objects.values_list("slug", flat=True)) == ["test-0", "test-1", "test-2", "theirs"]
    for row in Domain.objects.all():
        assert [(save.slug, save.version, save.history_type) for save in row.history.all()] == [(row.slug, 1, "+")]
    keys = set(Domain.objects.filter(slug__startswith="test-").values_list("pk", flat=True))
    assert {row.object_id for row in result.rows} == keys
    assert factories.DomainFactory().pk > max(keys)


def test_a_row_that_others_refer_to_may_not_vanish_meanwhile(meanwhile):
    parent = factories.DomainFactory(slug="parent")
    meanwhile(lambda: Domain.objects.get(pk=parent.pk).delete())
    problems = imported(HEADER + "child,Label,What.,,parent,1\r\n").problems
    assert "there is no domain “parent”" in str(problems[0])


def test_an_import_copies_the_tables_that_it_writes_and_no_other():
    clause, domain = factories.ClauseFactory(), factories.DomainFactory(slug="security")
    row = factories.CommitmentFactory(clause=clause)
    content = edited(COMMITMENTS, Commitment.objects.filter(pk=row.pk), domains="security")
    said = []

    def listen(execute, sql, params, many, context):
        said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        assert not imported(content, COMMITMENTS).is_refused
    copied = {
        found[1] for sql in said if (found := re.match(r'INSERT INTO (?:pg_)?temp\."clauses_(\w+)" SELECT \*', sql))
    }
    assert copied == {"commitment", "commitmentdomain", "commitmentclause"}
    assert list(row.domains.all()) == [domain]


@pytest.mark.parametrize("becomes", ["gone", "withdrawn"])
def test_a_row_without_a_copy_that_others_refer_to_stays_meanwhile_as_it_was_seen(meanwhile, becomes):
    row, clause = factories.CommitmentFactory(), factories.ClauseFactory()
    content = edited(COMMITMENTS, Commitment.objects.filter(pk=row.pk), clause=clause.code)

    def change():
        theirs = Clause.objects.get(pk=clause.pk)
        if becomes == "gone":
            theirs.delete()
        else:
            theirs.state, theirs.withdrawn_reason = "withdrawn", "Not so."
            theirs.save()

    meanwhile(change)
    done = []
    with patch.object(beside, "ATTEMPTS", 1):
        said = imported(content, COMMITMENTS, along=done.append).problems
    assert ["Somebody changed these records" in str(problem) for problem in said] == [True]
    assert not done
    row.refresh_from_db()
    assert row.clause_id != clause.pk


def test_nothing_is_left_of_the_copies_and_nothing_is_written_where_the_work_fails():
    with pytest.raises(ZeroDivisionError):
        beside.run(lambda: factories.DomainFactory() and 1 / 0)
    assert not Domain.objects.exists()
    assert factories.DomainFactory().pk
    assert Domain.objects.count() == 1


def test_what_is_not_copied_is_not_written_beside_it():
    with pytest.raises(RuntimeError, match="auth_user is written beside its copies"):
        beside.run(lambda: person("manager"))


def test_two_clicks_on_confirm_write_a_package_once(db):
    domain = factories.DomainFactory(definition="As packed.")
    content, manager = package_bytes(), person("manager")
    Domain.objects.filter(pk=domain.pk).update(definition="Later.")
    token = upload(manager, content).context["token"]
    answers = [manager.post("/admin/restore-package/", {"token": token}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 200]
    assert domain.history.count() == 2


def test_a_confirmation_names_the_row_that_was_changed_after_the_preview(admin_client):
    row = factories.DomainFactory()
    content = edited(DOMAINS, Domain.objects.filter(pk=row.pk), label="Ours")
    shown = admin_client.post("/admin/clauses/domain/import/", {"import_file": SimpleUploadedFile("d.csv", content)})
    row.definition = "Meanwhile."
    row.save()
    answer = admin_client.post("/admin/clauses/domain/process_import/", shown.context["confirm_form"].initial)
    assert f"Changed: domain “{row.slug}”." in str(answer.context["problems"][0])
