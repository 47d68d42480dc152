"""Access: signatures, sessions of the dashboard, and the limit on failed attempts to sign in."""
