"""A program that stops while Graph is being asked: the one who asks is told so, in words."""

from contextlib import closing

import httpx
import pytest
from graph_stand_ins import APP, SECRET, TENANT

from bot.errors import GraphBusy
from bot.graph.auth import GraphAuth
from bot.graph.budget import Budgets
from bot.graph.channel import Channel
from bot.graph.client import GraphClient
from bot.graph.credentials import ClientSecret


class Interrupted(GraphAuth):
    """Gets its token at the very moment when the program is told to stop."""

    stop = staticmethod(lambda: None)

    def token(self):
        self.stop()
        return "a token"


def test_a_request_that_is_just_to_be_sent_is_refused_in_words():
    auth = Interrupted(tenant_id=TENANT, client_id=APP, credential=ClientSecret(SECRET))
    channel = Channel(auth, budgets=Budgets(), transport=httpx.MockTransport(lambda _: httpx.Response(200, json={})))
    with closing(GraphClient(channel)) as client:
        client.get("organization")
        auth.stop = channel.close

        with pytest.raises(GraphBusy, match="Gatehouse is stopping"):
            client.get("organization")
