"""A web server on 127.0.0.1 that behaves as badly as servers do, and a visitor with short patience."""

import gzip
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from thoisu.sources.network import Limits
from thoisu.sources.visiting import Manners, Visitor

LIMITS = Limits(most_bytes=200_000, seconds=1.5, read_seconds=0.4, connect_seconds=0.5, redirects=3)
QUICK = Manners(delay_seconds=0.0, allow_private=True, limits=LIMITS)

ARTICLE = """<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>
<p class="sapo">Sáng nay, hội đồng hai làng Bến Bịa và Gò Mơ đã gặp nhau tại nhà văn hóa để bàn về cây cầu chung.</p>
<p>Ông Đỗ Văn Thử, trưởng làng Bến Bịa, nói: “Chúng tôi muốn cây cầu được mở lại trước mùa nước lên năm nay.”</p>
<p>Bà Lý Thị Giả, trưởng làng Gò Mơ, cho biết hai bên sẽ họp lại vào tuần sau để thống nhất phần chi phí. {more}</p>
</body></html>"""


def article(title: str, *, head: str = "", more: str = "") -> bytes:
    return ARTICLE.format(title=title, head=head, more=more).encode()


class Site:
    """What the server says: a handler for each path, and what was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Callable[[Handler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: list[float] = []
        self.origin = ""

    def page(self, path: str, body: bytes, type_: str = "text/html; charset=utf-8", *, status: int = 200, **headers: str) -> None:
        """Answer a path with a body; a header `etag_` is named in keyword form."""
        named = {k.rstrip("_").replace("_", "-"): v for k, v in headers.items()}

        def answer(handler: "Handler") -> None:
            if named.get("etag") and handler.headers.get("If-None-Match") == named["etag"]:
                handler.answer(304, b"", **named)
            else:
                handler.answer(status, body, content_type=type_, **named)

        self.pages[path] = answer

    def raw(self, path: str, *parts: bytes, pause: float = 0.0, repeat: int = 1) -> None:
        """Answer a path with bytes as they are, a pause before each."""

        def answer(handler: "Handler") -> None:
            for _ in range(repeat):
                for part in parts:
                    time.sleep(pause)
                    handler.wfile.write(part)
                    handler.wfile.flush()

        self.pages[path] = answer

    def count(self, path: str) -> int:
        return sum(p == path for p, _ in self.asked)


class Handler(http.server.BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        self.site.times.append(time.monotonic())
        self.close_connection = True
        with suppress(BrokenPipeError, ConnectionResetError):  # the visitor had enough
            self.site.pages.get(self.path, lambda h: h.answer(404, b"none"))(self)

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()
    handler = type("SiteHandler", (Handler,), {"site": site})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    site.origin = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def behave_badly(site: Site) -> dict[str, str]:
    """Give the site everything that goes wrong; paths with the reason that each must end in."""
    site.raw("/slow", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x", pause=0.6)
    site.raw("/drip", b"x", pause=0.1, repeat=200)
    site.raw("/drip-body", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"x" * 10, *([b"x"] * 200), pause=0.1)
    site.raw("/endless", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", *([b"x" * 50_000] * 400))
    site.raw("/said-large", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 52428800\r\n\r\nx")
    site.page("/loop-a", b"", status=302, location="/loop-b")
    site.page("/loop-b", b"", status=302, location="/loop-a")
    for n in range(6):
        site.page(f"/far-{n}", b"", status=301, location=f"/far-{n + 1}")
    site.page("/to-file", b"", status=302, location="file:///etc/passwd")
    site.page("/to-login", b"", status=302, location="http://ten:mat-khau@127.0.0.1/")
    site.page("/bomb", gzip.compress(b"0" * 50_000_000, 9), content_encoding="gzip")
    site.page("/half-gzip", gzip.compress(article("Cầu Bịa mở lại"))[:-40], content_encoding="gzip")
    site.page("/no-gzip", b"not packed at all", content_encoding="gzip")
    site.page("/brotli", b"\x0b\x02\x80", content_encoding="br")
    site.page("/picture", b"\x89PNG", "image/png")
    site.raw("/cut-chunk", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nngan")
    site.raw("/cut-length", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\nngan")
    site.raw("/no-http", b"xin chao\r\n\r\n")
    site.raw("/nothing", b"")
    site.page("/gone", b"", status=410)
    site.page("/login", b"", status=401)
    site.page("/broken", b"loi", status=500)
    site.page("/teapot", b"", status=418)
    return {
        "/slow": "timeout", "/drip": "timeout", "/drip-body": "timeout", "/endless": "too_large", "/said-large": "too_large",
        "/loop-a": "redirect_loop", "/far-0": "too_many_redirects", "/to-file": "bad_address", "/to-login": "bad_address", "/bomb": "bomb",
        "/half-gzip": "cut_off", "/no-gzip": "bad_packing", "/brotli": "bad_packing", "/picture": "content_type", "/cut-chunk": "cut_off",
        "/cut-length": "cut_off", "/no-http": "bad_answer", "/nothing": "cut_off", "/none": "not_found", "/gone": "not_found",
        "/login": "forbidden", "/broken": "server_error", "/teapot": "http_error",
    }


def quick_visitor(manners: Manners = QUICK) -> Visitor:
    return Visitor(manners)
