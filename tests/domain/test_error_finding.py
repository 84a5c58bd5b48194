"""Codes and ids are found in whatever somebody pastes, and nothing else is taken for one."""

import pytest

from bot.domain.codes import explain_sign_in, explain_sign_up
from bot.domain.error_finding import MOST_CODES, Findings, errors_in

CORRELATION = "3f2a9c1e-8b4d-4e6f-9a01-23456789abcd"
REQUEST = "aaaabbbb-cccc-dddd-eeee-ffff00001111"


def codes(text):
    return [found.code for found in errors_in(text).codes]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("AADSTS50126: Error validating credentials", [50126], id="with Entra's letters"),
        pytest.param("aadsts 50126", [50126], id="in small letters, apart"),
        pytest.param("I get 50126 all the time", [50126], id="a known number alone"),
        pytest.param("Error code: 50126", [50126], id="called an error code"),
        pytest.param('{"errorCode":50126}', [50126], id="in JSON"),
        pytest.param("AADSTS987654 happened", [987654], id="an unknown one with Entra's letters"),
        pytest.param("error 1003042", [1003042], id="of an extension"),
        pytest.param("1002027 then 50181, then 1002027", [1002027, 50181], id="each once, in order"),
        pytest.param("code 399279", [399279], id="six digits"),
        pytest.param("Berlin 10115, phone 0301234567", [], id="a postcode and a phone number"),
        pytest.param("we had 54321 sign-ups", [], id="a count"),
        pytest.param("at 2026-11-20T50126", [], id="inside of something else"),
        pytest.param("1.50126.2", [], id="a part of a version"),
        pytest.param("code 00000", [], id="no error"),
        pytest.param(f"Correlation ID: {CORRELATION.replace('3f2a9c1e', '50126000')}", [], id="digits of an id"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_codes_are_found_where_they_are_codes(text, found):
    assert codes(text) == found


def test_what_a_code_means_comes_from_the_table_that_has_it():
    assert errors_in("AADSTS50126").codes == (explain_sign_in(50126),)
    assert errors_in("50181").codes == (explain_sign_up(50181),)
    assert "our own extension" in errors_in("error 1003999").codes[0].meaning
    assert "no words for yet" in errors_in("AADSTS987654").codes[0].meaning


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(f"Correlation ID: {CORRELATION}", Findings((), (CORRELATION,), ()), id="labelled"),
        pytest.param(f"correlation_id={CORRELATION.upper()}", Findings((), (CORRELATION,), ()), id="in capitals"),
        pytest.param(CORRELATION, Findings((), (CORRELATION,), ()), id="alone"),
        pytest.param(f"Request Id: {REQUEST}", Findings((), (), (REQUEST,)), id="a request"),
        pytest.param(
            f"Trace ID: {REQUEST} Correlation ID: {CORRELATION}",
            Findings((), (CORRELATION,), (REQUEST,)),
            id="both, as Entra prints them",
        ),
        pytest.param(f"Tenant ID: {REQUEST}", Findings(), id="a tenant"),
        pytest.param(f"App id {REQUEST} or client_id: {REQUEST}", Findings(), id="an app"),
        pytest.param(f"{CORRELATION} and again {CORRELATION}", Findings((), (CORRELATION,), ()), id="once"),
        pytest.param(f"{CORRELATION}0", Findings(), id="too long for an id"),
    ],
)
def test_ids_are_told_apart_by_what_they_are_called(text, found):
    assert errors_in(text) == found


def test_a_page_of_entra_is_read_whole():
    page = f"""Sorry, but we're having trouble signing you in.
    AADSTS50105: Your administrator has configured the application Store ('11112222-bbbb-3333-cccc-4444dddd5555') ...
    Request Id: {REQUEST}
    Correlation Id: {CORRELATION}
    Timestamp: 2026-11-20T09:12:00Z"""

    found = errors_in(page)

    assert [code.code for code in found.codes] == [50105]
    assert found.request_ids == (REQUEST,)
    assert found.correlation_ids == (CORRELATION,)


def test_of_very_many_the_first_are_taken():
    assert len(errors_in(" ".join(f"AADSTS{50000 + number}" for number in range(50))).codes) == MOST_CODES


def test_nothing_found_is_false():
    assert not errors_in("hello")
    assert errors_in("AADSTS50126")
