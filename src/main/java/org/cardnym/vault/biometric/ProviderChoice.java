package org.cardnym.vault.biometric;

/**
 * A button that a page offers to everybody.
 *
 * @param name in addresses; lower-case letters, digits and hyphens
 * @param displayName what payers read
 */
public record ProviderChoice(String name, String displayName) {}
