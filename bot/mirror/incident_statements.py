"""The SQL that keeps and finds incidents, their posts and what people did; what it chooses, `incident_rows` reads."""

TAKE_ROUND = """
    INSERT INTO watch_rounds (channel, log, turn) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET turn = excluded.turn WHERE turn < excluded.turn
"""
NOTE = """
    INSERT INTO incidents (id, channel, log, opened_at, recovered_at, found, failed, unknown_hours, changes, said)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 0)
    ON CONFLICT DO UPDATE SET recovered_at = excluded.recovered_at, found = excluded.found, failed = excluded.failed,
        unknown_hours = excluded.unknown_hours, changes = changes + 1
"""
RECOUNT = "UPDATE incidents SET failed = ?, unknown_hours = ?, changes = changes + 1 WHERE id = ?"
# A claim that was given back may be taken again; any other stays with whoever has it.
CLAIM = """
    INSERT INTO incident_posts (incident, part, state, claimed_at, shown, because) VALUES (?, ?, 'claimed', ?, '', '')
    ON CONFLICT DO UPDATE SET state = 'claimed', claimed_at = excluded.claimed_at WHERE state = 'released'
"""
POSTED = """
    UPDATE incident_posts SET state = 'posted', message_ts = ?, shown = ?, because = ''
    WHERE incident = ? AND part = ? AND state = 'claimed'
"""
RELEASE = """
    UPDATE incident_posts SET state = 'released', because = ? WHERE incident = ? AND part = ? AND state = 'claimed'
"""
LET_GO = "UPDATE incident_posts SET because = ? WHERE incident = ? AND part = ? AND state = 'posted'"
EDITED = """
    UPDATE incident_posts SET shown = ? WHERE incident = ? AND part = ? AND state = 'posted' AND shown IN (?, ?)
"""
CONTESTED = "UPDATE incident_posts SET shown = '' WHERE incident = ? AND part = ? AND state = 'posted'"
ACT = """
    INSERT INTO incident_acts (incident, at, who, name, deed, whom, until, reason, note)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
VOTE = """
    INSERT INTO incident_votes (incident, who, useful, at) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET useful = excluded.useful, at = excluded.at
"""
HIDE = "UPDATE incidents SET hidden_by = ? WHERE id = ? AND hidden_by IS NULL"
TELL_WITH = "UPDATE incidents SET told_with = ? WHERE id = ? AND told_with IS NOT ?"
SAID = "UPDATE incidents SET said = ? WHERE id = ? AND said < ?"
CHANGED = "UPDATE incidents SET changes = changes + 1 WHERE id = ?"
ANNOUNCED = """
    SELECT count(*) FROM incident_posts JOIN incidents ON incidents.id = incident
    WHERE channel = ? AND part = 'message' AND state IN ('claimed', 'posted') AND claimed_at >= ?
"""
MUTED = "id IN (SELECT incident FROM incident_acts WHERE deed = 'mute' AND until > ?) AND channel = ?"
UNCONFIRMED = "id IN (SELECT incident FROM incident_posts WHERE state = 'claimed') AND channel = ?"
