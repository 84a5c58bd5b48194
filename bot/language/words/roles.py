"""Grammar words, and the words that say nothing."""

from bot.language.senses import Fact, Role, Row, row

FILLER = """
a an the this that these those there here it its is are be being am was were been
i im id ive we us our were my mine you your youve ya they them their theyre let lets us
hey hi hello yo dear team folks bot gatehouse ok okay oh ugh hmm hm um uh argh omg lol wow yes no thx thanks thank cheers ta
please kindly just only really very quite still again now currently right already yet even ever also too so then well anyway actually
basically maybe perhaps some any all every lot lots bunch more info information detail details overview summary quick quickly
show tell get give fetch find display pull see look looking check view search want wants need needs needed like love would could
should can may might must will shall going gonna wanna gotta having get gets got getting able
know wondering wonder curious understand figure out interested knows ask asking question questions
me myself up going what whats hows how why when whens whose what's says said saying complains complaining reports reported claims claiming tells told mentioned thinks believes provide provides provided supply present presenting return retrieve obtain ended    respective respectively calendar currently exact sort  both side hit terms term sense applied applies apply soon shortly prompt prompts earlier exactly roughly recent recently lately latest
event events entry entries record records row rows log logs data stuff thing things item items case cases
tenant entra azure microsoft365 directory company organisation organization org environment system's world side
happened happening happen happens occurred occur occurs going on come coming comes came go goes went see seen saw seeing
make makes making made one ones same different various new newly total overall entire whole full complete altogether
use uses used using having via through
people's everything something anything anyone someone somebody everyone everybody anybody nothing
if whether but as because due since than which's where's were's who's do does did doing done
number list there's  page report us here's
during while within per se eg ie etc called calling calls ran invoked triggered
started working arriving sent weve theyve shes hes other often say process
took themselves itself story flagged anymore anyways anywhere work asap ticket tickets caller callers mean means meaning cause caused causing issue issues problem problems trouble having
""".split()

ROWS: tuple[Row, ...] = (
    row(
        "last active|last used|last activity|last seen|last use|last used on|most recently used|most recently active",
        Role.LAST_SEEN,
        Fact("report", ("service_principals",), ()),
    ),
    row(
        "please|pls|plz|can you|could you|would you|will you|kindly|i need you to|id like you to|i want you to|go ahead and"
        "|need to|i need to|help me|let me|we need to|you should|want to|i want to|i would like to|id like to|we want to",
        Role.POLITE,
    ),
    row(
        "help|what can i ask|what can you do|how does this work|how do i use this|what can i do|usage help|commands"
        "|what do you know|what questions can i ask|what can i ask you|how do i ask|instructions|manual|examples",
        Role.HELP,
    ),
    row(
        "by|down by|grouped by|group by|split by|broken down by|break down by|break it down by|breakdown by|sorted by|ordered by"
        "|segmented by|divided by|sliced by|bucketed by|split per|split up by|split into|grouped per|aggregated by"
        "|categorised by|categorized by|according to|depending on|separately for|separated by|based on",
        Role.BY,
    ),
    row(
        "per|for each|for every|each|in each|of each|at each|on each|for all the different|across the different|from each|every|every single"
        "|for each of the|by each",
        Role.PER,
    ),
    row(
        "breakdown of|break down of|break down|breakdown|distribution of|distribution|split of|split|spread of|breakdown for"
        "|breakdown across|divide",
        Role.SPLIT,
    ),
    row("top|limit|limit to|limited to|the top|biggest|largest", Role.TOP),
    row(
        "most|the most|most common|most frequent first|most common first|largest first|biggest first|highest first|worst first|most frequent|most often|most used|most popular|most active|commonest|highest|worst|best"
        "|busiest|least|fewest|lowest|main|leading|most affected|hardest hit|highest number of|most frequently|greatest|most number of"
        "|largest number of|lot of|max|maximum|biggest number of|best performing|worst performing|most failing|most frequently used"
        "|typical|the bulk of|more than any other|more than others|peak|quietest|calmest|most hit|most targeted|more often than others",
        Role.MOST,
    ),
    row("last|latest|most recent|newest|recent|final", Role.LAST),
    row("time|times|occasions|occasion", Role.TIME),
    row(
        "which|what|what are the|what is the|what was the|which of the|which of our|what were the|which one of the|whats the",
        Role.WHICH,
    ),
    row("who|whom|whos|anybody who|anyone who|everyone who|everybody who|those who|whoever", Role.WHO),
    row("where", Role.WHERE),
    row(
        "how many|how may|how much|number of|count of|count|counts|total number of|nr of|no of|num of|cnt of|cnt|amount of|quantity of|the number of"
        "|how often|how often was|how often did|how frequently|how many times|count how many|tally|tally of|the count of|number|how many of"
        "|numbers of|total count of|tell me how many|volume of|volume|the total of|numbers for|numbers",
        Role.HOW_MANY,
    ),
    row("distinct|unique|different|individual|separate", Role.DISTINCT),
    row(
        "more than|over|above|greater than|exceeding|exceeded|exceeds|upwards of|in excess of|>|bigger than|higher than|beyond",
        Role.MORE_THAN,
    ),
    row(
        "at least|minimum|no fewer than|no less than|not less than|not fewer than|>=|≥|min|a minimum of|minimum of",
        Role.AT_LEAST,
    ),
    row(
        "at most|no more than|not more than|fewer than|less than|under|below|maximum of|a maximum of|max of|not over"
        "|no over|smaller than|exactly|precisely|<|<=|≤|between",
        Role.AT_MOST,
    ),
    row("or fewer|or less|and fewer|and less|or under|or below|at the most|tops", Role.OR_FEWER),
    row("or more|and more|or more than that|plus|or greater|and up|upwards|and over|or over", Role.OR_MORE),
    row("or above|or higher|and above|and higher|or worse|and worse|or up|or greater risk|upward", Role.OR_ABOVE),
    row(
        "not|neither|w/o|except|except for|excluding|exclude|excludes|outside|outside of|other than|apart from|but not|everything but|anything but|without"
        "|non|no|never|isnt|arent|wasnt|werent|dont|doesnt|didnt|hasnt|havent|hadnt|wont|aside from|minus|besides|barring"
        "|anywhere but|anything except|all but|ignoring|ignore|leaving out|bar|rather than|instead of|not counting|not including"
        "|everyone but|not in|with the exception of|omitting|omit|did not|does not|do not|has not|have not|is not|are not|was not|were not",
        Role.NOT,
    ),
    row("and|nor|&|plus|as well as|along with|together with|n|+|and also", Role.AND),
    row("or|/||and or|either", Role.OR),
    row(
        "vs|versus|more often than|less often than|more frequently than|less frequently than|more likely than|against|v|compared with|compared to|compare with|compare to|compare against|relative to|in comparison with"
        "|in comparison to|as compared to|as compared with|compares to|compares with|compared against|comparing to|comparing with|than|vs."
        "|than in|than on|than for|stacked up against|stack up against|contrasted with|set against|in contrast to|as opposed to",
        Role.VERSUS,
    ),
    row("between", Role.COMPARE),
    row(
        "side by side|compare|comparison|comparing|compared|comparison of|compares|contrast|difference between|differ|more|fewer|less|better|worse|up|down"
        "|higher|lower|up or down|week over week",
        Role.COMPARE,
    ),
    row(
        "increase|increased|increasing|decrease|decreased|decreasing|rise|rose|risen|rising|fall|fell|fallen|falling|dropped|drop|dropping|grow|grew|grown"
        "|growing|go up|gone up|went up|going up|go down|gone down|went down|going down|shrink|shrunk|shrank",
        Role.COMPARE,
        Role.MOVED,
    ),
    row(
        "tried|tried to|try to|trying to|tries to|attempted|attempted to|attempting to|attempt to|attempts to|attempts at|started|wanted to"
        "|started to|starting to|start to|began|began to|begin to|begun to|who started|trying|want to|went to|set out to|try|were trying to",
        Role.TRIED,
    ),
    row(
        "was|were|been|is|are|be|being|got|get|gets|getting|has been|have been|had been|becoming|become|became",
        Role.WAS,
    ),
    row(
        "did|do|does|done|doing|has done|have done|made|has made|performed|perform|performs|carried out|has|have|executed|initiated|initiate"
        "|triggered|made any|made by|done by|performed by|carried out by",
        Role.DID,
    ),
    row("had|having|have had|has had", Role.HAD),
    row(
        "from|out of|coming from|came from|originating from|originating in|come from|comes from|off|off of|originated from",
        Role.FROM,
    ),
    row("to and from|from and to|to or from|from or to|in and out of|into and out of", Role.FOR),
    row("to|into|onto|towards|against the|in to|on to", Role.TO),
    row("in|inside|within|across", Role.IN),
    row("at|during|while at|whose last step was|whose last stage was|last step was|last stage was", Role.AT),
    row(
        "for|about|regarding|concerning|on behalf of|involving|affecting|relating to|related to|belonging to|with regard to|with respect to"
        "|in relation to|for the",
        Role.FOR,
    ),
    row("on|upon", Role.ON),
    row(
        "with|using|via|through|use|used|uses|w|that have|which have|who have|that use|who use|who used|that used|by means of|over the|having",
        Role.WITH,
    ),
    row("of|of the|among|amongst|out of all|out of the", Role.OF),
    row("he|she|him|her|his|hers|theirs|himself|herself", Role.PRONOUN),
    row(
        "stats|statistics|weekly summary|daily summary|monthly summary|weekly overview|daily overview|monthly overview|soonest|share the|share an|share the same|sharing the|did it take|it took|keeps getting|keep getting|kept getting|keeps|newest first|latest first|most recent first|so far|so many|so many of|at the moment|give me|give us|get me|get us|weekly report|daily report|monthly report|our report|weekly meeting|monthly review"
        "|my manager|my boss|our manager|our boss|the boss|my colleague|our ciso|our ceo|starting with|starts with|beginning with|begins with|regardless of status|whatever the status|irrespective of status|regardless of outcome|whatever the outcome|update me on|update me about|morning all|morning team|good morning all|good morning team|good morning everyone|good morning everybody|for the board|for the board meeting|for management|for my report|for the report|for our report|for the meeting|for a meeting|"
        + "|".join(sorted(set(FILLER))),
        Role.SKIP,
    ),
)
