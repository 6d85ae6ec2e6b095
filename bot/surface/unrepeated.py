"""A request that must not be repeated by itself: discord.py tries again after 500, 502, 504 and 524."""

from types import SimpleNamespace

import aiohttp

_FAILED = 500


def unrepeated() -> aiohttp.TraceConfig:
    """For the client's requests: a forum post that Discord may have taken ends in an error instead of a second post.

    Discord, "Start Thread in Forum or Media Channel": unlike a message it takes no nonce that would tell the two apart.
    Whoever posts looks for it before trying again.
    """

    async def ended(
        _session: aiohttp.ClientSession, _context: SimpleNamespace, request: aiohttp.TraceRequestEndParams
    ) -> None:
        path, failed = request.url.path, request.response.status >= _FAILED
        if failed and request.method == "POST" and path.endswith("/threads") and "/messages/" not in path:
            raise aiohttp.ClientPayloadError("whether the forum post is there is not known")

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    return trace
