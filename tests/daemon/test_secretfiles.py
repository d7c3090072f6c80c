"""A file with a secret is read only when it is kept like one (A69)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from daemon.secretfiles import CONTAINER_MOUNT, SecretFault, mounts, read_secret_file
from tests.daemon.configured import CANARY


def secret_file(folder: Path, mode: int = 0o600, data: bytes = CANARY.encode()) -> Path:
    path = folder / "secret"
    path.write_bytes(data)
    path.chmod(mode)
    return path


def refusal(path: Path, guarded: tuple[Path, ...] = ()) -> str:
    fault = read_secret_file(path, guarded)
    assert isinstance(fault, SecretFault)
    assert CANARY not in str(fault)
    return str(fault)


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_file_only_its_owner_may_use_is_read(tmp_path: Path, mode: int) -> None:
    assert read_secret_file(secret_file(tmp_path, mode), ()) == CANARY.encode()


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o610])
def test_A69_a_file_others_may_use_is_refused_with_the_command_that_mends_it(tmp_path: Path, mode: int) -> None:
    path = secret_file(tmp_path, mode)
    assert refusal(path) == f"{path}: others than its owner may use it (chmod 600 {path})"


def test_A69_a_link_is_not_followed(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(secret_file(tmp_path))
    assert "a link is not followed" in refusal(link)


def test_A69_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o600)
    assert refusal(pipe) == f"{pipe}: not a plain file"


def test_A69_folders_and_devices_are_refused(tmp_path: Path) -> None:
    assert "not a plain file" in refusal(tmp_path)
    assert "not a plain file" in refusal(Path("/dev/null"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none") == f"{tmp_path}/none: there is no such file"


def test_a_file_too_large_to_be_a_secret_is_refused(tmp_path: Path) -> None:
    assert "too large" in refusal(secret_file(tmp_path, data=b"x" * 65_537))
    assert read_secret_file(secret_file(tmp_path, data=b"x" * 65_536), ()) == b"x" * 65_536


def test_under_a_mount_of_secrets_any_mode_is_accepted(tmp_path: Path) -> None:
    assert read_secret_file(secret_file(tmp_path, 0o444), (tmp_path,)) == CANARY.encode()


def test_under_a_mount_links_that_stay_inside_are_followed(tmp_path: Path) -> None:
    """Kubernetes mounts secrets as links into a hidden folder that it swaps at once."""
    mount = tmp_path / "mount"
    (mount / "..data").mkdir(parents=True)
    secret_file(mount / "..data", 0o444).rename(mount / "..data" / "imap")
    (mount / "imap").symlink_to(Path("..data") / "imap")
    assert read_secret_file(mount / "imap", (mount,)) == CANARY.encode()


def test_A69_a_link_out_of_a_mount_is_not_followed(tmp_path: Path) -> None:
    mount = tmp_path / "mount"
    mount.mkdir()
    (mount / "imap").symlink_to(secret_file(tmp_path))
    assert "a link is not followed" in refusal(mount / "imap", (mount,))


def test_A69_a_path_that_climbs_out_of_a_mount_is_not_in_it(tmp_path: Path) -> None:
    mount = tmp_path / "mount"
    mount.mkdir()
    secret_file(tmp_path, 0o644)
    assert "others than its owner" in refusal(mount / ".." / "secret", (mount,))


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert "a link is not followed" in refusal(tmp_path / "a")


def test_the_mounts_are_those_of_containers_and_of_systemd() -> None:
    assert mounts({}) == (CONTAINER_MOUNT,)
    assert mounts({"CREDENTIALS_DIRECTORY": "/run/credentials/supportd.service"}) == (
        CONTAINER_MOUNT,
        Path("/run/credentials/supportd.service"),
    )
    assert mounts({"CREDENTIALS_DIRECTORY": "relative"}) == (CONTAINER_MOUNT,)
