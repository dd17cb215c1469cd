package org.cardnym.vault.proof;

/**
 * An identity service that a page offers to everybody.
 *
 * @param name in addresses
 * @param displayName what payers read
 */
public record ProviderButton(String name, String displayName) {}
