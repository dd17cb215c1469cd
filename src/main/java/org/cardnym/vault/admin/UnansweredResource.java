package org.cardnym.vault.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.ExchangeView;
import org.cardnym.vault.issuer.Exchanges;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What banks still owe an answer to, and are asked until they give it. */
@Path("/admin/v1/unanswered")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class UnansweredResource {
  private static final String MINUTES = "[0-9]{1,6}";

  private final Exchanges exchanges;

  UnansweredResource(Exchanges exchanges) {
    this.exchanges = exchanges;
  }

  /**
   * A reversal, a refund or a holder's notice.
   *
   * @param about the payment or the payer; left out for a bank's own record
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String message,
      String kind,
      String bank,
      @Nullable String about,
      int transmissions,
      Instant since) {
    static Body of(ExchangeView view) {
      return new Body(
          TypeId.of(IdKind.MESSAGE, view.messageId()),
          view.kind().wire(),
          TypeId.of(IdKind.BANK, view.bankId()),
          about(view),
          view.transmissions(),
          view.intendedAt());
    }

    private static @Nullable String about(ExchangeView view) {
      return switch (view.family()) {
        case PAYMENT -> TypeId.of(IdKind.PAYMENT, view.familyId());
        case PAYER -> TypeId.of(IdKind.PAYER, view.familyId());
        case RECORD -> null;
      };
    }
  }

  /** 200, oldest first, at most 100: those of {@code minutes} ago and older, by default 1. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<Body> list(@QueryParam("minutes") @Nullable String minutes) {
    return ListPage.whole(exchanges.unanswered(age(minutes)).stream().map(Body::of).toList());
  }

  private static Duration age(@Nullable String minutes) {
    if (minutes == null) {
      return Duration.ofMinutes(1);
    }
    if (!minutes.matches(MINUTES)) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "minutes"));
    }
    return Duration.ofMinutes(Long.parseLong(minutes));
  }
}
