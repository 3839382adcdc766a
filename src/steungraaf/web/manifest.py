"""Write the manifest of the service: what it offers, and where (Reconciliation Service API 0.2, section 3.1)."""

from importlib.metadata import version
from typing import Any

from steungraaf.namespaces import SG
from steungraaf.web.extension import CONTENTS
from steungraaf.web.identifiers import IDENTIFIER_SPACE
from steungraaf.web.kinds import Types
from steungraaf.web.limits import ServiceLimits
from steungraaf.web.preview import HEIGHT, WIDTH

_TEXTS = {
    "nl": {
        "name": "Steungraaf: wie startende ondernemers in Vlaanderen steunt",
        "limit": "Aantal waarden",
        "limit_help": "Hoogstens zoveel waarden; 0 is alle.",
        "content": "Toon",
        "content_help": "Wat er van een ding in de cel komt.",
        "contents": ("naam", "adres (IRI)"),
    },
    "en": {
        "name": "Steungraaf: who supports starting entrepreneurs in Flanders",
        "limit": "Number of values",
        "limit_help": "At most so many values; 0 is all.",
        "content": "Show",
        "content_help": "What of a thing comes in the cell.",
        "contents": ("name", "address (IRI)"),
    },
}


def write_manifest(base: str, types: Types, limits: ServiceLimits, lang: str) -> dict[str, Any]:
    """Return the manifest of a service at an address (without a slash at its end)."""
    return {
        "versions": ["0.2"],
        "name": _TEXTS[lang]["name"],
        "identifierSpace": IDENTIFIER_SPACE,
        "schemaSpace": SG,
        "serviceVersion": version("steungraaf"),
        "defaultTypes": [one.shown() for one in types.all() if ":" not in one.kind],
        "view": {"url": f"{base}/view?id={{{{id}}}}"},
        "preview": {"url": f"{base}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            what: {
                "service_url": base,
                "service_path": f"/suggest/{what}",
                "flyout_service_path": f"/flyout/{what}?id=${{id}}",
            }
            for what in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/properties"},
            "property_settings": _settings(lang),
        },
        "batchSize": limits.batch,
    }


def _settings(lang: str) -> list[dict[str, Any]]:
    texts = _TEXTS[lang]
    choices = [{"value": value, "name": name} for value, name in zip(CONTENTS, texts["contents"], strict=True)]
    return [
        {
            "name": "limit",
            "label": texts["limit"],
            "type": "number",
            "default": 0,
            "help_text": texts["limit_help"],
        },
        {
            "name": "content",
            "label": texts["content"],
            "type": "select",
            "default": CONTENTS[0],
            "help_text": texts["content_help"],
            "choices": choices,
        },
    ]
