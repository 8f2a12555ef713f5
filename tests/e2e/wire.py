"""What a page takes over the wire."""

from typing import Any

from playwright.sync_api import Page


def sent(page: Page, path: str) -> dict[str, int]:
    """Bytes on the wire by address, with nothing in the cache."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def ended(told: Any) -> None:
        sizes[addresses[told["requestId"]]] = int(told["encodedDataLength"])

    wire.on(
        "Network.responseReceived",
        lambda it: addresses.update({it["requestId"]: it["response"]["url"]}),
    )
    wire.on("Network.loadingFinished", ended)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return sizes


def before_the_data(sizes: dict[str, int]) -> dict[str, int]:
    """Without the data of the charts of a run, which come by themselves."""
    return {address: size for address, size in sizes.items() if not address.endswith("/result")}
