"""Name the addresses of the pictures of who supports whom."""

from starlette.routing import BaseRoute, Route

from steungraaf.web.pages.money import Money
from steungraaf.web.pages.rendering import Pages
from steungraaf.web.pages.timeline import Timeline


def picture_routes(pages: Pages) -> list[BaseRoute]:
    """Return the routes of the money trail and of the days."""
    money = Money(pages)
    return [
        Route("/money", money.page),
        Route("/money.svg", money.drawing),
        Route("/time", Timeline(pages).page),
    ]
