package org.cardnym.vault.card;

/**
 * What one must hold to read a card's plaintext. Only this room makes it, for the length of one
 * lending; an architecture test pins who else may name it.
 */
public final class PlaintextAccess {
  PlaintextAccess() {}
}
