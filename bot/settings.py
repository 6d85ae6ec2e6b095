"""The environment, read once into a frozen value. Every setting may also come from a file named by ``<NAME>_FILE``."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_cache_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.failures import Exit, OperatorError


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

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

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


def read_settings(**overrides: object) -> Settings:
    """Settings from the environment; ``overrides`` go by the aliases. Raises SettingsError naming every bad setting."""
    try:
        return Settings(**overrides)  # pyright: ignore[reportArgumentType]  # checked by pydantic
    except ValidationError as error:
        expected: Mapping[str, str | None] = {str(f.alias): f.description for f in Settings.model_fields.values()}
        bad = sorted({str(detail["loc"][0]) for detail in error.errors()})
        sentences = [f"{name} is not usable: expected {expected.get(name)}." for name in bad]
        raise SettingsError(" ".join(sentences)) from None
