"""Question -> Plan: what Graph is asked, what the mirror is asked, and what is filtered here."""
