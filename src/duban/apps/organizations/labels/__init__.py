"""The words of this application: what its events read like."""

from __future__ import annotations

from duban.apps.organizations.labels import imports, people, personnel, units

SENTENCES = {**units.SENTENCES, **people.SENTENCES, **imports.SENTENCES, **personnel.SENTENCES}
