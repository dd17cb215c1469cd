package org.cardnym.vault.keys;

/** Told when a vault that runs sealed has been opened; what the start left undone is done now. */
public record KeysOpened() {}
