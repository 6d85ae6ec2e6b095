"""The environment, read once into a frozen value. Every setting may also come from a file named by ``<NAME>_FILE``."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_cache_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.failures import Exit, OperatorError

_FILE_URL = "sqlite+aiosqlite:///"
_FERNET_KEY = re.compile(r"[\w-]{43}=", re.ASCII)
"""Fernet specification: 32 bytes in URL-safe base64."""


class SettingsError(OperatorError):
    """A setting is missing or unusable. The message names it and says what is expected, never its value."""

    exit = Exit.SETTINGS


class Settings(BaseSettings):
    """What an operator can decide. Values come from the environment variables given as aliases."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    discord_token: SecretStr | None = Field(
        None, alias="DISCORD_TOKEN", description="the bot token from the Developer Portal"
    )
    data_dir: Path = Field(Path("data"), alias="WAYSIDE_DATA_DIR", description="a folder the bot may write to")
    database_url: str | None = Field(
        None, alias="WAYSIDE_DATABASE_URL", description="sqlite+aiosqlite:/// and the path of a file"
    )
    keys: SecretStr | None = Field(
        None, alias="WAYSIDE_KEYS", description="Fernet keys, newest first, with commas between them"
    )
    cache_dir: Path = Field(
        default_factory=lambda: user_cache_path("wayside", appauthor=False),
        alias="WAYSIDE_CACHE_DIR",
        description="a folder for what can be made again",
    )
    knowledge_dir: Path | None = Field(
        None, alias="WAYSIDE_KNOWLEDGE_DIR", description="a folder laid out like the project's knowledge/"
    )
    log_format: Literal["text", "json"] = Field("text", alias="WAYSIDE_LOG_FORMAT", description="text or json")
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"],
        Field(alias="WAYSIDE_LOG_LEVEL", description="DEBUG, INFO, WARNING or ERROR"),
    ] = "INFO"
    retention_days: int = Field(
        7, alias="WAYSIDE_RETENTION_DAYS", ge=1, le=90, description="a whole number of days, 1 to 90"
    )

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _a_file(cls, value: str | None) -> str | None:
        # A "?" would begin options, and the other two a database that is gone with the process.
        if value is not None and not re.fullmatch(re.escape(_FILE_URL) + r"(?!:memory:|file:)[^?#]+", value):
            raise ValueError
        return value

    @field_validator("keys")
    @classmethod
    def _of_their_form(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not all(map(_FERNET_KEY.fullmatch, _listed(value))):
            raise ValueError
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then ``<NAME>_FILE``."""
        return init_settings, env_settings, _FromFiles(settings_cls)

    @property
    def database_file(self) -> Path:
        """Where the database is."""
        given = self.database_url
        return Path(given.removeprefix(_FILE_URL)) if given else self.data_dir / "wayside.db"

    @property
    def given_keys(self) -> tuple[str, ...]:
        """The keys of WAYSIDE_KEYS, newest first; none when they are in the data folder's key file."""
        return tuple(_listed(self.keys)) if self.keys else ()

    @property
    def token(self) -> str:
        """The bot token. Raises SettingsError when none is set, or when it cannot be one."""
        if self.discord_token is None:
            raise SettingsError("DISCORD_TOKEN is not set: put the bot token from the Developer Portal there.")
        token = self.discord_token.get_secret_value()
        if not token.isascii() or not token.isprintable() or set(token) & set(" \"'<>"):
            raise SettingsError("DISCORD_TOKEN is not usable: expected the bot token from the Developer Portal.")
        return token


class _FromFiles(PydanticBaseSettingsSource):
    """``<NAME>_FILE`` holds a path; the file's trimmed text is the value (Docker and systemd secrets)."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        name = field.alias or field_name
        path = os.environ.get(f"{name}_FILE")
        if not path or os.environ.get(name):
            return None, name, False
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not a text file"
            raise SettingsError(f"{name}_FILE cannot be read: {reason}.") from None
        if not value:
            raise SettingsError(f"{name}_FILE names an empty file.")
        return value, name, False

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(field, name) for name, field in self.settings_cls.model_fields.items()}
        return {key: value for value, key, _ in found.values() if value is not None}


def _listed(keys: SecretStr) -> list[str]:
    """In a file, lines serve as well as commas."""
    return re.split(r"[\s,]+", keys.get_secret_value().strip(", \n"))


def read_settings(**overrides: object) -> Settings:
    """Settings from the environment; ``overrides`` go by the aliases. Raises SettingsError naming every bad setting."""
    try:
        return Settings(**overrides)  # pyright: ignore[reportArgumentType]  # checked by pydantic
    except ValidationError as error:
        expected: Mapping[str, str | None] = {str(f.alias): f.description for f in Settings.model_fields.values()}
        bad = sorted({str(detail["loc"][0]) for detail in error.errors()})
        sentences = [f"{name} is not usable: expected {expected.get(name)}." for name in bad]
        raise SettingsError(" ".join(sentences)) from None
