package org.cardnym.admin.token;

import org.cardnym.admin.settings.SecureUrl;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of an OIDC provider that this command uses.
 *
 * @param device for the device flow (RFC 8628 section 4), null where it is not offered
 * @param revocation for signing out (RFC 7009), null where it is not offered
 */
public record Endpoints(
    SecureUrl token, @Nullable SecureUrl device, @Nullable SecureUrl revocation) {}
