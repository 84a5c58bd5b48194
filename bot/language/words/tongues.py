"""Common words of German, French and Spanish that look like misspelt English and are none: “wie” is no “wipe”."""

from bot.language.words.english import ENGLISH

_TONGUES = frozenset(
    """
das und nicht eine nach unter wie wann viel viele gestern morgen letzte letzten letzter letztes tage stunden auch oder
waren wird uns mich neue diese dieser dieses fehler konten nutzer leute seit durch samstag abend wo warum wer hat haben
wurde wurden bitte alle heute noch schon kann zeig gibt gab ohne beim zum zur
une des pas qui dans demain mois mes ses moins hier avec pour sur pourquoi combien
cuando para hoy todas todos ayer por con semana
""".split()
)

ORDINARY: frozenset[str] = ENGLISH | _TONGUES
"""Words of no log in any of these: meant as they stand, and nobody's name."""
