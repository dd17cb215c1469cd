package org.cardnym.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One running sandbox and everybody in it; all tests share it, so each brings payers of its own.
 */
final class World implements AutoCloseable {
  private static final String PASSWORD = "Vermilion-Quokka-%d-Zeppelin";

  private final Sandbox sandbox;
  private final Wire wire;
  private final Merchant merchant;
  private final Admin admin;
  private final Map<Cast, Payer> cast = new EnumMap<>(Cast.class);
  private final Payer demoPayer;
  private final List<String> secrets = new CopyOnWriteArrayList<>();
  private final AtomicInteger next = new AtomicInteger(7301);

  World() {
    this.sandbox = Sandbox.start();
    this.wire = new Wire(Path.of(sandbox.get("CA_FILE")));
    this.merchant = merchantAt(sandbox.get("VAULT_URL"));
    this.admin =
        new Admin(wire, tokens("ADMIN_CLIENT_ID", "ADMIN_CLIENT_SECRET"), sandbox.get("ADMIN_URL"));
    // Its last code was used by the sandbox itself, at the latest now.
    String alias = sandbox.get("PAYER_ALIAS");
    this.demoPayer =
        new Payer(
            alias,
            alias + "@mail.sandbox.example",
            sandbox.get("PAYER_PASSWORD"),
            sandbox.get("PAYER_TOTP_SECRET"),
            Totp.step());
    for (Cast who : Cast.values()) {
      cast.put(who, know(enrolment().register(who.alias(), newPassword(), who.card())));
    }
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Wire wire() {
    return wire;
  }

  Merchant merchant() {
    return merchant;
  }

  /** The same shop's server at another replica. */
  Merchant merchantAt(String vault) {
    return new Merchant(
        wire, tokens("MERCHANT_CLIENT_ID", "MERCHANT_CLIENT_SECRET"), vault, shopUrl());
  }

  Admin admin() {
    return admin;
  }

  Bank bank() {
    return new Bank(wire, sandbox.get("BANK_URL"));
  }

  Metrics metrics() {
    return new Metrics(wire, sandbox.get("METRICS_URL"));
  }

  Enrolment.Inbox inbox() {
    return new Enrolment.Inbox(wire, sandbox.get("INBOX_URL"));
  }

  Database database() {
    return new Database(sandbox.get("DATABASE_URL"));
  }

  String shopUrl() {
    return sandbox.get("SHOP_URL");
  }

  String pagesUrl() {
    return sandbox.get("PAGES_URL");
  }

  Shopper shopper() {
    return new Shopper(wire);
  }

  Enrolment enrolment() {
    return new Enrolment(shopper(), pagesUrl(), inbox());
  }

  Payer payer(Cast who) {
    return cast.get(who);
  }

  /** The payer whom the sandbox made. */
  Payer demoPayer() {
    return demoPayer;
  }

  /** Fit for the vault's rules and found nowhere by chance. */
  String newPassword() {
    return String.format(PASSWORD, next.getAndIncrement());
  }

  /** Keeps a payer's secrets in mind for the sweep. */
  Payer know(Payer payer) {
    secrets.add(payer.password());
    secrets.add(payer.secret());
    return payer;
  }

  /** Keeps further secrets in mind for the sweep. */
  void know(List<String> more) {
    secrets.addAll(more);
  }

  /** Passwords, TOTP secrets and recovery codes of all payers that tests registered. */
  List<String> secrets() {
    return List.copyOf(secrets);
  }

  /** A payment of the payer in a fresh browser, up to the bank's answer or the vault's patience. */
  JsonNode pay(Payer payer) {
    JsonNode payment = merchant.create(payer.alias());
    Shopper browser = shopper();
    String page = browser.open(shopUrl(), payment.path("paymentPage").asText());
    Reply proven = browser.prove(page, payer.password(), payer.code());
    if (proven.status() != 200) {
      throw new AssertionError("the proofs were refused: " + proven.status() + " " + proven.body());
    }
    return payment;
  }

  @Override
  public void close() {
    sandbox.close();
  }

  private Tokens tokens(String id, String secret) {
    return new Tokens(wire, sandbox.get("TOKEN_URL"), sandbox.get(id), sandbox.get(secret));
  }
}
