package org.cardnym.vault.keys;

/** Told when this replica has dropped its keys; whoever holds one still lets go of it. */
public record KeysDropped() {}
