package org.cardnym.vault.checkout;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.page.Reader;
import org.cardnym.vault.payment.ElsewhereOffer;
import org.cardnym.vault.payment.ElsewhereView;
import org.cardnym.vault.readiness.Loosened;
import org.jspecify.annotations.Nullable;

/** What a browser sees that did not begin the payment. */
@ApplicationScoped
class ElsewherePages {
  @CheckedTemplate(basePath = "checkout", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Pages {
    private Pages() {}

    static native TemplateInstance elsewhere(@Nullable String merchant, boolean sandbox);

    static native TemplateInstance elsewhereAsk(
        String id, String secret, String merchant, String amount, boolean sandbox);

    static native TemplateInstance elsewherePay(ElsewhereView page, String amount, boolean sandbox);
  }

  private final Reader reader;
  private final Loosened loosened;

  ElsewherePages(Reader reader, Loosened loosened) {
    this.reader = reader;
    this.loosened = loosened;
  }

  /** 403: nothing can be done here. */
  Response refused(@Nullable String merchant) {
    return Response.status(Response.Status.FORBIDDEN)
        .entity(reader.in(Pages.elsewhere(merchant, loosened.sandbox())))
        .build();
  }

  /** The step before anything can be given, where there is one; else 403. */
  Response told(String id, String secret, ElsewhereOffer offer) {
    Money amount = offer.amount();
    return amount == null
        ? refused(offer.merchant())
        : Response.ok(
                reader.in(
                    Pages.elsewhereAsk(
                        id, secret, offer.merchant(), shown(amount), loosened.sandbox())))
            .build();
  }

  /** The page that takes username and passkey, and shows what came of them. */
  Response pay(ElsewhereView view) {
    return Response.ok(
            reader.in(Pages.elsewherePay(view, shown(view.amount()), loosened.sandbox())))
        .build();
  }

  /** An amount as this reader writes it. */
  String shown(Money amount) {
    return amount.display(reader.language().formats());
  }
}
