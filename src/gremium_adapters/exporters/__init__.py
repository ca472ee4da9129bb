"""Exporters: what a jurisdiction has to show, in the formats of other systems."""

from __future__ import annotations
