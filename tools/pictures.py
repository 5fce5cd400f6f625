"""Pictures of the desk on the sample record, for the README: `make pictures`. Needs Chromium on the path."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import uvicorn

from thoisu.pipeline.ingest import ingest
from thoisu.store import Store
from thoisu.web import make_app

ROOT = Path(__file__).resolve().parents[1]
SIZE = {"desk": (1280, 900), "story": (1280, 1100), "article": (1280, 1000), "channels": (1280, 900), "phone": (500, 900)}
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)


def main() -> None:
    """Write docs/pictures/*.png."""
    browser = next((b for b in ("chromium", "chromium-browser", "google-chrome") if shutil.which(b)), None)
    if browser is None:
        sys.exit("pictures: there is no Chromium on the path; install it (Debian: apt-get install chromium)")
    os.chdir(ROOT)  # pages are shown with the path that they came by: one that names no machine
    with tempfile.TemporaryDirectory() as name:
        db = Path(name) / "a.db"
        with Store(db) as store:
            ingest([Path("samples")], store)
            story = store.record.stories(order="size", limit=1)[0].id
            article = store.record.articles_of(story)[0]
        server = uvicorn.Server(uvicorn.Config(make_app(db), port=0, log_level="error"))
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            pass
        port = server.servers[0].sockets[0].getsockname()[1]
        pages = {"desk": "/?xep=nguon", "story": f"/tin/{story}", "article": f"/bai/{article}", "channels": "/kenh?ben=nga&ben=nato", "phone": "/"}
        for picture, page in pages.items():
            width, height = SIZE[picture]
            url = f"http://127.0.0.1:{port}{page}{'&' if '?' in page else '?'}lang=vi"
            out = ROOT / "docs" / "pictures" / f"{picture}.png"
            command = [browser, *FLAGS, f"--user-data-dir={name}/profile", f"--window-size={width},{height}", f"--screenshot={out}", url]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            print(out.relative_to(ROOT))
        server.should_exit = True


if __name__ == "__main__":
    main()
