"""`import gremium` beside `import attrs, cattrs, pluggy`: at most three times as long, and without any heavy library."""

from __future__ import annotations

import subprocess
import sys
from statistics import median

LIMIT = 3.0
RUNS = 15
CLOCK = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"
HEAVY = ("icalendar", "holidays", "click", "rich", "yaml", "hypothesis", "tomlkit")


def seconds(statement: str) -> float:
    """Return how long a fresh interpreter takes for a statement."""
    run = subprocess.run([sys.executable, "-c", CLOCK.format(statement)], check=True, capture_output=True, text=True)
    return float(run.stdout)


def main() -> int:
    """Measure in turn, so that a slow moment of the machine meets both sides."""
    pairs = [(seconds("import gremium"), seconds("import attrs, cattrs, pluggy")) for _ in range(RUNS)]
    mine, base = (median(side) for side in zip(*pairs, strict=True))
    check = f"import sys, gremium; print([name for name in {HEAVY} if name in sys.modules])"
    heavy = subprocess.run([sys.executable, "-c", check], check=True, capture_output=True, text=True).stdout.strip()
    told = f"import gremium {mine * 1000:.1f} ms, attrs + cattrs + pluggy {base * 1000:.1f} ms"
    print(f"{told}, ratio {mine / base:.2f} (limit {LIMIT})")
    print(f"heavy libraries imported: {heavy}")
    return 0 if mine / base <= LIMIT and heavy == "[]" else 1


if __name__ == "__main__":
    raise SystemExit(main())
