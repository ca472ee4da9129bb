"""F3 · codec: plain mappings become documents and documents become plain mappings, by cattrs.

Classes know nothing of this. A document that cannot be read gives all its problems at once, each with its path.
"""

from gremium.codec.codec import Codec

__all__ = ["Codec"]
