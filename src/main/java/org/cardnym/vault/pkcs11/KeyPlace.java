package org.cardnym.vault.pkcs11;

import java.nio.file.Path;

/**
 * Where a key is.
 *
 * @param library absolute path of the token's PKCS #11 library
 * @param token its label
 * @param serial its serial number, or empty for whichever has that label
 * @param key the key's label
 */
public record KeyPlace(Path library, String token, String serial, String key) {}
