"""Rules that many properties share."""

from bot.demo.tenant.endpoints.operators import CONTAINS, EQ, PREFIX
from bot.demo.tenant.odata.filters import Kind, Rule

TEXT = Rule(Kind.TEXT, EQ)
NAME = Rule(Kind.TEXT, EQ | PREFIX)
PART = Rule(Kind.TEXT, EQ | CONTAINS)
FLAG = Rule(Kind.FLAG, EQ)
