"""Text to Question: what somebody typed becomes the one canonical question, or a mistake that points at the word.

The path of a text, and where to look for what:

Words. `words` are the tables of all that is known, `senses` what a word can mean, `vocabulary` the index over them.
`keys` are those of the command form, `known` the tenant's names.

Reading. `parser` leads: `cleaning` takes off what Slack puts around, `leading` the command, `tokens` cuts, `spelling`
mends by `neighbours`, `shorthand` and `company`. `reader` makes `pieces` of the `page`: `times` what is said of time,
`keyed` and `keyed_filters` what a key says, `values` and `literals` its values, `country_codes` and `singles` lone
words.

Claiming. `rephrasing` and `possession` read words anew beside others, `beyond` refuses what no log says. `grammar`
takes a `walk` over the pieces and notes `claims`: `asking` who and how many, `grouping` by what, `numbering` and
`levels` tops and floors, `exclusions` deeds left out, `subjects` what the whole is about. `requests` refuses orders.

Choosing the log. `choosing`, by what is said outright in `telling`, and by what deeds point to in `pointers`.

Settling. `settling` makes the Question: `timing` its times, `forms` its form, `rates` and `shares` what part of what,
`combining` its filters: `filtering` for each claim, `quotes` for texts in quotes, `strangers` for words that nobody
knows, `sides`, `positions` and `doers` for who did what to whom, `implied` for what nouns and verbs say: `activities`
and `categories` in audits, `reports` in usage. `gathering` puts the values of a field together, `misfits`,
`foreign` and `elsewhere` refuse what a log does not hold.

Answering. `understood` is what may come out, `clarifying` the choices; `wording` says a Question back, `commands`
writes it, `help` lists what can be asked.

What follows. `following` reads the next words of a thread: `priming` them by the question before, `carrying` over what
stays, `moving` it to another log, `unsaying` what is lifted.

Beside questions. `form_commands` makes a command of a form. `subscribing` and `scheduling` read wishes about digests:
`wishes`, `subscription_deeds` by number, `cadences` of `rhythms` and `posting_zones`, `places`, on `sheets`.
"""
