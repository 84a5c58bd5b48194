"""The words for how something ended."""

from bot.language.senses import UNCLEAR, Row, State, row

ROWS: tuple[Row, ...] = (
    row(
        "failed|fail|fails|block|blocking|failing|failure|failures|broke|broken|break|breaking|breaks|blocked|rejected|errors|error|errored|couldnt|could not|cant|cannot"
        "|can not|unable|unable to|not able to|isnt able to|arent able to|not been able to|wasnt able to|werent able to|unsuccessful"
        "|unsuccessfully|denied|refused|errored out|erroring|blocks|block by|not working|isnt working|arent working|doesnt work|dont work|didnt work"
        "|not work|wont work|bounced|turned away|did not work|does not work|do not work|went wrong|wrong with|whats wrong|go wrong|goes wrong|going wrong|failed attempts"
        "|having trouble|struggling|struggling to|struggled|struggled to|did not go through|didnt go through|fell over|crashed|declined|thrown out"
        "|have trouble|had trouble|had problems|having problems|have problems|failed to complete|is down|rejections|rejection|denials|denial|not get in"
        "|couldnt complete|no luck|were not able to|was not able to"
        "|nobody can|no one can|noone can|stopped by|prevented by|been failing|keeps failing|keep failing|kept failing|keeps on failing|cant seem to|what stopped|whats stopping|what is stopping|what prevented|whats preventing|what prevents|what stops|what keeps|whats keeping|errors out|failed out|fell through",
        State("failed"),
        help="ended in an error",
        example="/signups failed last 24h",
    ),
    row(
        "success|managed to|manage to|successes|successful|successfully|succeeded|succeed|succeeds|succeeding|ok|worked|works|completed|went through|passed|completing|fine|complete"
        "|go through|goes through|going through|finished|made it|made it through|make it through|got through|made it to the end|accepted|all the way through"
        "|approved|did succeed|good|granted access|completions|worked out|finish|finishing|made it all the way|pass|completes|finishes",
        State("success"),
        help="ended well",
        example="/signins success yesterday",
    ),
    row(
        "abandoned|abandon|abandoning|abandons|gave up|give up|gives up|giving up|walked away|walk away|walking away|never finished|did not finish|didnt finish"
        "|not finished|never completed|did not complete|didnt complete|not completed|walked off|unfinished|given up|left halfway|stopped halfway|quit halfway"
        "|didnt bother to finish|havent finished|hasnt finished|never finish|not finish|didnt end up finishing|left midway|stopped midway|incomplete|people leaving|users leaving|customers leaving"
        "|without finishing|without completing|never complete|didnt follow through|did not follow through|left without finishing|half finished|timed out halfway",
        State("abandoned"),
        help="nobody finished it",
        example="/signups abandoned by stage yesterday",
    ),
    row(
        "interrupted|interrupt|interrupts|interruption|interruptions|stopped at a prompt|stopped at the prompt|stuck at a prompt|stuck at the prompt"
        "|waiting at a prompt|left at a prompt|prompted|paused|stopped at prompt|unanswered prompt|left at the prompt|waiting at the prompt",
        State("interrupted"),
        help="ended at a prompt",
        example="/signins interrupted today",
    ),
    row("died|die|dies|dying|stuck|stuck at|stuck in|stuck on|hung up at|hanging at", State(UNCLEAR)),
    row("skipped|skip|skips|skipping|passed over", State("skipped")),
    row("warning|warnings|warned|warn", State("warning")),
)
