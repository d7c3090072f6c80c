"""Agents, accounts and contacts, and the policies decisions name."""

from __future__ import annotations

import pytest

from rules.effects import SaveContact, Suppress
from rules.model import Account, Agent
from rules.words import Tier
from storage import people, policies
from storage.database import Database
from storage.faults import Conflict
from tests.storage import build


def test_an_agent_is_listed_with_its_addresses_and_found_by_login(database: Database) -> None:
    with database.transaction() as conn:
        number = people.add_agent(conn, "kim", "Kim", ["Kim@Example.test", "k@example.test"], "first line")
    kim = Agent(number, "kim", "Kim", ("k@example.test", "kim@example.test"), "first line", True)
    with database.reading() as conn:
        assert people.agents(conn) == [kim]
        assert people.agent_by_login(conn, "kim") == kim
        assert people.agent_by_login(conn, "lee") is None


def test_an_address_belongs_to_one_agent(database: Database) -> None:
    def add(login: str) -> None:
        with database.transaction() as conn:
            people.add_agent(conn, login, "", ["kim@example.test"], "")

    add("kim")
    with pytest.raises(Conflict):
        add("lee")
    with database.reading() as conn:
        assert [agent.login for agent in people.agents(conn)] == ["kim"]


def test_a_removed_agent_stays_known_but_frees_the_address(database: Database) -> None:
    with database.transaction() as conn:
        people.add_agent(conn, "kim", "Kim", ["kim@example.test"], "")
        assert people.remove_agent(conn, "kim")
        assert not people.remove_agent(conn, "kim")
        people.add_agent(conn, "lee", "Lee", ["kim@example.test"], "")
        assert [(agent.login, agent.active) for agent in people.agents(conn)] == [("kim", False), ("lee", True)]


def test_an_account_is_added_then_changed_field_by_field(database: Database) -> None:
    with database.transaction() as conn:
        number = people.put_account(conn, "Acme", domains=["Acme.test", "acme.example"], tier=Tier.GOLD)
        assert people.put_account(conn, "Acme", phone="+49 1") == number
        acme = Account(number, "Acme", ("acme.example", "acme.test"), Tier.GOLD, "+49 1", None)
        assert people.account(conn, "Acme") == acme
        assert people.accounts(conn) == [acme]
        people.put_account(conn, "Acme", domains=["new.test"])
        found = people.account(conn, "Acme")
        assert found is not None
        assert found.domains == ("new.test",)
        assert people.account(conn, "Nobody") is None


def test_contacts_are_found_by_part_of_address_or_name(database: Database) -> None:
    build.apply(
        database,
        build.decision(
            SaveContact(build.contact(1, "ann@acme.test")),
            SaveContact(build.contact(2, "bob@100%.test")),
        ),
    )
    with database.reading() as conn:
        assert [who.id for who in people.contacts(conn, text="ACME")] == [1]
        assert [who.id for who in people.contacts(conn, text="%")] == [2]
        assert [who.id for who in people.contacts(conn)] == [1, 2]
        assert people.contact(conn, "Ann@Acme.test") == build.contact(1, "ann@acme.test")


def test_A19_people_are_found_by_either_writing_of_their_domain(database: Database) -> None:
    ann = build.contact(1, "ann@xn--mller-kva.test")
    build.apply(database, build.decision(SaveContact(ann), Suppress(ann.address, "5.1.1")))
    with database.transaction() as conn:
        assert people.contact(conn, "ann@müller.test") == ann
        assert people.suppressed(conn, "ann@müller.test")
        people.put_account(conn, "Müller", domains=["müller.test"])
        found = people.account(conn, "Müller")
        assert found is not None
        assert found.domains == ("xn--mller-kva.test",)
        people.add_agent(conn, "max", "Max", ["max@müller.test"], "L1")
        max_ = people.agent_by_login(conn, "max")
        assert max_ is not None
        assert max_.addresses == ("max@xn--mller-kva.test",)


def test_a_contact_is_put_into_an_account(database: Database) -> None:
    build.apply(database, build.decision(SaveContact(build.contact(1))))
    with database.transaction() as conn:
        account = people.put_account(conn, "Acme")
        assert people.set_contact(conn, "ann@customer.test", account=account, language="de")
        assert not people.set_contact(conn, "eve@x.test", name="Eve")
        assert [who.language for who in people.contacts(conn, account=account)] == ["de"]


def test_a_suppressed_address_can_be_freed(database: Database) -> None:
    build.apply(database, build.decision(Suppress("ann@customer.test", "5.1.1"), Suppress("ann@customer.test", "x")))
    with database.transaction() as conn:
        assert people.suppressed(conn, "Ann@customer.test")
        assert people.unsuppress(conn, "ann@customer.test")
        assert not people.unsuppress(conn, "ann@customer.test")
        assert not people.suppressed(conn, "ann@customer.test")


def test_a_policy_is_kept_once_with_its_texts(database: Database) -> None:
    with database.transaction() as conn:
        assert policies.keep(conn, "abc", {"policy/10.toml": "größe = 1"}, build.NOW, "root")
        assert not policies.keep(conn, "abc", {}, build.NOW, "root")
        assert policies.is_kept(conn, "abc")
        assert not policies.is_kept(conn, "def")
        assert policies.texts(conn, "abc") == {"policy/10.toml": "größe = 1"}
        assert policies.texts(conn, "def") is None
