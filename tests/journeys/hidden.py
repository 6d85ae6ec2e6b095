"""Commands that Discord hides, sent all the same."""

from typing import Any

from simcord import interactions
from simcord.actors import MemberActor
from simcord.enums import AppCommandType, InteractionType
from simcord.results import InteractionResult

from tests.conftest import Town


def command(town: Town, name: str) -> dict[str, Any]:
    """A command as Discord was given it."""
    found = town.env.backend.find_command(name, None)
    assert found is not None
    return found


async def sent(town: Town, person: MemberActor, name: str, **options: Any) -> InteractionResult:
    """A command as it would arrive if Discord did not hide it."""
    backend, root = town.env.backend, command(town, name.split()[0])
    leaf, nesting = interactions.walk_to_subcommand(root, name.split()[1:])
    given, resolved = interactions.build_options(person, name, leaf, options, channel_id=town.channel.id)
    data = {
        "id": root["id"],
        "name": root["name"],
        "type": AppCommandType.CHAT_INPUT,
        "options": interactions.nest_options(root, nesting, given),
        **({"resolved": resolved} if resolved else {}),
    }
    record, payload = interactions.base_payload(
        backend,
        type=InteractionType.APPLICATION_COMMAND,
        channel_id=town.channel.id,
        guild_id=town.guild.id,
        user_id=person.id,
        data=data,
    )
    backend.emit("INTERACTION_CREATE", payload)
    await town.env.settle()
    return InteractionResult(town.env, record)
