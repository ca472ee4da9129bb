"""Calendars: public holidays by region."""
