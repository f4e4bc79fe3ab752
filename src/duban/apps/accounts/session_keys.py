"""What we keep in a browser's session, and under which keys; the middleware and the pages share them."""

from __future__ import annotations

CHOSEN = "capacity"  # key of the grant that was chosen to act in
WHY = "sign_in_why"  # why one has to sign in again, told once
