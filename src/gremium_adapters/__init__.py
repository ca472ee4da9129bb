"""The street: everything that touches another system. Jurisdictions, readers, writers, calendars; the folder is the hook."""
