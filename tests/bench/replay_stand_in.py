"""Speaks the replay form: announces Google whenever a row says that it fails; ends early if told to."""

import json
import sys

polls_left = int(sys.argv[1]) if len(sys.argv) > 1 else -1
for line in sys.stdin:
    asked = json.loads(line)
    if "start" in asked:
        answer = {}
    else:
        failing = {row[1] for update in asked["updates"] for row in update["rows"] or () if row[6]}
        answer = {"alerts": [{"dims": {"provider": name}, "kind": "failure"} for name in sorted(failing & {"Google"})]}
        polls_left -= 1
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    if polls_left == 0:
        break
