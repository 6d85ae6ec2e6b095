"""The real process, from login to SIGTERM, against a stand-in of Discord on loopback."""

import asyncio
import signal
import socket
from pathlib import Path

import pytest

from tests.process.real_process import end, start
from tests.process.stand_in import stand_in


async def test_the_process_logs_in_answers_survives_a_break_and_leaves_on_sigterm(tmp_path: Path) -> None:
    async with stand_in() as discord:
        process = await start(discord.port, tmp_path, "run")
        await asyncio.wait_for(discord.connected.wait(), 20)
        answer = await discord.arrive("privacy")
        assert answer["data"]["flags"] & 64  # for the asker alone
        assert "I keep nothing about you" in str(answer)
        assert answer["data"]["allowed_mentions"] == {"parse": []}
        await discord.drop()
        await asyncio.wait_for(discord.connected.wait(), 20)
        assert "Which situation is closest" in str(await discord.arrive("scenario"))
        process.send_signal(signal.SIGTERM)
        code, log = await end(process)
        assert code == 0, log
        assert "Traceback" not in log

        again = await start(discord.port, tmp_path, "run")
        discord.connected.clear()
        await asyncio.wait_for(discord.connected.wait(), 20)
        again.send_signal(signal.SIGINT)
        assert (await end(again))[0] == 0
        assert discord.requests.count("PUT /applications/100/commands") == 1


async def test_a_refused_token_ends_with_one_sentence_and_5(tmp_path: Path) -> None:
    async with stand_in() as discord:
        code, log = await end(await start(discord.port, tmp_path, "run", token="not-the-one"))
    assert code == 5
    assert log.splitlines()[-1] == "Discord refuses the token: copy a fresh one from the Developer Portal."
    assert "not-the-one" not in log


async def test_a_bot_that_starts_before_the_network_waits_for_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = await start(port, tmp_path, "run")
    assert process.stdout is not None
    async for line in process.stdout:
        if b"Discord cannot be reached" in line:
            break
    async with stand_in(port) as discord:
        await asyncio.wait_for(discord.connected.wait(), 20)
        process.send_signal(signal.SIGTERM)
        assert (await end(process))[0] == 0


async def test_sync_sends_the_commands_changed_or_not(tmp_path: Path) -> None:
    async with stand_in() as discord:
        for _ in range(2):
            code, log = await end(await start(discord.port, tmp_path, "commands", "sync"))
            assert code == 0, log
            assert log.splitlines()[-1] == "6 commands synced."
        assert discord.requests.count("PUT /applications/100/commands") == 2


async def test_the_invite_link_asks_for_no_permission(tmp_path: Path) -> None:
    async with stand_in() as discord:
        code, log = await end(await start(discord.port, tmp_path, "invite"))
    assert code == 0, log
    assert log.splitlines()[-1] == (
        "https://discord.com/oauth2/authorize?client_id=100&scope=bot+applications.commands&permissions=0"
    )


@pytest.mark.parametrize("command", ["invite", "commands"])
async def test_a_short_visit_does_not_wait_for_the_network(tmp_path: Path, command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = (command, "sync") if command == "commands" else (command,)
    code, log = await end(await start(port, tmp_path, *arguments))
    assert code == 5
    assert "Discord cannot be reached" in log.splitlines()[-1]
