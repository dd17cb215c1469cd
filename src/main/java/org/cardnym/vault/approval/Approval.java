package org.cardnym.vault.approval;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as operators see it.
 *
 * @param signedBy those who have signed, as the trail names them
 * @param because who rejected it, or the code of why it was refused
 */
public record Approval(
    UUID id,
    String kind,
    String subject,
    String reason,
    String requestedBy,
    Instant requestedAt,
    Instant expiresAt,
    ApprovalState state,
    List<String> signedBy,
    @Nullable Instant endedAt,
    @Nullable String because) {
  /** People who must sign. */
  public static final int SIGNERS = 2;

  public Approval {
    signedBy = List.copyOf(signedBy);
  }
}
