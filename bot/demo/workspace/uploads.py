"""Files on their way into the workspace: announced, then sent, then shared; and what became of them."""

from dataclasses import dataclass, field, replace
from mimetypes import guess_type
from secrets import token_hex
from threading import Condition

from bot.demo.workspace.transcript import Json

MOST_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file. `content` comes after its `length` (bytes) was announced; `channels` can read it once it is shared."""

    id: str
    name: str
    length: int
    alt_text: str = ""
    title: str = ""
    content: bytes | None = field(default=None, repr=False)
    channels: frozenset[str] = frozenset()

    def printed(self) -> Json:
        """The file as a message carries it."""
        kind = guess_type(self.name)[0] or "application/octet-stream"
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": kind,
            "filetype": self.name.rpartition(".")[2].casefold(),
            "size": self.length,
            "mode": "hosted",
            "is_external": False,
            **({"alt_txt": self.alt_text} if self.alt_text else {}),
        }


class Uploads:
    """All files, by id and by the secret of the address that takes their bytes."""

    def __init__(self, changed: Condition) -> None:
        self._changed = changed
        self._files: dict[str, Upload] = {}
        self._secrets: dict[str, str] = {}

    def announce(self, name: str, length: int, alt_text: str = "") -> tuple[Upload, str]:
        """A file that is about to come, and the secret that its bytes are sent under."""
        upload, secret = Upload(f"F{token_hex(5).upper()}", name, length, alt_text), token_hex(16)
        with self._changed:
            self._files[upload.id] = upload
            self._secrets[secret] = upload.id
        return upload, secret

    def receive(self, secret: str, content: bytes) -> Upload | None:
        """The file whose bytes these are, or None for a secret unknown or used and for bytes of another length."""
        with self._changed:
            upload = self._files.get(self._secrets.get(secret, ""))
            if upload is None or len(content) != upload.length:
                return None
            del self._secrets[secret]
            return self._keep(replace(upload, content=content))

    def share(self, id_: str, title: str, channel: str) -> Upload:
        """The file under its title, readable in a channel."""
        with self._changed:
            upload = self._files[id_]
            return self._keep(replace(upload, title=title or upload.name, channels=upload.channels | {channel}))

    def find(self, id_: str) -> Upload | None:
        """A file by its id."""
        with self._changed:
            return self._files.get(id_)

    def _keep(self, upload: Upload) -> Upload:
        self._files[upload.id] = upload
        self._changed.notify_all()
        return upload
