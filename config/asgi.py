"""The ASGI application: Channels for WebSockets, event streams, and Django for all other HTTP."""

import gc
import os

from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application = get_asgi_application()  # sets Django up, which the imports below need

from django.conf import settings  # noqa: E402

from backtests import language_model  # noqa: E402
from backtests.event_stream import EventStreams  # noqa: E402
from backtests.routing import websocket_urlpatterns  # noqa: E402
from config.security import OriginGuard  # noqa: E402

language_model.warm_up()
gc.collect()
gc.freeze()  # what lives as long as the process need not be looked through again and again,
gc.set_threshold(20_000, 20, 20)  # nor a thousand viewers at every few that join
application = ProtocolTypeRouter(
    {
        "http": EventStreams(django_application),
        "websocket": OriginGuard(URLRouter(websocket_urlpatterns), settings.ALLOWED_HOSTS),
    }
)
