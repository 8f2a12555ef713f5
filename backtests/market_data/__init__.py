"""Where prices come from: bundled packages and own files, found by the catalogue."""
