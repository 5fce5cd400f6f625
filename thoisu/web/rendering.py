"""Templates: one environment, autoescaped, with the texts of the reader's language."""

from functools import cache, partial
from importlib.resources import files
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from thoisu.lexicon.texts import Lang, all_texts, event_words, name_of, office_words, say, write_date
from thoisu.model import Evidence


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(str(files("thoisu.web") / "templates")), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["path"] = partial(quote, safe="")
    return environment


def request_lang(request: Request) -> Lang:
    """The reader's language: the cookie, else what the browser asks for, else Vietnamese."""
    chosen = request.query_params.get("lang") or request.cookies.get("lang")
    if chosen in ("vi", "en"):
        return chosen  # type: ignore[return-value]
    for part in request.headers.get("accept-language", "").lower().split(","):
        tag = part.partition(";")[0].strip()[:2]
        if tag in ("vi", "en"):
            return tag  # type: ignore[return-value]
    return "vi"


def evidence_url(evidence: Evidence) -> str:
    """The address of the exact words of a piece of evidence."""
    query = urlencode({"ban": evidence.digest, "chu": f"{evidence.start}-{evidence.end}"})
    return f"/bai/{quote(evidence.article, safe='')}?{query}#chu"


def render(request: Request, template: str, *, status: int = 200, **values: object) -> Response:
    """A page in the reader's language."""
    lang = request_lang(request)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    html = _environment().get_template(template).render(
        lang=lang, t=lambda key, **kw: say(key, lang, **kw), name=lambda e: name_of(e, lang), date=lambda d: write_date(d, lang),
        event_name=lambda e: event_words(e.type, e.mode, lang),
        office=lambda o: office_words(o, lang), evidence_url=evidence_url, here=here, texts=all_texts(), **values,
    )
    return HTMLResponse(html, status_code=status, headers={"Vary": "Cookie, Accept-Language", "Content-Language": lang})
