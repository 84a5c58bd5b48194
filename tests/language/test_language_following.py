"""A question that follows another: what it says takes the place of the same thing, and the rest stays."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from language_questions import questions
from language_readings import NOW, PARIS, TENANT

from bot.domain.names import TenantNames
from bot.domain.question import Log
from bot.errors import Mistake, QuestionError
from bot.language.clarifying import Clarification
from bot.language.commands import write_command
from bot.language.following import follow
from bot.language.help import FOLLOWING
from bot.language.parser import parse
from bot.language.understood import HelpRequest, Reading

GOOGLE = "/signups failed google yesterday"
BY_PROVIDER = "/signups conversion by provider last_week"
TOP_APPS = "/signups count failed by app top 5 yesterday"
COMPARED = "/signins failed today compared with yesterday"
RESETS = "/audit password resets by sam@contoso.com this week"
CARRIED = "/provisioning failed to ServiceNow last 7d"
JOINED = "/audit activity:group_member_added target:Contractors last_week"
LOCKED = "/signins failed user:lee@northwind.com today"
RISKY = "/risk high user"
JANE = "/whois jane@contoso.com"


def asked(command):
    """The question of a whole command."""
    understood = parse(command, NOW, PARIS, TENANT)
    assert isinstance(understood, Reading), understood
    return understood.question


def after(before, text):
    return follow(asked(before), text, NOW, PARIS, TENANT)


def turns(before, text, question):
    """A row: what was asked, what is said next, and the whole question that both make."""
    return pytest.param(before, text, question, id=f"{before} | {text}")


@pytest.mark.parametrize(
    ("before", "text", "question"),
    [
        # Another time
        turns(GOOGLE, "and last week?", "/signups failed google last_week"),
        turns(GOOGLE, "what about today", "/signups failed google today"),
        turns(GOOGLE, "how about last 30 days?", "/signups failed google last 30d"),
        turns(GOOGLE, "last 7 days instead", "/signups failed google last 7d"),
        turns(GOOGLE, "last month then", "/signups failed google last_month"),
        turns(GOOGLE, "show me last month", "/signups failed google last_month"),
        turns(GOOGLE, "since monday", "/signups failed google since monday"),
        turns(GOOGLE, "this morning", "/signups failed google this morning"),
        turns(GOOGLE, "1-7 nov", "/signups failed google 1-7 nov"),
        turns(GOOGLE, "how about the day before?", "/signups failed google from:2026-11-16 to:2026-11-16"),
        turns(GOOGLE, "and the week before?", "/signups failed google from:2026-11-10 to:2026-11-10"),
        turns("/signups failed last_week", "and the week before?", "/signups failed from:2026-11-02 to:2026-11-08"),
        turns("/signups failed this_week", "the week before", "/signups failed last_week"),
        turns(TOP_APPS, "and last week?", "/signups count failed by app top 5 last_week"),
        turns(RESETS, "and last week?", "/audit password resets by sam@contoso.com last week"),
        turns("/signups chart failed by day last 7d", "last 30d", "/signups chart failed by day last 30d"),
        # Another period beside it
        turns(GOOGLE, "compared with last week", "/signups failed google yesterday compare:last_week"),
        turns(GOOGLE, "compare last week", "/signups failed google yesterday compare:last_week"),
        turns("/signups failed today", "compared with the day before", "/signups failed today compare:yesterday"),
        turns("/signups failed today", "vs yesterday", "/signups failed today vs yesterday"),
        turns(COMPARED, "only Zoom", "/signins failed Zoom today compared with yesterday"),
        turns(COMPARED, "and last week?", "/signins failed last week"),
        # Another value
        turns(GOOGLE, "and for Facebook?", "/signups failed facebook yesterday"),
        turns(GOOGLE, "Facebook", "/signups failed facebook yesterday"),
        turns(GOOGLE, "only Zoom", "/signups failed google Zoom yesterday"),
        turns(GOOGLE, "just Zoom please", "/signups failed google Zoom yesterday"),
        turns(GOOGLE, "the same for Payroll", "/signups failed google Payroll yesterday"),
        turns(GOOGLE, "app:Zoom", "/signups failed google Zoom yesterday"),
        turns(GOOGLE, "only successful", "/signups success google yesterday"),
        turns(GOOGLE, "and who gave up?", "/signups abandoned google yesterday"),
        turns(GOOGLE, "and for local accounts?", "/signups failed local yesterday"),
        turns(GOOGLE, "code 50126", "/signups failed google 50126 yesterday"),
        turns(GOOGLE, "at consent", "/signups failed google stage:consent yesterday"),
        turns(GOOGLE, "and jane@contoso.com?", "/signups failed google jane@contoso.com yesterday"),
        turns(COMPARED, "and in Germany?", "/signins failed country:DE today compared with yesterday"),
        turns(COMPARED, "with MFA", "/signins failed mfa today compared with yesterday"),
        turns(RESETS, "and jane@contoso.com?", "/audit password resets by jane@contoso.com this week"),
        turns(RESETS, "only failed", "/audit failed password resets by sam@contoso.com this week"),
        turns(CARRIED, "and to Adobe?", "/provisioning failed to Adobe last 7d"),
        turns(CARRIED, "only groups", "/provisioning failed groups to ServiceNow last 7d"),
        turns(RISKY, "medium", "/risk medium user"),
        turns(JANE, "and sam@contoso.com?", "/whois sam@contoso.com"),
        turns(JANE, "her methods?", "/whois jane@contoso.com methods"),
        turns(JANE, "is she risky?", "/risk user:jane@contoso.com"),
        turns(JANE, "and her sign-ins?", "/signins user:jane@contoso.com"),
        turns(JANE, "so what did she change today?", "/audit actor:jane@contoso.com today"),
        # What is said to the answer, and not to the bot
        turns(GOOGLE, "hmm ok and Zoom?", "/signups failed google Zoom yesterday"),
        turns(GOOGLE, "ok then by hour", "/signups failed google yesterday by:hour"),
        turns(GOOGLE, "thanks! how many?", "/signups failed google yesterday out:count"),
        turns(GOOGLE, "great, and last week?", "/signups failed google last_week"),
        # Values that leave out, and that join
        turns(GOOGLE, "not Zoom", "/signups failed google -app:Zoom yesterday"),
        turns(GOOGLE, "without Google", "/signups failed -provider:Google yesterday"),
        turns("/signups failed -app:Zoom", "and without Payroll", "/signups failed -app:Zoom,Payroll"),
        turns("/signups failed -app:Zoom", "only Zoom", "/signups failed app:Zoom"),
        turns(GOOGLE, "also Facebook", "/signups failed provider:Google,Facebook yesterday"),
        turns(GOOGLE, "Facebook too", "/signups failed provider:Google,Facebook yesterday"),
        turns(GOOGLE, "Google or Apple", "/signups failed provider:Google,Apple yesterday"),
        turns(BY_PROVIDER, "and by app too", "/signups conversion by provider,app last_week"),
        # Taken back
        turns(GOOGLE, "any provider", "/signups failed yesterday"),
        turns(GOOGLE, "regardless of status", "/signups google yesterday"),
        turns(GOOGLE, "for all providers", "/signups failed yesterday"),
        turns("/signups failed app:Zoom yesterday", "all apps, last week", "/signups failed last_week"),
        turns(BY_PROVIDER, "in total", "/signups conversion last_week"),
        turns(TOP_APPS, "without the breakdown", "/signups count failed yesterday"),
        # Another form
        turns(GOOGLE, "by stage", "/signups failed google by stage yesterday"),
        turns(GOOGLE, "now by app", "/signups failed google by app yesterday"),
        turns(GOOGLE, "broken down by app", "/signups failed google by app yesterday"),
        turns(GOOGLE, "per day", "/signups failed google by day yesterday"),
        turns(GOOGLE, "as a chart", "/signups chart failed google yesterday"),
        turns(GOOGLE, "as csv", "/signups csv failed google yesterday"),
        turns(GOOGLE, "how many?", "/signups count failed google yesterday"),
        turns(GOOGLE, "how many people?", "/signups failed google yesterday out:count count:user"),
        turns(GOOGLE, "conversion?", "/signups conversion google yesterday"),
        turns(GOOGLE, "top 3", "/signups failed google yesterday top:3"),
        turns(BY_PROVIDER, "and abandonment?", "/signups abandonment by provider last_week"),
        turns(BY_PROVIDER, "as a chart", "/signups conversion by provider last_week out:chart"),
        turns(BY_PROVIDER, "as a funnel", "/signups funnel by provider last_week"),
        turns(BY_PROVIDER, "by app", "/signups conversion by app last_week"),
        turns(BY_PROVIDER, "only failed", "/signups failed by provider last_week"),
        turns(BY_PROVIDER, "how many?", "/signups count by provider last_week"),
        turns("/signups chart conversion by day today", "and abandonment?", "/signups chart abandonment by day today"),
        turns("/signups funnel last_week", "only Zoom", "/signups funnel Zoom last_week"),
        turns(TOP_APPS, "top 3", "/signups count failed by app top 3 yesterday"),
        turns(TOP_APPS, "at least 10", "/signups count failed by app top 5 yesterday min:10"),
        turns(TOP_APPS, "by stage", "/signups count failed by stage yesterday"),
        turns(TOP_APPS, "list them", "/signups failed yesterday"),
        turns(TOP_APPS, "who were they?", "/signups failed yesterday"),
        turns(TOP_APPS, "who?", "/signups failed yesterday"),
        turns("/signups count failed yesterday", "and who?", "/signups failed yesterday"),
        # The same of another log
        turns("/signups failed Zoom yesterday", "what about sign-ins?", "/signins failed Zoom yesterday"),
        turns(GOOGLE, "and sign-ins?", "/signins failed yesterday"),
        turns(BY_PROVIDER, "and sign-ins?", "/signins last_week"),
        turns(JANE, "and their failed sign-ins last week?", "/signins failed jane@contoso.com last week"),
        turns("/signins jane@contoso.com today", "her methods?", "/whois jane@contoso.com methods"),
        # What the words before it leave out
        turns(JOINED, "and removed?", "/audit activity:group_member_removed target:Contractors last_week"),
        turns(CARRIED, "and Salesforce?", "/provisioning failed target_system:Salesforce last 7d"),
        turns(LOCKED, "which apps?", "/signins failed user:lee@northwind.com by:app today"),
        turns("/apps credentials", "next 30 days", "/apps credentials next 30 days"),
        turns(RISKY, "sign-ins instead", "/signins last 24h"),
        # Somebody meant by he or she
        turns(LOCKED, "what did he change?", "/audit actor:lee@northwind.com today"),
        turns(LOCKED, "who reset her password", "/audit activity:password_reset target:lee@northwind.com today"),
        turns(
            "/audit target:lee@northwind.com last_week",
            "his failed sign-ins",
            "/signins failed user:lee@northwind.com last_week",
        ),
        # A question of its own
        turns(GOOGLE, "sign-ins failed today", "/signins failed today"),
        turns(GOOGLE, "how many sign-ups failed last week?", "/signups count failed last_week"),
        turns(GOOGLE, "who reset sam@contoso.com's password", "/audit password reset target:sam@contoso.com"),
        turns(GOOGLE, "/signins failed", "/signins failed"),
        turns(RESETS, "conversion by stage yesterday", "/signups conversion by stage yesterday"),
        # Once more
        turns(GOOGLE, "again", GOOGLE),
        turns(GOOGLE, "run it again please", GOOGLE),
        turns(GOOGLE, "what about yesterday?", GOOGLE),
    ],
)
def test_what_is_said_next_changes_what_was_asked(before, text, question):
    understood = after(before, text)

    assert isinstance(understood, Reading), understood
    assert write_command(understood.question) == write_command(asked(question))


@pytest.mark.parametrize(
    ("before", "text", "note"),
    [
        pytest.param(GOOGLE, "and last week?", "the rest is as in the question before", id="a change"),
        pytest.param(GOOGLE, "and yesterday?", "the same question as before", id="no change"),
        pytest.param(GOOGLE, "and sign-ins?", "left out, since sign-ins have none: provider", id="another log"),
        pytest.param(
            BY_PROVIDER,
            "and sign-ins?",
            "left out, since sign-ins have none: provider, conversion rate",
            id="a rate that another log has not",
        ),
        pytest.param(GOOGLE, "and lst week?", "read “lst” as “last”", id="misspelt"),
        pytest.param(
            RESETS,
            "conversion by stage",
            "read by itself, since it does not fit the question before",
            id="it does not fit",
        ),
        pytest.param(
            RESETS, "conversion by stage", "no time was said: the last 24 hours", id="it does not fit and says no time"
        ),
    ],
)
def test_it_says_what_became_of_the_question_before(before, text, note):
    assert note in after(before, text).notes


def test_a_question_of_its_own_says_nothing_of_the_one_before():
    assert after(GOOGLE, "sign-ins failed today").notes == ()


@pytest.mark.parametrize(
    ("before", "text", "kind"),
    [
        pytest.param(GOOGLE, "and", Mistake.NOT_UNDERSTOOD, id="nothing after and"),
        pytest.param(GOOGLE, "", Mistake.EMPTY, id="nothing"),
        pytest.param(GOOGLE, "thanks!", Mistake.NOT_UNDERSTOOD, id="thanks alone"),
        pytest.param(GOOGLE, "ok, great", Mistake.NOT_UNDERSTOOD, id="a nod alone"),
        pytest.param(GOOGLE, "and frobnicated?", Mistake.UNKNOWN_WORD, id="an unknown word"),
        pytest.param(GOOGLE, "frobnicated", Mistake.UNKNOWN_WORD, id="an unknown word alone"),
        pytest.param(GOOGLE, "and in Germany?", Mistake.UNSUPPORTED_FIELD, id="sign-ups have no country"),
        pytest.param(COMPARED, "and for Facebook?", Mistake.UNSUPPORTED_FIELD, id="sign-ins have no provider"),
        pytest.param(COMPARED, "and any provider?", Mistake.UNSUPPORTED_FIELD, id="nor is there a filter to lift"),
        pytest.param(GOOGLE, "and her methods?", Mistake.NOT_UNDERSTOOD, id="whose"),
        pytest.param(GOOGLE, "what did she change", Mistake.NOT_UNDERSTOOD, id="who"),
        pytest.param(GOOGLE, "and tomorrow?", Mistake.WINDOW_FUTURE, id="what is to come"),
        pytest.param(GOOGLE, "and last 400 days?", Mistake.WINDOW_TOO_LONG, id="too long a time"),
        pytest.param(GOOGLE, "and please reset it", Mistake.READ_ONLY, id="an order"),
        pytest.param(GOOGLE, "x" * 1_001, Mistake.TOO_LONG, id="too long a text"),
    ],
)
def test_what_cannot_follow_is_refused_and_never_guessed(before, text, kind):
    with pytest.raises(QuestionError) as refused:
        after(before, text)

    assert refused.value.kind is kind


def test_a_date_that_reads_two_ways_is_asked_back_with_the_whole_question():
    understood = after(GOOGLE, "and on 03/04?")

    assert isinstance(understood, Clarification)
    assert [write_command(asked(choice)) for choice in understood.choices] == [
        write_command(asked("/signups failed google 3 april 2026")),
        write_command(asked("/signups failed google 4 march 2026")),
    ]


def test_a_rate_of_nothing_said_is_asked_back_with_the_rest_kept():
    understood = after(GOOGLE.replace("failed ", ""), "and the rate?")

    assert isinstance(understood, Clarification)
    assert "/signups provider:Google window:yesterday metric:conversion" in understood.choices


def test_what_fits_no_longer_and_reads_two_ways_alone_is_asked_back():
    understood = after(RESETS, "failed with code 50126 today")

    assert isinstance(understood, Clarification)
    assert understood.about == "log"


@pytest.mark.parametrize("text", ["help", "what can I ask?"])
def test_help_is_help_wherever_it_is_asked_for(text):
    assert isinstance(after(GOOGLE, text), HelpRequest)


LITTLE = ("so", "and", "instead", "rather", "his", "she", "ok", "thanks", "too", "same")


@pytest.mark.parametrize("domain", [f"{word}.com" for word in LITTLE])
@pytest.mark.parametrize("name", [*LITTLE, *(f"jane.{word}" for word in LITTLE)])
def test_an_address_made_of_little_words_stays_whole(name, domain):
    for text in ("and {}?", "what about {}", "only {}", "{}, too"):
        assert write_command(after(LOCKED, text.format(f"{name}@{domain}")).question).count(f"{name}@{domain}") == 1


def test_whom_an_audit_is_about_stays_on_the_side_it_was_on():
    done = after("/audit password resets target:sam@contoso.com this week", "and jane@contoso.com?")

    assert write_command(done.question) == write_command(
        asked("/audit password resets target:jane@contoso.com this week")
    )


@pytest.mark.parametrize("log", Log)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_again_is_the_very_same_question(log, data):
    question = data.draw(questions(log))

    assert follow(question, "again", NOW, PARIS, TENANT) == Reading(question)


@pytest.mark.parametrize("log", [Log.SIGN_UPS, Log.SIGN_INS, Log.AUDIT, Log.PROVISIONING])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_another_time_changes_the_time_alone(log, data):
    question = data.draw(questions(log))
    understood = follow(question, "and last month?", NOW, PARIS, TENANT)

    assert isinstance(understood, Reading)
    shown, before = understood.question.to_json(), question.to_json()
    assert shown.pop("window") == {"named": "last_month"}
    assert "compare" not in shown
    before.pop("window")
    before.pop("compare", None)
    assert shown == before


WORDS = (
    *("and", "what about", "only", "not", "all", "apps", "any", "by", "stage", "too", "their", "instead", "again"),
    *(
        "failed",
        "Google",
        "Zoom",
        "sign-ins",
        "03/04",
        "last week",
        "the week before",
        "compare",
        "top 3",
        "at least 2",
    ),
    *("a few days", "rate", "stuck", "who", "methods", "jane@contoso.com", "in total", "?", "{}", "\u202e", "reset"),
)


@pytest.mark.parametrize("log", Log)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_is_said_next_is_read_or_refused_in_words(log, data):
    text = " ".join(data.draw(st.lists(st.sampled_from(WORDS), max_size=5)))
    try:
        understood = follow(data.draw(questions(log)), text, NOW, PARIS, TENANT)
    except QuestionError:
        return
    if isinstance(understood, Clarification):
        assert all(isinstance(parse(choice, NOW, PARIS, TENANT), Reading) for choice in understood.choices)


PROMISED = re.findall(
    r"^\| (.+?) \| .+ \|$", (Path(__file__).parents[2] / "docs" / "questions.md").read_text(), re.MULTILINE
)
SHOWN = [*(text for row in PROMISED for text in row.split(" · ")), *FOLLOWING.lines[1].split(" · ")]


@pytest.mark.parametrize("text", [text for text in SHOWN if not text.startswith(("`", "-", "after", "key"))])
def test_whatever_the_docs_and_the_help_say_can_follow_does(text):
    names = TenantNames(apps=("Store", "Portal"))
    understood = follow(asked(GOOGLE), text, NOW, PARIS, names)

    assert isinstance(understood, Reading)
    assert not any("by itself" in note for note in understood.notes)
