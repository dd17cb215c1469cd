package org.cardnym.vault.payment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.proof.Evidence;

/** The content of an authorization (docs/issuer-protocol.md §4), all but the card. */
@ApplicationScoped
class Authorization {
  private final ObjectMapper json;

  Authorization(ObjectMapper json) {
    this.json = json;
  }

  ObjectNode content(PaymentRow payment, Merchant merchant, Evidence evidence) {
    ObjectNode content = json.createObjectNode();
    content.put("payment", TypeId.of(IdKind.PAYMENT, payment.paymentId));
    ObjectNode order = content.putObject("order").put("reference", payment.orderReference);
    if (payment.orderDescription != null) {
      order.put("description", payment.orderDescription);
    }
    content.putObject("amount").put("value", payment.amount).put("currency", payment.currency);
    content
        .putObject("merchant")
        .put("id", TypeId.of(IdKind.MERCHANT, merchant.id()))
        .put("legalName", merchant.legalName())
        .put("categoryCode", merchant.categoryCode())
        .put("country", merchant.country());
    ObjectNode authentication = content.putObject("authentication");
    var amr = authentication.putArray("amr");
    evidence.amr().forEach(amr::add);
    authentication
        .put("acr", evidence.acr())
        .put("time", evidence.time().toString())
        .put("bound", evidence.bound().name().toLowerCase(Locale.ROOT))
        .put("policy", evidence.policy());
    return content;
  }
}
