"""The house's API: each package's router under /api/<package>/, found by discovery."""

from importlib import import_module
from importlib.util import find_spec

from ninja import NinjaAPI

from ontact.foundation.capability import capabilities

api = NinjaAPI(title="Ontact", version="1", urls_namespace="api", docs_url=None, openapi_url="openapi.json")

for _config in capabilities():
    if find_spec(f"{_config.name}.api"):
        api.add_router(f"/{_config.label}", import_module(f"{_config.name}.api").router)
