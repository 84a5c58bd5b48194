from handlers.tally import Tally


def test_the_counters_read_as_prometheus_text():
    tally = Tally()
    tally.asked("/signups")
    tally.asked("/signups")
    tally.asked("/entra")
    tally.answered(1.5)
    tally.answered(0.25)
    tally.failed("GraphBusy")

    lines = tally.in_prometheus_text(mirror_age=61.4).splitlines()

    assert [line for line in lines if not line.startswith("#")] == [
        'gatehouse_questions_total{command="/entra"} 1',
        'gatehouse_questions_total{command="/signups"} 2',
        'gatehouse_failures_total{kind="GraphBusy"} 1',
        "gatehouse_answer_seconds_sum 1.750",
        "gatehouse_answer_seconds_count 2",
        "gatehouse_mirror_age_seconds 61",
    ]
    assert "# TYPE gatehouse_answer_seconds summary" in lines


def test_an_empty_mirror_has_no_age():
    assert "mirror_age" not in Tally().in_prometheus_text(mirror_age=None)
