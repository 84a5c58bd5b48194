"""The forms of an answer, the rates, and what can be asked about one person."""

from bot.domain.question import Format, Metric, Output
from bot.language.senses import Each, Facet, Role, Row, Share, Wish, row

ROWS: tuple[Row, ...] = (
    row(
        "list|show|list of|show me|give me a list of|table|table of|display|listing|listed|lists|enumerate|show us",
        Wish(Output.LIST),
        help="the attempts or events one by one",
        example="/signups failed out:list",
    ),
    row("count", Wish(Output.COUNT), Role.HOW_MANY, help="only the number", example="/signups count yesterday"),
    row(
        "funnel|funnels|how far do people get|how far people get|how far do they get|how far did people get|how far do users get|how far do customers get|sign up funnel|funnel view|funnel chart",
        Wish(Output.FUNNEL),
        help="who reached, passed and left each stage",
        example="/signups funnel last week",
    ),
    row(
        "chart|pie chart|pie|line graph|bar graph|line graphs|bar graphs|pie charts|bar charts|line charts|charts|plot|graph|graphs|trend|trends|trending|charted|a chart of|visualise|visualize|line chart|bar chart|plotted|trendline"
        "|timeline|histogram|draw|diagram|graphed|time series|over time",
        Wish(Output.CHART),
        help="a chart",
        example="/signups chart by day last 30d",
    ),
    row(
        "export|exports|exported|download|downloads|extract|dump|exporting|downloadable|downloading|save",
        Wish(Output.EXPORT),
        help="a file",
        example="/audit export csv last week",
    ),
    row(
        "csv|csv format|in csv format|as csv|csv file|in csv|csv export|to csv|excel|spreadsheet|as a csv|xlsx|csv download|into csv|comma separated|.csv",
        Wish(Output.EXPORT, Format.CSV),
    ),
    row(
        "json|json format|in json format|as json|json file|in json|json export|to json|as a json|into json|json download|.json",
        Wish(Output.EXPORT, Format.JSON),
    ),
    row(
        "conversion|conversions|conversion rate|conversion rates|convert|converts|converted|converting|ended up with an account|completion rate"
        "|end up with an account|ends up with an account|became an account|become accounts|became accounts|turned into accounts|cr"
        "|turn into accounts|ended with an account|end with an account|made it to an account|conversion percentage|ended up having an account"
        "|resulted in an account|result in an account|led to an account|finish with an account|finished with an account|ending in an account"
        "|ended in an account|completion percentage|completed rate|complete rate|end in an account|became users|became customers|cvr"
        "|get all the way through|got all the way through|made it all the way through|make it all the way through|converting to accounts",
        Share(Metric.CONVERSION),
        help="accounts made, of all finished attempts",
        example="/signups conversion by provider last week",
    ),
    row(
        "success rate|success rates|success percentage|share of successes|rate of success|success ratio|successful rate|percentage of success"
        "|percent success|% success|success %|success share",
        Share(Metric.SUCCESS),
        help="successes, of all",
        example="/signins success rate by app",
    ),
    row(
        "failure rate|failure rates|fail rate|error rate|error rates|rate of failure|failure percentage|failure ratio|rate of failures|failed rate"
        "|percentage of failures|share of failures|percent failures|% failures|failure %|fail %|fail percentage|proportion of failures|share of errors"
        "|percentage of errors|failing rate|rate of errors|failures rate",
        Share(Metric.FAILURE),
        help="failures, of all",
        example="/signups failure rate by app yesterday",
    ),
    row(
        "abandonment|abandonment rate|abandonments|abandon rate|abandoned rate|abandonment rates|rate of abandonment|abandonment percentage"
        "|share of abandonment|abandonment share",
        Share(Metric.ABANDONMENT),
        help="attempts nobody finished, of all",
        example="/signups abandonment by app last_month",
    ),
    row(
        "drop off|dropoff|drop offs|dropoffs|drop off rate|dropoff rate|drop out|drop outs|dropouts|dropout|dropout rate|drop out rate|drop"
        "|lose people|losing people|loses|loses us|lose us|loses the most|lose us the most|loses us the most|lose customers|losing customers|lose users|losing users|lose them|losing them|dropped off|dropping off|dropping|drops off"
        "|lose most people|lose the most people|fall out|falling out|fell off|fell out|falls off|fall off|lose the most|lose most|bail|bail out|bailing|drop away|bailed"
        "|losing the most people|people leave|users leave|customers leave|dropped out|dropping out|lose the most users|lose the most customers"
        "|lost people|lose anyone|lose so many people|leak|leaking|leakage|people drop|drop off rates|lose signups|loses people|churn|churning"
        "|loses the most people|loses most people|leave us|people lost|quit|lose visitors|lose|losing|lost",
        Share(Metric.DROPOFF),
        help="where attempts end without an account",
        example="/signups drop-off by stage last 7d",
    ),
    row(
        "rate|rates|share|percentage|percent|proportion|ratio|fraction|%|pct|percentages|what share|shares|share of|percentage of|proportion of"
        "|percent of|fraction of|rate of|% of|what percentage|how big a share|part of",
        Share(None),
    ),
    row("daily|day by day|every day|each day|a day|by the day|by date|per date", Each("day")),
    row("hourly|hour by hour|every hour|each hour|an hour", Each("hour")),
    row("weekly|week by week|every week|each week", Each("week")),
    row("monthly|month by month|every month|each month", Each("month")),
    row(
        "auth methods|authentication methods|mfa methods|registered methods|mfa registered|registered mfa|sign in methods|login methods"
        "|registered for mfa|mfa registrations|mfa registration|verification methods|authentication method registrations|second factors|second factor"
        "|methods registered|methods|mfa set up|mfa enrolled|mfa method|2fa methods|registered authentication methods|mfa enabled|mfa enrollment"
        "|methods set up|strong authentication methods|mfa options|registered any mfa|any mfa registered|mfa does|mfa setup|set up mfa|enrolled in mfa|registered for passwordless|passwordless registered|registered passwordless|passwordless capable|capable of passwordless|capable of mfa|mfa capable",
        Facet("auth_methods"),
        help="the methods one person has registered",
        example="/whois jane@contoso.com methods",
    ),
    row(
        "identity provider|identity providers|provider|idp|login provider|sign in provider",
        Facet("provider"),
        help="where one person's account lives",
        example="/whois jane@contoso.com provider",
    ),
)
