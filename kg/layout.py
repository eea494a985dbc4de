"""How a store lies on disk, and the checks before one is opened.

onrecord-store.json   the format and the base of its IRIs
lock                  held by the writer
live/                 the database; only the writer opens it
snapshots/<n>/        read-only states, each with the lock file <n>.lock
current               the number of the snapshot that readers open
unpublished           is there while live/ holds more than the current snapshot
"""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError, StoreLockedError, StoreMissingError, StoreVersionError
from kg.identity import base

FORMAT = 1  # rises when a store of an older OnRecord can no longer be read as it is


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one store."""

    root: Path

    @classmethod
    def at(cls, location: str | Path) -> Layout:
        """The places of the store in that folder. Raises StoreError for an address on the network."""
        if str(location).startswith(("http://", "https://")):
            raise StoreError(
                f"{location} is a store on the network, which this version cannot use; name a folder."
            )
        return cls(Path(location))

    @property
    def live(self) -> Path:
        """The database that the writer opens."""
        return self.root / "live"

    @property
    def snapshots(self) -> Path:
        """The folder of published states."""
        return self.root / "snapshots"

    @property
    def lock(self) -> Path:
        """The file that the writer locks."""
        return self.root / "lock"

    @property
    def unpublished(self) -> Path:
        """The file that marks a live store with more in it than the current snapshot."""
        return self.root / "unpublished"

    @property
    def _about(self) -> Path:
        return self.root / "onrecord-store.json"

    def snapshot(self, number: int) -> Path:
        """The folder of one published state."""
        return self.snapshots / str(number)

    def snapshot_lock(self, number: int) -> Path:
        """The file that the readers of one published state lock together."""
        return self.snapshots / f"{number}.lock"

    def create(self) -> None:
        """Make an empty store. Raises StoreError where the folder holds something else."""
        try:
            if self.root.exists() and not self.root.is_dir():
                raise StoreError(f"{self.root} is a file; name a folder for the store.")
            if self.root.is_dir() and any(self.root.iterdir()):
                raise StoreError(
                    f"{self.root} is not empty and no OnRecord store; name a new or an empty folder."
                )
            self.root.mkdir(parents=True, exist_ok=True)
            self.snapshots.mkdir()
            _write_whole(self._about, json.dumps({"format": FORMAT, "base": base()}) + "\n")
        except OSError as error:
            raise StoreError(
                f"No store can be made at {self.root} ({error.strerror}); name a folder that you can write."
            ) from error

    @property
    def exists(self) -> bool:
        """True where there is a store of any version."""
        try:
            return self._about.is_file()
        except OSError:  # a name that no file can have
            return False

    def check(self) -> None:
        """Raise StoreMissingError or StoreVersionError unless this version can use the store."""
        if not self.exists:
            raise StoreMissingError(
                f"There is no store at {self.root}; make one with: onrecord ingest PATH --store {self.root}"
            )
        try:
            about = json.loads(self._about.read_text(encoding="utf-8"))
            written, store_base = about["format"], about["base"]
        except (ValueError, KeyError, TypeError) as error:
            raise StoreVersionError(
                f"{self._about} cannot be read, so the store's version is not known; restore that file."
            ) from error
        if written != FORMAT:
            raise StoreVersionError(
                f"The store at {self.root} has format {written}, and this OnRecord reads format {FORMAT}; "
                "use the OnRecord that wrote it, or ingest the articles into a new store."
            )
        if store_base != base():
            raise StoreVersionError(
                f"The IRIs of the store at {self.root} begin with {store_base}, not with {base()}; "
                f"set ONRECORD_BASE={store_base} and try again."
            )

    def current(self) -> int | None:
        """The number of the current snapshot, or None where nothing was published yet."""
        try:
            return int((self.root / "current").read_text(encoding="ascii"))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except ValueError as error:
            raise StoreError(
                f"{self.root / 'current'} holds no number; ingest into the store again."
            ) from error

    def published(self) -> int | None:
        """The snapshot that readers open; None where none can be opened, so that one is to be published."""
        try:
            number = self.current()
        except StoreError:
            return None
        return number if number is not None and self.snapshot(number).is_dir() else None

    def switch_to(self, number: int) -> None:
        """Make a snapshot the current one, in one step."""
        _write_whole(self.root / "current", f"{number}\n")

    def numbers(self) -> list[int]:
        """The numbers of all snapshots on disk, current or not."""
        return sorted(int(path.name) for path in self.snapshots.glob("[0-9]*") if path.name.isdecimal())

    def last_number(self) -> int:
        """The highest number that was ever published here, as far as the disk tells; 0 for none."""
        try:
            current = self.current()
        except StoreError:
            current = None
        return max([0, current or 0, *self.numbers()])


def hold(layout: Layout) -> int:
    """Lock the store for writing until the descriptor is closed. Raises StoreLockedError."""
    descriptor = os.open(layout.lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise StoreLockedError(
            f"Another process is writing to the store at {layout.root}; wait until it has finished."
        ) from None
    return descriptor


def _write_whole(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old text or the new, never a part."""
    draft = path.with_name(path.name + ".draft")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
