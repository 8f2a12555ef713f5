"""The typed readers of the environment, and the settings as a process would start with them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.env import BadSetting, Env

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("text", "wanted"), [("1", True), ("yes", True), ("0", False), ("", True)])
def test_a_flag_is_one_or_zero_or_its_default(text: str, wanted: bool) -> None:
    assert Env({"X": text}).flag("X", default=True) is wanted


@pytest.mark.parametrize("value", ["x", "0", "65536", "1.5"])
def test_a_number_out_of_its_range_names_variable_value_and_range(value: str) -> None:
    with pytest.raises(BadSetting) as stopped:
        Env({"PORT": value}).integer("PORT", 8000, least=1, most=65535)
    assert str(stopped.value) == f"PORT={value!r} must be a whole number from 1 to 65535."


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "soon"])
def test_a_pause_that_is_no_length_of_time_is_refused(value: str) -> None:
    with pytest.raises(BadSetting, match="a number from 0 to 600"):
        Env({"STEP_DELAY": value}).number("STEP_DELAY", 0, least=0, most=600)


def test_names_are_split_at_commas_and_blanks_fall_away() -> None:
    assert Env({"HOSTS": " a.example, b.example ,"}).names("HOSTS") == ["a.example", "b.example"]


def test_hosts_are_names_wildcards_and_addresses() -> None:
    said = "bell.example, .bell.example, 10.0.0.7, [::1], *"
    assert Env({"HOSTS": said}).hosts("HOSTS", []) == said.split(", ")


def test_a_url_that_is_refused_keeps_its_password_to_itself() -> None:
    with pytest.raises(BadSetting) as stopped:
        Env({"REDIS_URL": "rediz://me:secret@db.example"}).url("REDIS_URL", ["redis"])
    assert "rediz://me:***@db.example" in str(stopped.value)


def test_a_folder_is_made_and_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    made = Env({"DATA_DIR": str(tmp_path / "a" / "b")}).folder("DATA_DIR", tmp_path)
    assert made.is_dir()
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match="DATA_DIR"):
        Env({"DATA_DIR": str(tmp_path / "file")}).folder("DATA_DIR", tmp_path)


def start(
    tmp_path: Path, expression: str = "''", **changes: str
) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)}
    code = f"from config import settings; print({expression})"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**clean, **changes},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"PORT": "many"},
        {"DEBUG": "maybe"},
        {"HOST": "0.0.0.0", "DEBUG": "1"},
        {"REDIS_URL": "localhost:6379"},
        {"REDIS_URL": "redis://localhost:port/0"},
        {"DATABASE_URL": "oracle://db/x"},
        {"DATABASE_URL": "postgres://me:pw@db.example:port/bell"},
        {"DATABASE_URL": "postgres://me:p#w@db.example/bell"},
        {"DATABASE_URL": "postgres://db.example"},
        {"ALLOWED_HOSTS": "bell.example,https://www.bell.example"},
        {"ALLOWED_HOSTS": "bell.example:8000"},
        {"MARKET_DATA": "bundled,yfinance"},
        {"LLM_MODEL": "openai:gpt-5"},
        {"LLM_MODEL": "gpt-5"},
        {"LLM_MODEL": "oracle:of-delphi"},
        {"LLM_MODEL": "openai: "},
        {"LLM_SECONDS": "0"},
        {"LOG_FORMAT": "xml"},
        {"HEARTBEAT_SECONDS": "0"},
        {"MAX_ITERATIONS": "0"},
    ],
    ids=lambda changes: ",".join(f"{k}={v}" for k, v in changes.items()),
)
def test_a_bad_setting_stops_the_start_with_one_sentence(
    tmp_path: Path, changes: dict[str, str]
) -> None:
    ended = start(tmp_path, **changes)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.startswith(list(changes)[-1])
    assert ended.stderr.endswith(".\n")


def test_a_language_model_is_named_beside_its_key(tmp_path: Path) -> None:
    named = {"LLM_MODEL": "anthropic:any", "ANTHROPIC_API_KEY": "sk-secret"}
    assert start(tmp_path, "settings.LLM_MODEL", **named).stdout == "anthropic:any\n"
    keyless = start(tmp_path, LLM_MODEL="anthropic:any")
    assert keyless.stderr == "LLM_MODEL='anthropic:any' must be set with ANTHROPIC_API_KEY.\n"


def test_a_public_site_needs_a_secret_key_of_its_own(tmp_path: Path) -> None:
    ended = start(tmp_path, DEBUG="0")
    wanted = "SECRET_KEY is not set, but it must be a long random text when DEBUG=0.\n"
    assert (ended.returncode, ended.stderr) == (1, wanted)


def test_the_secret_key_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    first = start(tmp_path, "settings.SECRET_KEY").stdout
    assert len(first) > 50
    assert start(tmp_path, "settings.SECRET_KEY").stdout == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_debug_is_on_for_this_machine_alone(tmp_path: Path) -> None:
    shown = "settings.LOCAL, settings.GUEST_ACCESS, settings.DEBUG"
    assert start(tmp_path, shown).stdout == "True True False\n"
    public = start(tmp_path, shown, HOST="0.0.0.0", SECRET_KEY="long and random")
    assert public.stdout == "False False False\n"


def test_a_database_url_takes_the_place_of_sqlite(tmp_path: Path) -> None:
    url = "postgres://me:pw@db.example:5433/bell"
    shown = "settings.DATABASES['default']['ENGINE'], settings.DATABASES['default']['PORT']"
    assert start(tmp_path, shown, DATABASE_URL=url).stdout == "django.db.backends.postgresql 5433\n"


def test_a_long_data_dir_gets_a_socket_that_the_system_can_bind(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 90)
    shown = start(deep, "settings.REDIS_SOCKET").stdout.strip()
    assert len(shown) <= 100
    assert start(deep, "settings.REDIS_SOCKET").stdout.strip() == shown
