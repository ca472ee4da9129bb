"""F0 · values: the smallest things a rule is made of. They know no file, no clock and no other floor."""
