"""The real process when Discord lets it in only later, or not at all."""

import signal
from pathlib import Path

import pytest
from aiohttp import web

from tests.process import stand_in as stand_in_module
from tests.process.real_process import end, wayside
from tests.process.stand_in import StandIn, stand_in
from tests.process.test_run import ready


async def test_refused_intents_end_with_one_sentence_and_5(tmp_path: Path) -> None:
    async with stand_in() as discord, wayside(discord.port, tmp_path, "run") as process:
        await ready(discord)
        await discord.drop(code=4014)
        code, log = await end(process)
    assert code == 5
    assert log.splitlines()[-1] == "Discord refuses the intents: see the deploy page."
    assert "Traceback" not in log


class Busy(StandIn):
    """Answers 429 to the first request, by Cloudflare (no ``Via``) or by Discord itself for an hour."""

    headers: dict[str, str]

    async def api(self, request: web.Request) -> web.Response:
        if not self.requests:
            self.requests.append("429")
            body = b'{"message": "You are being rate limited.", "retry_after": 3600.0, "global": false}'
            return web.Response(body=body, status=429, headers=self.headers, content_type="application/json")
        return await super().api(request)


@pytest.mark.parametrize(
    ("headers", "error"),
    [
        pytest.param({}, "HTTPException", id="by Cloudflare"),
        pytest.param({"Via": "1.1 google"}, "RateLimited", id="for longer than a minute"),
    ],
)
async def test_too_many_requests_at_login_are_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], error: str
) -> None:
    monkeypatch.setattr(Busy, "headers", headers, raising=False)
    monkeypatch.setattr(stand_in_module, "StandIn", Busy)
    async with stand_in() as discord, wayside(discord.port, tmp_path, "run") as process:
        await ready(discord)
        process.send_signal(signal.SIGTERM)
        code, log = await end(process)
    assert code == 0, log
    (waiting,) = (line for line in log.splitlines() if "Discord cannot be reached" in line)
    assert f"error={error}" in waiting
    assert "Traceback" not in log
