"""Error codes in words: none is missing, and none says more than we know."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.code_tables import accounts, apps, extensions, policies, second_factor, service, sign_up
from bot.domain.codes import (
    CHALLENGES,
    SIGN_IN_INTERRUPTS,
    SIGN_UP_INTERRUPTS,
    STAGE_NAMES,
    CodeKind,
    ErrorCode,
    explain_abandonment,
    explain_sign_in,
    explain_sign_up,
)
from bot.domain.fields.sign_ups import STAGES

# Written down a second time on purpose: a row lost from a table is found here.
SIGN_UP_CODES = (
    *(0, 1002013, 50140, 55106, 50181, 50182, 1002027, 399279, 399246, 399284, 901011, 901012, 901014),
    *(1003037, 50034, 500222, 90100, 90101),
)
SIGN_IN_CODES = (
    *(16000, 16001, 16003, 50000, 50001, 500011, 50002, 500021, 500022, 50005, 50008, 50011, 50012, 50013, 50027),
    *(50014, 50020, 500212, 500213, 50034, 51004, 50053, 50055, 50056, 50057, 50058, 50059, 50072, 50074, 50076),
    *(50078, 50079, 50087, 50088, 50097, 50105, 500121, 50125, 50126, 50127, 50129, 50131, 50132, 50133, 50135),
    *(50140, 50142, 50143, 50144, 50155, 50158, 50166, 50168, 50173, 50194, 50196, 50199, 51006, 52004, 53000),
    *(53001, 53002, 53003, 53004, 53010, 53011, 530032, 530035, 54000, 65001, 65004, 650052, 650056, 650057, 65005),
    *(70000, 700016, 7000215, 7000218, 7000222, 700027, 70008, 700082, 700084, 70011, 70043, 70046, 75011, 80001),
    *(80002, 80007, 80012, 81010, 81012, 81014, 90002, 90006, 90012, 90024, 90025, 90033, 90055, 90072, 90094),
    *(120000, 120002, 130004, 135011),
)
EXTENSION_CODES = tuple(code for code in range(1003000, 1003028) if code != 1003013)
NOT_FOR_CUSTOMERS = re.compile(
    r"\d|AADSTS|Entra|Microsoft support|tenant|token|SAML|OIDC|OAuth|MFA|multifactor|claim|federat|extension|"
    r"directory|Conditional|policy|correlation|admin|helpdesk|\berror\b|your fault|your mistake|you failed|invalid",
    re.IGNORECASE,
)

every_known_code = pytest.mark.parametrize(
    "explained",
    [
        *(pytest.param(explain_sign_up(code), id=f"sign-up {code}") for code in (*SIGN_UP_CODES, *EXTENSION_CODES)),
        *(pytest.param(explain_sign_in(code), id=f"sign-in {code}") for code in SIGN_IN_CODES),
    ],
)
every_stop = pytest.mark.parametrize(
    ("stage", "code"),
    [
        pytest.param(stage, code, id=f"{stage} {code}")
        for stage in (*STAGES, "", "later")
        for code in (0, *SIGN_UP_INTERRUPTS, 7)
    ],
)


def check_texts(meaning: str, remedy: str, tell_the_user: str) -> None:
    """What every text of ours keeps to, whatever it is about."""
    for text, longest in ((meaning, 140), (remedy, 200), (tell_the_user, 280)):
        assert 10 < len(text) <= longest
        assert text.endswith(".")
        assert text.isprintable()
        assert "  " not in text
    assert not NOT_FOR_CUSTOMERS.search(tell_the_user)
    assert re.search(r"\byou(r|rself)?\b|\bplease\b", tell_the_user, re.IGNORECASE)


@every_known_code
def test_every_known_code_has_its_own_words(explained: ErrorCode) -> None:
    assert "no words" not in explained.meaning
    assert "error?code=" not in explained.remedy
    check_texts(explained.meaning, explained.remedy, explained.tell_the_user)


@every_known_code
def test_an_inside_name_is_not_told_to_the_person(explained: ErrorCode) -> None:
    assert not explained.name or explained.name not in explained.tell_the_user
    assert re.fullmatch(r"[A-Za-z_]*", explained.name)


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param((*sign_up.ENTRIES, *extensions.ENTRIES), id="sign-ups"),
        pytest.param(
            tuple(entry for family in (accounts, second_factor, policies, apps, service) for entry in family.ENTRIES),
            id="sign-ins",
        ),
    ],
)
def test_a_code_has_one_row_in_its_table(entries: tuple[sign_up.Entry, ...]) -> None:
    rows = Counter(code for entry in entries for code in entry.names)

    assert [code for code, times in rows.items() if times > 1] == []


def test_the_tables_hold_nothing_that_this_test_does_not_know() -> None:
    families = (sign_up, extensions, accounts, second_factor, policies, apps, service)
    rows = {code for family in families for entry in family.ENTRIES for code in entry.names}

    assert rows == {*SIGN_UP_CODES, *EXTENSION_CODES, *SIGN_IN_CODES}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        pytest.param(0, CodeKind.OK, id="done"),
        pytest.param(1002013, CodeKind.INTERRUPT, id="one-time code asked for"),
        pytest.param(50140, CodeKind.INTERRUPT, id="stay signed in"),
        pytest.param(55106, CodeKind.INTERRUPT, id="attributes to come"),
        pytest.param(50181, CodeKind.FAILURE, id="wrong one-time code"),
        pytest.param(50074, CodeKind.FAILURE, id="an interrupt of sign-ins only"),
        pytest.param(50076, CodeKind.FAILURE, id="a challenge of sign-ins only"),
        pytest.param(424242, CodeKind.FAILURE, id="unknown"),
    ],
)
def test_in_a_sign_up_only_its_own_interrupts_are_no_failures(code: int, kind: CodeKind) -> None:
    assert explain_sign_up(code).kind is kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        pytest.param(0, CodeKind.OK, id="done"),
        pytest.param(50074, CodeKind.INTERRUPT, id="second factor asked for"),
        pytest.param(50158, CodeKind.INTERRUPT, id="outside check"),
        pytest.param(50076, CodeKind.CHALLENGE, id="second factor demanded by policy"),
        pytest.param(70046, CodeKind.CHALLENGE, id="session too old"),
        pytest.param(50126, CodeKind.FAILURE, id="wrong password"),
        pytest.param(424242, CodeKind.FAILURE, id="unknown"),
    ],
)
def test_a_sign_in_tells_interrupts_and_challenges_from_failures(code: int, kind: CodeKind) -> None:
    assert explain_sign_in(code).kind is kind


def test_a_tenant_may_set_its_own_interrupts() -> None:
    assert explain_sign_up(50074, interrupts={50074}).kind is CodeKind.INTERRUPT
    assert explain_sign_up(1002013, interrupts={50074}).kind is CodeKind.FAILURE
    assert explain_sign_in(50076, interrupts=set()).kind is CodeKind.FAILURE
    assert explain_sign_up(0, interrupts={0}).kind is CodeKind.OK


def test_interrupts_of_sign_ins_hold_the_challenges_and_those_of_sign_ups() -> None:
    assert CHALLENGES < SIGN_IN_INTERRUPTS
    assert SIGN_UP_INTERRUPTS < SIGN_IN_INTERRUPTS
    assert len(SIGN_IN_INTERRUPTS) == 20 + 5 + 7


def test_a_code_of_both_tables_is_explained_for_the_log_it_stands_in() -> None:
    assert "signed up" in explain_sign_up(50034).tell_the_user
    assert "signed up" not in explain_sign_in(50034).tell_the_user


def test_each_log_borrows_the_words_of_the_other() -> None:
    assert explain_sign_up(50126).name == "InvalidUserNameOrPassword"
    assert explain_sign_in(50181).meaning == explain_sign_up(50181).meaning


def test_an_unknown_code_keeps_the_reason_and_says_where_to_look() -> None:
    explained = explain_sign_up(424242, "The moon was in the way.")

    assert explained.name == ""
    assert "“The moon was in the way”." in explained.meaning
    assert "https://login.microsoftonline.com/error?code=424242" in explained.remedy
    assert "sign-up" in explained.tell_the_user
    assert "sign-in" in explain_sign_in(424242).tell_the_user


@pytest.mark.parametrize("reason", [None, "", "  ", "Other.", "other", "."])
def test_where_entra_gives_no_reason_none_is_made_up(reason: str | None) -> None:
    assert "no reason" in explain_sign_in(424242, reason).meaning


def test_an_unlisted_code_of_the_extension_family_is_said_to_be_probable_only() -> None:
    explained = explain_sign_up(1003013, "It did not fit.")

    assert explained.meaning == "Probably our own extension failed. Entra says: “It did not fit”."
    check_texts(explained.meaning, explained.remedy, explained.tell_the_user)


@given(code=st.integers(-(2**31), 2**31 - 1), reason=st.none() | st.text(max_size=400))
def test_any_code_with_any_reason_is_explained_within_bounds(code: int, reason: str | None) -> None:
    for explained in (explain_sign_up(code, reason), explain_sign_in(code, reason)):
        assert explained.code == code
        check_texts(explained.meaning, explained.remedy, explained.tell_the_user)


@given(words=st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=1, max_size=9))
def test_a_reason_that_fits_is_kept_whole(words: list[str]) -> None:
    reason = " ".join(words)

    said = explain_sign_up(424242, reason).meaning

    assert reason in said or reason == "other"


def test_a_long_reason_is_cut_at_a_word() -> None:
    assert explain_sign_up(424242, "seven " * 40).meaning.endswith("seven seven…”.")


@every_stop
def test_every_stop_is_explained(stage: str, code: int) -> None:
    check_texts(*explain_abandonment(stage, code))


def test_a_stop_at_the_passcode_prompt_speaks_of_the_emailed_code() -> None:
    advice = explain_abandonment("credentialValidation", 1002013)

    assert "emailed code" in advice.meaning
    assert "code" in advice.tell_the_user


def test_a_stop_after_the_confirmed_address_is_not_taken_for_the_prompt() -> None:
    assert explain_abandonment("credentialValidation", 0) != explain_abandonment("credentialValidation", 1002013)


def test_an_unknown_stage_is_named_as_it_is() -> None:
    assert "“fingerprintCollection”" in explain_abandonment("fingerprintCollection", 0).meaning


def test_a_prompt_that_a_tenant_added_is_named_by_its_stage() -> None:
    assert "“profile form”" in explain_abandonment("attributeCollectionAndValidation", 424242).meaning


@given(stage=st.text(max_size=300), code=st.integers())
def test_any_stop_is_explained_within_bounds(stage: str, code: int) -> None:
    check_texts(*explain_abandonment(stage, code))


def test_every_stage_has_a_name_in_plain_words() -> None:
    assert list(STAGE_NAMES) == list(STAGES)
    assert len(set(STAGE_NAMES.values())) == len(STAGES)
    assert all(re.fullmatch(r"[a-z' -]+", name) for name in STAGE_NAMES.values())
