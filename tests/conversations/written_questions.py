"""Reading along where somebody wrote to Gatehouse: its answer in the thread, and what only one person sees."""

from bot.demo.workspace.people import BOT_USER
from bot.demo.workspace.transcript import Origin

WAITING = "eading the log"


def written(invocation):
    """The message that somebody wrote."""
    return invocation.payload["event"]


def thread_of(invocation):
    """The first message of the thread that it belongs to."""
    return written(invocation).get("thread_ts") or written(invocation)["ts"]


def replies(bot, invocation):
    """What the bot says in the thread now, for all to see."""
    thread = bot.workspace.thread(invocation.channel, thread_of(invocation))
    return [post for post in thread if post.user == BOT_USER and post.to is None]


def answer_to(bot, invocation, n=1):
    """The last of `n` messages in the thread, once none of them is a note that the log is being read."""

    def is_there():
        said = replies(bot, invocation)
        return len(said) >= n and not any(WAITING in post.text for post in said)

    bot.workspace.wait_until(is_there, lambda: f"{n} answers; there are {[p.text for p in replies(bot, invocation)]}")
    return replies(bot, invocation)[-1]


def direct_answer(bot, invocation, n=1):
    """The last of `n` messages of the bot in somebody's direct messages, outside of threads."""
    channel = invocation.channel

    def said():
        posts = bot.workspace.channel(channel).messages
        return [post for post in posts if post.user == BOT_USER and post.thread_ts is None]

    def is_there():
        return len(said()) >= n and not any(WAITING in post.text for post in said())

    bot.workspace.wait_until(is_there, lambda: f"{n} answers; there are {[post.text for post in said()]}")
    return said()[-1]


def whispers(bot, user, channel):
    """What the bot said to one person alone in a channel."""
    posts = bot.workspace.posts
    return [post for post in posts if post.origin is Origin.EPHEMERAL and post.to == user and post.channel == channel]


def whisper_to(bot, user, channel, n=1):
    """The last of `n` messages to one person alone."""
    bot.workspace.wait_until(lambda: len(whispers(bot, user, channel)) >= n, lambda: f"{n} whispers to {user}")
    return whispers(bot, user, channel)[-1]
