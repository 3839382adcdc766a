"""Know by a secret who may write (RFC 6750)."""

from collections.abc import Mapping
from hmac import compare_digest

from starlette.requests import Request

from steungraaf.web.writing_faults import TokenError, TokenNeededError, TokenRefusedError

VARIABLE = "STEUNGRAAF_TOKEN"
LEAST = 16  # characters


class Token:
    """Hold the secret of those who may write."""

    def __init__(self, secret: str) -> None:
        """Take the secret; raise TokenError for one that is short, or that no header can hold."""
        if len(secret) < LEAST or not secret.isascii() or not secret.isprintable() or " " in secret:
            raise TokenError(variable=VARIABLE, least=LEAST)
        self._secret = secret.encode()

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Token":
        """Return the token that stands in the environment; raise TokenError."""
        return cls(environment.get(VARIABLE, "").strip())

    def admits(self, request: Request) -> bool:
        """Tell whether a request comes from who may write."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and compare_digest(given.strip().encode("latin-1"), self._secret)

    def check(self, request: Request) -> None:
        """Refuse a request of who may not write; raise TokenNeededError and TokenRefusedError."""
        if not request.headers.get("authorization", "").lower().startswith("bearer "):
            raise TokenNeededError()
        if not self.admits(request):
            raise TokenRefusedError()
