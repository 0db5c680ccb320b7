"""Static files under names that carry their hash, compressed, imports between scripts included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise has no types
    """Whitenoise's storage, with ``import`` paths in ES modules hashed as well."""

    support_js_module_import_aggregation = True
