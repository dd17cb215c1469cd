package org.cardnym.vault.account;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import org.cardnym.vault.enrolment.ProviderLinking;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What payers do with their accounts at identity services; each change is told by mail. */
@ApplicationScoped
class ProviderChanges {
  private final Visits visits;
  private final ProviderLinking linking;
  private final Tidings tidings;

  ProviderChanges(Visits visits, ProviderLinking linking, Tidings tidings) {
    this.visits = visits;
    this.linking = linking;
    this.tidings = tidings;
  }

  ProvidersResource.View view(@Nullable String cookie) {
    return new ProvidersResource.View(
        linking.services(), linking.of(visits.looking(cookie).payerId()));
  }

  URI leave(@Nullable String cookie, String service) {
    return linking.begin(visits.loosening(cookie).session(), service);
  }

  /**
   * The proof that {@link #leave} asked for is fresh enough: the way may take five minutes only.
   */
  void link(
      @Nullable String cookie,
      @Nullable String state,
      @Nullable String code,
      @Nullable String issuer) {
    Visit visit = visits.changing(cookie);
    ProviderLinking.Arrived arrived = linking.finish(visit.session(), state, code, issuer);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          if (linking.link(visit.payerId(), arrived)) {
            tidings.tell(
                visit.payerId(), NoticeKind.NEW_PROVIDER, Map.of("provider", arrived.service()));
          }
        });
  }

  void unlink(@Nullable String cookie, String link) {
    Visit visit = visits.proven(cookie);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          String service =
              linking
                  .unlink(visit.payerId(), link)
                  .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
          tidings.tell(visit.payerId(), NoticeKind.PROVIDER_REMOVED, Map.of("provider", service));
        });
  }
}
