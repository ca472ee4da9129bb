"""F7 · workbench: the only room that orders the others about. Texts come in from the roof, answers go out to it."""
