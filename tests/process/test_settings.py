"""What an operator sets, where it may come from, and how a mistake is said without repeating a secret."""

from pathlib import Path

import pytest
from platformdirs import user_cache_path

from bot.failures import Exit
from bot.settings import Settings, SettingsError, read_settings

NAMES = (
    "DISCORD_TOKEN",
    "WAYSIDE_DATA_DIR",
    "WAYSIDE_DATABASE_URL",
    "WAYSIDE_KEYS",
    "WAYSIDE_CACHE_DIR",
    "WAYSIDE_KNOWLEDGE_DIR",
    "WAYSIDE_LOG_FORMAT",
    "WAYSIDE_LOG_LEVEL",
    "WAYSIDE_RETENTION_DAYS",
)
TOKEN = "MTk4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
"""Of a token's form; no such bot exists."""
KEY, OLDER_KEY = "A" * 43 + "=", "b-_9" * 10 + "AAA="


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


def refusal() -> str:
    """Why these settings stop the start."""
    with pytest.raises(SettingsError) as caught:
        assert read_settings().token
    assert caught.value.exit == Exit.SETTINGS
    assert caught.value.__cause__ is None
    return str(caught.value)


def as_dict(settings: Settings) -> dict[str, object]:
    """The settings by their names in the environment, the token in clear."""
    return {
        "DISCORD_TOKEN": settings.discord_token.get_secret_value() if settings.discord_token else None,
        "WAYSIDE_DATA_DIR": settings.data_dir,
        "WAYSIDE_DATABASE_URL": settings.database_url,
        "WAYSIDE_KEYS": settings.given_keys,
        "WAYSIDE_CACHE_DIR": settings.cache_dir,
        "WAYSIDE_KNOWLEDGE_DIR": settings.knowledge_dir,
        "WAYSIDE_LOG_FORMAT": settings.log_format,
        "WAYSIDE_LOG_LEVEL": settings.log_level,
        "WAYSIDE_RETENTION_DAYS": settings.retention_days,
    }


DEFAULTS: dict[str, object] = {
    "DISCORD_TOKEN": None,
    "WAYSIDE_DATA_DIR": Path("data"),
    "WAYSIDE_DATABASE_URL": None,
    "WAYSIDE_KEYS": (),
    "WAYSIDE_CACHE_DIR": user_cache_path("wayside", appauthor=False),
    "WAYSIDE_KNOWLEDGE_DIR": None,
    "WAYSIDE_LOG_FORMAT": "text",
    "WAYSIDE_LOG_LEVEL": "INFO",
    "WAYSIDE_RETENTION_DAYS": 7,
}
VALUES = [
    pytest.param("DISCORD_TOKEN", TOKEN, TOKEN, id="token"),
    pytest.param("WAYSIDE_DATA_DIR", "/srv/wayside", Path("/srv/wayside"), id="data folder"),
    pytest.param(
        "WAYSIDE_DATABASE_URL", "sqlite+aiosqlite:////srv/x.db", "sqlite+aiosqlite:////srv/x.db", id="database"
    ),
    pytest.param("WAYSIDE_KEYS", f"{KEY}, {OLDER_KEY}", (KEY, OLDER_KEY), id="keys"),
    pytest.param("WAYSIDE_CACHE_DIR", "/srv/cache", Path("/srv/cache"), id="cache folder"),
    pytest.param("WAYSIDE_KNOWLEDGE_DIR", "/srv/knowledge", Path("/srv/knowledge"), id="knowledge folder"),
    pytest.param("WAYSIDE_LOG_FORMAT", "json", "json", id="log format"),
    pytest.param("WAYSIDE_LOG_LEVEL", "WARNING", "WARNING", id="log level"),
    pytest.param("WAYSIDE_RETENTION_DAYS", "30", 30, id="retention"),
]


def test_without_any_setting() -> None:
    assert as_dict(read_settings()) == DEFAULTS


@pytest.mark.parametrize(("name", "value", "read"), VALUES)
def test_a_setting_from_the_environment(monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: object) -> None:
    monkeypatch.setenv(name, value)
    assert as_dict(read_settings()) == {**DEFAULTS, name: read}


@pytest.mark.parametrize(("name", "value", "read"), VALUES)
def test_a_setting_from_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str, read: object
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"\n  {value} \n", encoding="utf-8")
    monkeypatch.setenv(f"{name}_FILE", str(secret))
    assert as_dict(read_settings()) == {**DEFAULTS, name: read}


def test_the_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("from-the-file", encoding="utf-8")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(secret))
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    assert read_settings().token == TOKEN


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_setting_counts_as_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    monkeypatch.setenv(name, "")
    assert as_dict(read_settings()) == DEFAULTS
    monkeypatch.setenv(f"{name}_FILE", "")
    assert as_dict(read_settings()) == DEFAULTS


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").write_text(" \n", encoding="utf-8")
    monkeypatch.setenv(f"{name}_FILE", str(tmp_path / "empty"))
    assert refusal() == f"{name}_FILE names an empty file."


def test_a_file_is_not_opened_when_the_variable_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "nowhere"))
    assert read_settings().token == TOKEN


def test_a_malformed_token_does_not_stop_what_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "paste it here")
    assert read_settings().log_level == "INFO"


@pytest.mark.parametrize(("typed", "read"), [("debug", "DEBUG"), ("Error", "ERROR")])
def test_a_log_level_in_any_case(monkeypatch: pytest.MonkeyPatch, typed: str, read: str) -> None:
    monkeypatch.setenv("WAYSIDE_LOG_LEVEL", typed)
    assert read_settings().log_level == read


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("WAYSIDE_LOG_LEVEL", "chatty", "DEBUG, INFO, WARNING or ERROR"),
        ("WAYSIDE_LOG_FORMAT", "xml", "text or json"),
        ("DISCORD_TOKEN", "Bot hunter2", "the bot token from the Developer Portal"),
        ("WAYSIDE_RETENTION_DAYS", "91", "a whole number of days, 1 to 90"),
        ("WAYSIDE_RETENTION_DAYS", "-3", "a whole number of days, 1 to 90"),
        ("WAYSIDE_DATABASE_URL", "postgresql+asyncpg://me:hunter2@db/x", "sqlite+aiosqlite:/// and the path of a file"),
        ("WAYSIDE_DATABASE_URL", "sqlite+aiosqlite:///file:x.db", "sqlite+aiosqlite:/// and the path of a file"),
        ("WAYSIDE_DATABASE_URL", "sqlite+aiosqlite:///:memory:", "sqlite+aiosqlite:/// and the path of a file"),
        ("WAYSIDE_DATABASE_URL", "sqlite+aiosqlite:///x.db?mode=ro", "sqlite+aiosqlite:/// and the path of a file"),
        ("WAYSIDE_DATABASE_URL", "sqlite:///x.db", "sqlite+aiosqlite:/// and the path of a file"),
        ("WAYSIDE_KEYS", "hunter2", "Fernet keys, newest first, with commas between them"),
        ("WAYSIDE_KEYS", f"{KEY},hunter2", "Fernet keys, newest first, with commas between them"),
        ("WAYSIDE_KEYS", f"{KEY}{OLDER_KEY}", "Fernet keys, newest first, with commas between them"),
    ],
)
def test_a_bad_setting_is_named_with_what_is_expected_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(name, value)
    said = refusal()
    assert said == f"{name} is not usable: expected {expected}."
    assert value not in said


def test_every_bad_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYSIDE_LOG_LEVEL", "chatty")
    monkeypatch.setenv("WAYSIDE_LOG_FORMAT", "xml")
    said = refusal()
    assert "WAYSIDE_LOG_LEVEL" in said
    assert "WAYSIDE_LOG_FORMAT" in said


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("Bot hunter2", id="a space"),
        pytest.param('"hunter2"', id="quotes"),
        pytest.param("'hunter2'", id="single quotes"),
        pytest.param("<hunter2>", id="angle brackets"),
        pytest.param("hünter2", id="an umlaut"),
        pytest.param("hunter2\u200b", id="an invisible character"),
        pytest.param("hunter2\nhunter3", id="two lines"),
        pytest.param("hunter2\t", id="a tab"),
        pytest.param("hunter2\u2026", id="an ellipsis"),
    ],
)
@pytest.mark.parametrize("where", ["environment", "file"])
def test_a_malformed_token_is_refused_without_being_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str, where: str
) -> None:
    if where == "environment":
        monkeypatch.setenv("DISCORD_TOKEN", value)
    else:
        (tmp_path / "token").write_text(f"x{value}x", encoding="utf-8")
        monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "token"))
    said = refusal()
    assert said.startswith("DISCORD_TOKEN is not usable")
    assert "unter2" not in said


def test_no_token_is_said_only_when_one_is_needed() -> None:
    settings = read_settings()
    with pytest.raises(SettingsError, match="DISCORD_TOKEN is not set: put the bot token"):
        _ = settings.token


def test_a_file_that_is_not_there_is_said_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "nowhere"))
    assert refusal() == "DISCORD_TOKEN_FILE cannot be read: No such file or directory."


def test_a_folder_in_place_of_a_file_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WAYSIDE_LOG_LEVEL_FILE", str(tmp_path))
    assert refusal() == "WAYSIDE_LOG_LEVEL_FILE cannot be read: Is a directory."


def test_a_file_that_is_no_text_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "token").write_bytes(b"\xff\xfe\x00h")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "token"))
    assert refusal() == "DISCORD_TOKEN_FILE cannot be read: not a text file."


def test_settings_are_printed_without_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    settings = read_settings()
    assert TOKEN not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    assert settings.token == TOKEN


def test_settings_are_printed_without_the_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYSIDE_KEYS", KEY)
    settings = read_settings()
    assert KEY not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_keys_may_stand_on_lines_of_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(f"{KEY}\n{OLDER_KEY}\n", encoding="utf-8")
    monkeypatch.setenv("WAYSIDE_KEYS_FILE", str(tmp_path / "keys"))
    assert read_settings().given_keys == (KEY, OLDER_KEY)


def test_the_database_is_in_the_data_folder_unless_its_url_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYSIDE_DATA_DIR", "/srv/wayside")
    assert read_settings().database_file == Path("/srv/wayside/wayside.db")
    monkeypatch.setenv("WAYSIDE_DATABASE_URL", "sqlite+aiosqlite:////srv/other.db")
    assert read_settings().database_file == Path("/srv/other.db")
    monkeypatch.setenv("WAYSIDE_DATABASE_URL", "sqlite+aiosqlite:///here.db")
    assert read_settings().database_file == Path("here.db")


def test_settings_do_not_change_after_they_were_read() -> None:
    settings = read_settings()
    with pytest.raises(ValueError, match="frozen"):
        settings.data_dir = Path("elsewhere")
