"""The command line: one clear sentence and one exit code for each mistake, and shapes that scripts rely on."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.load import default_folder
from tests.knowledge.editor import small_copy
from tests.process.command_line import ROOT, wayside

TOKEN = "MTk4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
"""Of a token's form; no such bot exists."""
IN_LOVE = "I think I'm falling for my client"
SCENARIOS = 8


def is_a_finding(answer: dict[str, Any]) -> bool:
    """Whether an answer has the agreed shape, all situations best first."""
    scores = [ranked["score"] for ranked in answer["scenarios"]]
    return (
        list(answer) == ["verdict", "scenarios", "red_flag"]
        and answer["verdict"] in ("match", "choose", "none")
        and answer["red_flag"] in (None, "now", "law", "supervisor")
        and all(list(ranked) == ["id", "score"] for ranked in answer["scenarios"])
        and len({ranked["id"] for ranked in answer["scenarios"]}) == len(scores) == SCENARIOS
        and scores == sorted(scores, reverse=True)
        and all(0 <= score <= 1 for score in scores)
    )


# wayside find


def test_find_as_json_has_the_agreed_shape_from_any_folder(tmp_path: Path) -> None:
    done = wayside("find", IN_LOVE, "--json", cwd=tmp_path)
    answer = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert is_a_finding(answer)
    assert (answer["verdict"], answer["scenarios"][0]["id"]) == ("match", "romantic-feelings")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "You are falling in love with a client"), ("fr", "Vous tombez amoureux ou amoureuse d")],
)
def test_find_for_people_shows_titles_in_their_language(language: str, title: str) -> None:
    done = wayside("find", IN_LOVE, "--language", language)
    verdict, best, *others = done.stdout.splitlines()
    assert verdict == "match"
    assert title in best
    assert "%" in best
    assert len(others) == 2


def test_find_says_a_red_flag_first() -> None:
    done = wayside("find", "my client said he wants to die")
    assert "red flag: now" in done.stdout.splitlines()[0]


LINES: dict[str, tuple[bytes, str | None]] = {
    "a sentence": (json.dumps({"text": IN_LOVE, "lang": "en"}).encode(), None),
    "une phrase": (b'{"text": "je crois que je tombe amoureuse de mon client", "lang": "fr"}', None),
    "no language": (b'{"text": "hello"}', None),
    "an empty text": (b'{"text": ""}', None),
    "an empty line": (b"", "not JSON"),
    "half an object": (b'{"text": "hel', "not JSON"),
    "no JSON at all": (b"hello", "not JSON"),
    "a list": (b'["text"]', "expected"),
    "a number": (b"17", "expected"),
    "no text": (b'{"lang": "en"}', "expected"),
    "a text that is a number": (b'{"text": 17}', "expected"),
    "nothing as text": (b'{"text": null}', "expected"),
    "NUL between": (b'\x00{"text": "hello"}', "not JSON"),
    "NUL in the text": (b'{"text": "hel\\u0000lo"}', None),
    "half a character": (b'{"text": "\\ud83d"}', None),
    "not UTF-8": (b'{"text": "caf\xe9"}', None),
    "a huge text": (b'{"text": "' + b"my client and I " * 100_000 + b'"}', None),
    "a huge number": (b"9" * 100_000, "not JSON"),
    "deep lists": (b"[" * 100_000 + b"]" * 100_000, "not JSON"),
    "a sentence at the end": (json.dumps({"text": IN_LOVE}).encode(), None),
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What a batch answers to each of LINES."""
    file = tmp_path_factory.mktemp("batch") / "batch.jsonl"
    file.write_bytes(b"\n".join(line for line, _ in LINES.values()))
    done = wayside("find", "--batch", file, "--json")
    answers = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert len(answers) == len(LINES)
    return dict(zip(LINES, map(json.loads, answers), strict=True))


@pytest.mark.parametrize("line", LINES)
def test_a_batch_answers_every_line_whatever_it_holds(batch: dict[str, dict[str, Any]], line: str) -> None:
    answer, error = batch[line], LINES[line][1]
    if error is None:
        assert is_a_finding(answer)
    else:
        assert list(answer) == ["error"]
        assert error in answer["error"]


def test_a_batch_finds_what_a_single_call_finds(batch: dict[str, dict[str, Any]]) -> None:
    assert batch["a sentence"]["scenarios"][0]["id"] == "romantic-feelings"
    assert batch["une phrase"]["scenarios"][0]["id"] == "romantic-feelings"
    assert batch["a sentence at the end"] == batch["a sentence"]


def test_an_empty_batch_has_no_answers(tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").touch()
    done = wayside("find", "--batch", tmp_path / "batch.jsonl", "--json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_batch_from_windows_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").write_bytes(b'\xef\xbb\xbf{"text": "hello"}\r\n{"text": "hello"}\r\n')
    first, second = wayside("find", "--batch", tmp_path / "batch.jsonl", "--json").stdout.splitlines()
    assert first == second


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        pytest.param(["find"], 2, "Give either TEXT or --batch FILE.", id="neither text nor file"),
        pytest.param(["find", "x", "--batch", "y", "--json"], 2, "Give either TEXT or --batch FILE.", id="both"),
        pytest.param(["find", "--batch", "y"], 2, "--batch answers in JSON: add --json.", id="a batch for people"),
        pytest.param(
            ["find", "--batch", "y", "--json", "--explain"],
            2,
            "--explain is for one TEXT, not for --batch.",
            id="a batch explained",
        ),
        pytest.param(
            ["knowledge", "report", "--scenario", "love"],
            2,
            "No scenario love; there are: unlawful-aims, romantic-feelings, conflict-of-interest, client-ends, "
            "no-value-or-referral, death-or-incapacity, unfit-to-practise, bias, none.",
            id="a report on a situation that does not exist",
        ),
        pytest.param(
            ["find", "--batch", "nowhere.jsonl", "--json"],
            1,
            "nowhere.jsonl cannot be read: No such file or directory.",
            id="a batch that is not there",
        ),
        pytest.param(["knowledge", "export"], 2, "Say which format: --json.", id="an export without a format"),
        pytest.param(
            ["run"],
            2,
            "DISCORD_TOKEN is not set: put the bot token from the Developer Portal there.",
            id="no token",
        ),
        pytest.param(
            ["commands", "sync"],
            2,
            "DISCORD_TOKEN is not set: put the bot token from the Developer Portal there.",
            id="no token to sync with",
        ),
        pytest.param(
            ["invite"],
            2,
            "DISCORD_TOKEN is not set: put the bot token from the Developer Portal there.",
            id="no token to invite with",
        ),
    ],
)
def test_a_mistake_ends_in_one_sentence(tmp_path: Path, arguments: list[str], code: int, sentence: str) -> None:
    done = wayside(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", f"{sentence}\n")


def test_an_unknown_command_or_option_is_a_mistake_too() -> None:
    for arguments in (["fnid", "x"], ["find", "--jsno", "x"], []):
        done = wayside(*arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


# wayside run, as far as it goes without Discord


@pytest.mark.parametrize("token", ["Bot hunter2", '"hunter2"', "<hunter2>", "hünter2"])
def test_a_malformed_token_is_refused_in_one_sentence_that_does_not_hold_it(tmp_path: Path, token: str) -> None:
    done = wayside("run", DISCORD_TOKEN=token, WAYSIDE_DATA_DIR=tmp_path / "data")
    assert done.returncode == 2
    assert done.stderr == "DISCORD_TOKEN is not usable: expected the bot token from the Developer Portal.\n"
    assert done.stdout == ""
    assert not (tmp_path / "data").exists()


def test_a_data_folder_that_cannot_be_written_is_exit_4(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = wayside("run", DISCORD_TOKEN=TOKEN, WAYSIDE_DATA_DIR=tmp_path / "file" / "data")
    assert done.returncode == 4
    assert done.stderr == f"The data folder {tmp_path / 'file' / 'data'} cannot be written: Not a directory.\n"


def test_broken_knowledge_is_exit_3_before_discord_is_asked(tmp_path: Path) -> None:
    (tmp_path / "about.yaml").write_text("languages: [en\n", encoding="utf-8")
    done = wayside("run", DISCORD_TOKEN=TOKEN, WAYSIDE_DATA_DIR=tmp_path / "data", WAYSIDE_KNOWLEDGE_DIR=tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith("about.yaml:2: -: YAML syntax: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["find", "x"], ["knowledge", "check"], ["knowledge", "export", "--json"]])
def test_broken_knowledge_is_exit_3_for_every_command(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "about.yaml").write_text("languages: [en\n", encoding="utf-8")
    done = wayside(*arguments, WAYSIDE_KNOWLEDGE_DIR=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("about.yaml:2: -: YAML syntax: ")


def test_a_bad_setting_is_exit_2() -> None:
    done = wayside("find", "x", WAYSIDE_LOG_LEVEL="chatty")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "WAYSIDE_LOG_LEVEL is not usable: expected DEBUG, INFO, WARNING or ERROR.\n"


# wayside knowledge


def test_the_export_is_json_with_everything_from_any_folder(tmp_path: Path) -> None:
    done = wayside("knowledge", "export", "--json", cwd=tmp_path)
    exported = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert [edition["id"] for edition in exported["editions"]] == ["icf-2025", "icf-2020", "gcoe-2021"]
    assert len(exported["clauses"]) == 105
    assert len(exported["scenarios"]) == SCENARIOS
    assert "é" in done.stdout


def test_schemas_are_written_into_the_knowledge_folder(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    for path in sorted(default_folder().rglob("*.yaml")):
        copy = folder / path.relative_to(default_folder())
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    done = wayside("knowledge", "schema", WAYSIDE_KNOWLEDGE_DIR=folder)
    written = [Path(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert {path.parent for path in written} == {folder / ".schema"}
    assert {path.name for path in written} >= {"about.json", "code.json", "scenario.json"}
    assert all(json.loads(path.read_text(encoding="utf-8"))["type"] == "object" for path in written)


def test_the_checkout_is_where_the_knowledge_comes_from() -> None:
    assert default_folder() == ROOT / "knowledge"


def test_a_first_start_learns_without_a_word_beside_the_answer(tmp_path: Path) -> None:
    folder = small_copy(tmp_path / "knowledge")
    done = wayside(
        "find", "my client wants to stop", "--json", WAYSIDE_KNOWLEDGE_DIR=folder, WAYSIDE_CACHE_DIR=tmp_path / "cache"
    )
    assert json.loads(done.stdout)["scenarios"][0]["id"] == "client-ends"
    assert done.stderr == ""
    assert {path.name.partition("-")[0] for path in (tmp_path / "cache").iterdir()} == {
        "encoder",
        "learned",
        "meanings",
    }
