"""What holds for every question: equal meaning is equal, nothing is dropped unnoticed, the command may come apart."""

import pytest
from language_readings import NOW, PARIS, TENANT

from bot.errors import QuestionError
from bot.language.parser import parse
from bot.language.understood import Reading

SAME = [
    pytest.param(
        "where in the sign-up do we lose people last week?",
        "which sign-up step has the highest drop-off last week",
        "sign-up drop-off by stage last week",
        "/signups dropoff by:stage window:last_week",
        "At which stage of registration do we lose the most customers in the previous week?",
        id="the stage of the drop-off",
    ),
    pytest.param(
        "failed Google sign-ups yesterday",
        "sign-ups with Google that failed yesterday",
        "yesterday's unsuccessful registrations via Google",
        "/signups google failed yesterday",
        "/signups status:failed provider:Google window:yesterday",
        "/signups yesterday failures Google",
        "Could you please list yesterday's registrations with Google which were unsuccessful?",
        "pls show faild signups from google yday",
        id="failed sign-ups of one provider",
    ),
    pytest.param(
        "how many people signed up for Northwind Shop this month?",
        "number of customers who registered for Northwind Shop this month",
        "/signups count count:user status:success app:'Northwind Shop' window:this_month",
        "count of users that created an account for northwind shop so far this month",
        id="people who signed up",
    ),
    pytest.param(
        "who was added to Contractors in the last 7 days?",
        "members added to Contractors last 7d",
        "/audit activity:group_member_added target:Contractors last:7d",
        "new members of Contractors, past week",
        "Which users were added to the group Contractors during the past seven days?",
        id="members added to a group",
    ),
    pytest.param(
        "wrong passwords by user today",
        "sign-ins with a wrong password today per user",
        "/signins code:50126 by:user window:today",
        "todays bad password logins for each user",
        "AADSTS50126 sign-ins today grouped by user",
        id="wrong passwords by user",
    ),
    pytest.param(
        "Workday users created in Active Directory this week",
        "/provisioning source:Workday target:'Active Directory' action:create object:user window:this_week",
        "users created in AD from Workday this week",
        "/provisioning workday -> ad users created this week",
        id="from one system to another",
    ),
    pytest.param(
        "sign-ins from outside Germany and France last 2d",
        "/signins country!=DE,FR last:2d",
        "/signins -country:Germany,France last:48h",
        "logins not from germany or france in the last 48 hours",
        "sign-ins except from Germany and France, past 2 days",
        id="outside two countries",
    ),
    pytest.param(
        "users at medium risk or above",
        "medium or high risk users",
        "/risk subject:user level:medium,high",
        "risky users with at least medium risk",
        "list users at medium risk or higher",
        id="risk from a level upwards",
    ),
    pytest.param(
        "does lee@northwind.com have MFA registered?",
        "which MFA methods has lee@northwind.com registered",
        "/whois lee@northwind.com methods",
        "/whois user:lee@northwind.com show:auth_methods",
        "/whois <@U42|lee> mfa",
        id="methods of one person",
    ),
]


@pytest.mark.parametrize("texts", [pytest.param(row.values, id=row.id) for row in SAME])
def test_equal_meaning_gives_equal_questions(texts):
    readings = [parse(text, NOW, PARIS, TENANT) for text in texts]

    for text, reading in zip(texts, readings, strict=True):
        assert isinstance(reading, Reading), text
        assert reading.question == readings[0].question, text


TEXTS = [text for row in SAME for text in row.values if "whois" not in text]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("word", ["frobnicated", "quux-like", "Zarniwoop"])
def test_an_unknown_word_is_never_passed_over(text, word):
    with pytest.raises(QuestionError):
        parse(f"{text.rstrip('?')} {word}", NOW, PARIS, TENANT)


@pytest.mark.parametrize("text", [text for text in TEXTS if not text.startswith("/")])
def test_an_unknown_word_is_an_error_wherever_it_stands(text):
    words = text.split()
    for place in range(1, len(words)):
        changed = " ".join([*words[:place], "frobnicated", *words[place:]])
        with pytest.raises(QuestionError):
            parse(changed, NOW, PARIS, TENANT)


@pytest.mark.parametrize("text", [text for row in SAME for text in row.values if text.startswith("/")])
def test_a_command_may_come_apart(text):
    command, _, rest = text.partition(" ")

    assert parse(rest, NOW, PARIS, TENANT, command=command) == parse(text, NOW, PARIS, TENANT)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("faild sign-ups today", ("read “faild” as “failed”",)),
        ("/signps failed today", ("read “/signps” as “/signups”",)),
        ("sign-ups", ("no time was said: the last 24 hours",)),
        ("/signups provder:Google today", ("read “provder” as “provider”",)),
        ("risky users", ()),
    ],
)
def test_what_was_read_differently_or_assumed_is_told(text, notes):
    understood = parse(text, NOW, PARIS, TENANT)

    assert isinstance(understood, Reading)
    assert understood.notes == notes
