"""How Sphinx builds these pages: `sphinx-build -W --keep-going -b html docs docs/_build/html`."""

from __future__ import annotations

from pygments.lexers.special import TextLexer
from sphinx.highlighting import lexers

import gremium

project = "gremium"
author = "the contributors of gremium"
copyright = "the contributors of gremium, Apache-2.0"
release = gremium.__version__
language = "en"

lexers["csv"] = TextLexer()

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
suppress_warnings = ["myst.header"]  # a generated part may begin at any level

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
default_role = "literal"  # the docstrings put code between single backticks

smartquotes = False  # what stands between quotes has to be typed as it is shown

html_theme = "furo"
html_title = "gremium"
html_show_sphinx = False
