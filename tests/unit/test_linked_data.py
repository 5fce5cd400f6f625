"""JSON-LD as pages have it: nested, referring, broken."""

import pytest

from thoisu.extract.linked_data import LinkedData, read_script


def test_references_between_objects_are_followed() -> None:
    linked = LinkedData(['{"@graph": [{"@type": "Article", "headline": "Tít", "author": [{"@id": "#p"}]}, {"@id": "#p", "name": "Lê Thí Dụ"}]}'])
    assert linked.names(linked.article()["author"]) == "Lê Thí Dụ"


def test_an_article_goes_before_the_page_that_holds_it() -> None:
    page = '{"@type": "WebPage", "headline": "Trang", "datePublished": "2020-01-01"}'
    assert LinkedData([page, '[[{"@type": "NewsArticle", "headline": "Bài"}]]']).article()["headline"] == "Bài"
    assert LinkedData([page]).article()["headline"] == "Trang"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Tít",}',
        '{"@type": "NewsArticle",\n"headline": "Tít"\n"datePublished": "2020-01-01"}',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Tít"}\n//]]>',
        '<!-- {"@type": "NewsArticle", "headline": "Tít"} -->',
        '{"@type": "NewsArticle", /* bài */ "headline": "Tít", "keywords": ["a",]};',
        '{"@type": "NewsArticle", "headline": "Tít", "description": "Ông nói "không" với báo giới"}',
        '{"@type": "NewsArticle", "headline": "Tít", "description": "bị cắt giữa chừ',
    ],
)
def test_broken_scripts_are_repaired_or_read_by_their_fields(script: str) -> None:
    assert LinkedData([script]).article()["headline"] == "Tít"


@pytest.mark.parametrize("script", ["", "{", "null", "[" * 100_000, '"headline"', "không phải JSON", '{"@type": "Organization", "name": "x"'])
def test_scripts_without_an_article_say_nothing(script: str) -> None:
    read_script(script)
    assert LinkedData([script]).article() == {}


def test_the_trail_is_read_from_names_and_items() -> None:
    trail = '{"@type": "BreadcrumbList", "itemListElement": [{"name": " Trang chủ "}, {"item": {"name": "Thế giới"}}, {"position": 3}, 7]}'
    assert LinkedData([trail]).crumbs() == ["Trang chủ", "Thế giới"]
    assert LinkedData(['{"@type": "BreadcrumbList", "itemListElement": "x"}']).crumbs() == []
