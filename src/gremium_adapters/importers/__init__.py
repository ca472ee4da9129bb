"""Importers: each makes a charter and a record of what another system has to show, and tells what it had to repair."""
