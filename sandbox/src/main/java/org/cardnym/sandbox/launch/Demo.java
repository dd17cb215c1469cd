package org.cardnym.sandbox.launch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cardnym.sandbox.database.Account;
import org.cardnym.sandbox.file.PrivateFile;
import org.cardnym.sandbox.launch.Ports.Listener;
import org.cardnym.sandbox.web.Json;

/** The demo's persons and machines by name, and what a script may know of them. */
final class Demo {
  static final String MERCHANT_CLIENT = "demo-shop";
  static final String MERCHANT = "Kiln & Cup";
  static final String ADMIN_CLIENT = "sandbox-operator";

  /** What vault-admin calls itself where persons sign in through it. */
  static final String LOGIN_CLIENT = "vault-admin";

  /** What the vault calls itself at the demo phone's service. */
  static final String DEVICE_CLIENT = "vault-pages";

  static final String ADMIN = "olga";
  static final String SECOND_ADMIN = "theo";
  static final String PAYER = "sunny-otter";
  static final String PAYER_MAIL = "sunny-otter@mail.sandbox.example";

  private Demo() {}

  /** The file behind the phone on the inbox's page. */
  static Path phone(DataFolder folder) {
    return folder.part("settings").resolve("phone.json");
  }

  static Path seenByMerchant(DataFolder folder) {
    return folder.logs().resolve("seen-by-merchant.jsonl");
  }

  static Account vaultDatabase(Kept kept) {
    return new Account("cardnym", kept.vaultDatabasePassword());
  }

  static Account bankDatabase(Kept kept) {
    return new Account("bank", kept.bankDatabasePassword());
  }

  static void givePhone(DataFolder folder, Kept kept) {
    PrivateFile.write(
        phone(folder),
        Json.write(
            List.of(
                Map.of("label", "shopper " + PAYER, "secret", kept.payerTotpSecret()),
                Map.of("label", "operator " + ADMIN, "secret", kept.adminTotpSecret()),
                Map.of(
                    "label", "operator " + SECOND_ADMIN, "secret", kept.secondAdminTotpSecret()))));
  }

  /** The names are a contract that scripts and tests rely on. */
  static Map<String, String> environment(
      Endpoints endpoints, Kept kept, DataFolder folder, Path authority) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("VAULT_URL", endpoints.api());
    values.put("PAGES_URL", endpoints.pages());
    values.put("ADMIN_URL", endpoints.api());
    values.put("BANK_URL", endpoints.bankDesk());
    values.put("SHOP_URL", endpoints.shop());
    values.put("OWN_SHOP_URL", endpoints.ownShop());
    values.put("INBOX_URL", endpoints.inbox());
    values.put("TOKEN_URL", endpoints.tokens());
    values.put("MERCHANT_CLIENT_ID", MERCHANT_CLIENT);
    values.put("MERCHANT_CLIENT_SECRET", kept.merchantSecret());
    values.put("ADMIN_CLIENT_ID", ADMIN_CLIENT);
    values.put("ADMIN_CLIENT_SECRET", kept.adminSecret());
    values.put("ADMIN_USER", ADMIN);
    values.put("ADMIN_PASSWORD", kept.adminPassword());
    values.put("ADMIN_TOTP_SECRET", kept.adminTotpSecret());
    values.put("SECOND_ADMIN_USER", SECOND_ADMIN);
    values.put("SECOND_ADMIN_PASSWORD", kept.secondAdminPassword());
    values.put("SECOND_ADMIN_TOTP_SECRET", kept.secondAdminTotpSecret());
    values.put("APPROVERS_FILE", folder.approvers().toString());
    values.put("CA_FILE", authority.toString());
    values.put("DATABASE_URL", vaultDatabase(kept).url(endpoints.ports().of(Listener.DATABASE)));
    values.put("METRICS_URL", endpoints.metrics());
    values.put("LOG_DIR", folder.logs().toString());
    values.put("PAYER_ALIAS", PAYER);
    values.put("PAYER_PASSWORD", kept.payerPassword());
    values.put("PAYER_TOTP_SECRET", kept.payerTotpSecret());
    return values;
  }
}
