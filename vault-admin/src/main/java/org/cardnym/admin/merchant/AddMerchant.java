package org.cardnym.admin.merchant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code merchants add}: registers a shop; payers will see its names exactly as given here. */
@Command(
    name = "add",
    description = "Registers a merchant. Payers see its display name exactly as given.",
    footer = {
      "  vault-admin merchants add --display-name 'Mug & Cup' --legal-name 'Mug and Cup Ltd' \\",
      "    --category-code 5719 --country DE --client-id mug-and-cup \\",
      "    --origin https://shop.example --return-url https://shop.example/paid"
    })
final class AddMerchant implements Callable<ExitCode> {
  private final Desk desk;

  @Option(
      names = "--display-name",
      required = true,
      paramLabel = "NAME",
      description = "What payers know it as.")
  private String displayName;

  @Option(
      names = "--legal-name",
      required = true,
      paramLabel = "NAME",
      description = "What banks know it as.")
  private String legalName;

  @Option(
      names = "--category-code",
      required = true,
      paramLabel = "CODE",
      description = "Merchant category code, four digits (ISO 18245).")
  private String categoryCode;

  @Option(
      names = "--country",
      required = true,
      paramLabel = "CODE",
      description = "Country, two letters (ISO 3166-1).")
  private String country;

  @Option(
      names = "--client-id",
      required = true,
      paramLabel = "ID",
      description = "Its client at the OIDC provider.")
  private String clientId;

  @Option(
      names = "--origin",
      required = true,
      paramLabel = "ORIGIN",
      description = "Where its pages come from, like https://shop.example; may be given again.")
  private List<String> origins;

  @Option(
      names = "--return-url",
      required = true,
      paramLabel = "URL",
      description = "Where payers go after paying, on one of the origins.")
  private String returnUrl;

  @Option(
      names = "--elsewhere",
      paramLabel = "WHAT",
      description =
          "Its payments in a browser that did not begin them: ${COMPLETION-CANDIDATES}. Default:"
              + " refuse.")
  private @Nullable Elsewhere elsewhere;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "Where it hears of events, an https address.")
  private @Nullable String webhook;

  @Mixin private SignaturesOption signatures;

  AddMerchant(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("displayName", displayName);
    body.put("legalName", legalName);
    body.put("categoryCode", categoryCode);
    body.put("country", country);
    body.put("clientId", clientId);
    ArrayNode list = body.putArray("origins");
    origins.forEach(list::add);
    body.put("returnUrl", returnUrl);
    if (elsewhere != null) {
      body.put("elsewhere", elsewhere.toString());
    }
    if (webhook != null) {
      body.set("webhook", signatures.body(webhook));
    }
    Reply reply = desk.vault().post(AdminPath.of("merchants"), body);
    return OnceShown.tell(desk, desk.show(reply), reply.body().path("webhook"));
  }
}
