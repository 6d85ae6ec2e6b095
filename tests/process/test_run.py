"""The real process, from login to SIGTERM, against a stand-in of Discord on loopback."""

import asyncio
import signal
import socket
from pathlib import Path

import pytest
from discord import Permissions

from tests.process.real_process import end, wayside
from tests.process.stand_in import StandIn, stand_in


async def ready(discord: StandIn) -> None:
    """Wait until the process is connected."""
    await asyncio.wait_for(discord.connected.wait(), 20)


async def test_the_process_logs_in_answers_survives_a_break_and_leaves_on_sigterm(tmp_path: Path) -> None:
    async with stand_in() as discord, wayside(discord.port, tmp_path, "run") as process:
        await ready(discord)
        answer = await discord.arrive("privacy")
        assert answer["data"]["flags"] & 64  # for the asker alone
        assert "Questions about your data?" in str(answer)
        assert answer["data"]["allowed_mentions"] == {"parse": []}
        await discord.drop()
        await ready(discord)
        assert "Which situation is closest" in str(await discord.arrive("scenario"))
        assert discord.queries == ["", ""]  # no answer is asked for back
        process.send_signal(signal.SIGTERM)
        code, log = await end(process)
        assert code == 0, log
        assert "Traceback" not in log


async def test_an_answer_in_hand_is_given_before_the_process_leaves(tmp_path: Path) -> None:
    async with stand_in() as discord, wayside(discord.port, tmp_path, "run") as process:
        await ready(discord)
        discord.slow = 1.0
        await discord.send("privacy")
        await asyncio.wait_for(discord.answering.wait(), 10)
        process.send_signal(signal.SIGTERM)
        code, log = await end(process)
        assert (code, len(discord.answers)) == (0, 1), log
        assert "finishing what is in hand" in log


async def test_commands_are_sent_once_and_again_when_discord_lost_them(tmp_path: Path) -> None:
    async def start_and_stop() -> int:
        discord.connected.clear()
        async with wayside(discord.port, tmp_path, "run") as process:
            await ready(discord)
            process.send_signal(signal.SIGINT)
            assert (await end(process))[0] == 0
        return discord.requests.count("PUT /applications/100/commands")

    async with stand_in() as discord:
        assert await start_and_stop() == 1
        assert await start_and_stop() == 1
        discord.commands = []
        assert await start_and_stop() == 2


async def test_refused_commands_do_not_keep_the_bot_away(tmp_path: Path) -> None:
    async with stand_in() as discord:
        discord.refuse_commands = True
        async with wayside(discord.port, tmp_path, "run") as process:
            await ready(discord)
            assert "Questions about your data?" in str(await discord.arrive("privacy"))
            process.send_signal(signal.SIGTERM)
            code, log = await end(process)
            assert code == 0
            assert "Discord did not take the commands" in log
        async with wayside(discord.port, tmp_path, "commands", "sync") as process:
            code, log = await end(process)
            assert code == 5
            assert log.splitlines()[-1] == "Discord did not take the commands; the line above says why."


async def test_an_unwritable_note_of_the_commands_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "commands.json").mkdir()
    async with stand_in() as discord, wayside(discord.port, tmp_path, "run") as process:
        await ready(discord)
        process.send_signal(signal.SIGTERM)
        code, log = await end(process)
        assert code == 0
        assert "could not note the synced commands" in log
    async with stand_in() as discord, wayside(discord.port, tmp_path, "commands", "sync") as process:
        code, log = await end(process)
        assert code == 4
        assert "commands.json cannot be removed" in log.splitlines()[-1]


async def test_a_refused_token_ends_with_one_sentence_and_5(tmp_path: Path) -> None:
    async with stand_in() as discord, wayside(discord.port, tmp_path, "run", token="not-the-one") as process:
        code, log = await end(process)
    assert code == 5
    assert log.splitlines()[-1] == "Discord refuses the token: copy a fresh one from the Developer Portal."
    assert "not-the-one" not in log


async def test_a_token_reset_while_running_ends_with_one_sentence_and_5(tmp_path: Path) -> None:
    async with stand_in() as discord, wayside(discord.port, tmp_path, "run") as process:
        await ready(discord)
        await discord.drop(code=4004)
        code, log = await end(process)
    assert code == 5
    assert log.splitlines()[-1].startswith("Discord no longer takes the token")
    assert "Traceback" not in log


async def test_a_bot_that_starts_before_the_network_waits_for_it(tmp_path: Path) -> None:
    port = _free_port()
    async with wayside(port, tmp_path, "run") as process:
        assert process.stdout is not None
        async for line in process.stdout:
            if b"Discord cannot be reached" in line:
                break
        async with stand_in(port) as discord:
            await ready(discord)
            process.send_signal(signal.SIGTERM)
            assert (await end(process))[0] == 0


async def test_sync_sends_the_commands_changed_or_not(tmp_path: Path) -> None:
    async with stand_in() as discord:
        for _ in range(2):
            async with wayside(discord.port, tmp_path, "commands", "sync") as process:
                code, log = await end(process)
            assert code == 0, log
            assert log.splitlines()[-1] == "15 commands synced."
        assert discord.requests.count("PUT /applications/100/commands") == 2


async def test_the_invite_link_asks_for_what_posts_need_and_touches_no_folder(tmp_path: Path) -> None:
    async with stand_in() as discord, wayside(discord.port, tmp_path / "none", "invite") as process:
        code, log = await end(process)
    assert code == 0, log
    needed = Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        create_public_threads=True,
        read_message_history=True,
        send_polls=True,
    )
    assert needed.value == 563259191135232
    address = "https://discord.com/oauth2/authorize?client_id=100&scope=bot+applications.commands"
    assert log == f"{address}&permissions=563259191135232\n"
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", [("invite",), ("commands", "sync")])
async def test_a_short_visit_does_not_wait_for_the_network(tmp_path: Path, command: tuple[str, ...]) -> None:
    async with wayside(_free_port(), tmp_path, *command) as process:
        code, log = await end(process)
    assert code == 5
    assert "Discord cannot be reached" in log.splitlines()[-1]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]
