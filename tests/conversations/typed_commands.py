"""What comes of a typed command: said inside its acknowledgement, or as replies that follow."""


def said_at_once(invocation):
    """The message inside the acknowledgement."""
    payload = invocation.wait_ack().payload
    assert payload["response_type"] == "ephemeral"
    return payload["text"]


def answer_to(invocation, n=1):
    """The last of `n` replies; all of them private, with text and blocks that Slack takes."""
    replies = invocation.wait(n)
    assert all(reply.response_type == "ephemeral" and reply.text and reply.blocks for reply in replies)
    return replies[-1].text
