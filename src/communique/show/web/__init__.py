"""The pages: a ledger in a browser, `create_app` makes the application."""

from communique.show.web.app import create_app

__all__ = ["create_app"]
