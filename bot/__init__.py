"""Gatehouse: a Slack bot that tells people who is getting in and who is not, from Microsoft Entra's own logs.

Words come in, a Question is understood, a Plan is made, facts are fetched, an Answer is computed, and it is said.
Each step is a value that the next step takes; each room below holds one step.
Importing this package does nothing.
"""
