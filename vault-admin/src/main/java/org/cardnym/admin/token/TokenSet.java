package org.cardnym.admin.token;

import java.time.Instant;
import org.cardnym.admin.secret.AccessToken;
import org.cardnym.admin.secret.RefreshToken;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint gave.
 *
 * @param refresh null where it gave none
 * @param expiresAt of the access token
 */
public record TokenSet(AccessToken access, @Nullable RefreshToken refresh, Instant expiresAt) {}
