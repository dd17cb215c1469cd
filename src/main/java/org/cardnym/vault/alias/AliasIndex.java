package org.cardnym.vault.alias;

/**
 * The keyed value by which a name is found, and by which limits count it; it stands for the name in
 * rows and logs.
 *
 * @param version of the index key
 * @param value 32 bytes, URL-safe base 64 without padding
 */
public record AliasIndex(int version, String value) {}
