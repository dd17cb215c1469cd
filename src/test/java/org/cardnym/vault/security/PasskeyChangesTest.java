package org.cardnym.vault.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.account.Holder.done;
import static org.cardnym.vault.account.Holder.refused;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.account.Holder;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.passkey.Authenticator;
import org.cardnym.vault.passkey.NewPasskey;
import org.cardnym.vault.passkey.SignedPasskey;
import org.cardnym.vault.passkey.TestPasskeys;
import org.cardnym.vault.payer.Payers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a payer does to their passkeys, and what opens with one. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class PasskeyChangesTest {
  private static final String PASSKEYS = "security/passkeys";
  private static final Duration STALE = Duration.ofMinutes(6);

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestPasskeys passkeys;
  @Inject Payers payers;
  @Inject Tables tables;
  private Shopper shopper;
  private Holder holder;
  private Authenticator phone;

  @BeforeEach
  void open() {
    house.forgetTries();
    shopper = shoppers.withCard();
    holder = Holder.signedIn(shoppers, shopper);
    phone = Authenticator.at(TestDoors.pagesOrigin());
  }

  @Test
  void anAddedOneIsListedAndToldByMail() {
    try (Inbox inbox = Inbox.open()) {
      Response added = add("My phone");

      assertThat(added.statusCode()).as(added.asString()).isEqualTo(200);
      assertThat(Inbox.text(inbox.await(shopper.email(), "A passkey was added"))).isNotEmpty();
    }
    Response list = holder.ask(PASSKEYS);
    assertThat(list.<List<String>>path("items.name")).containsExactly("My phone");
    assertThat(list.<List<Boolean>>path("items.synced")).containsExactly(false);
    assertThat(list.<List<String>>path("items.id").getFirst()).startsWith("psk_");
    assertThat(audited("PASSKEY_ADDED")).isEqualTo(1L);
  }

  @Test
  void addingAndRemovingWantAFreshProofAndNamingDoesNot() {
    add("Old");
    String id = id();
    String challenge = begin().path("challenge");
    TestClock.ahead(STALE);

    refused(begin(), 403, "proof_too_old");
    refused(holder.post(PASSKEYS + "/add", body(made(challenge), "x")), 403, "proof_too_old");
    refused(holder.post(PASSKEYS + "/" + id + "/remove"), 403, "proof_too_old");
    done(holder.post(PASSKEYS + "/" + id + "/name", "{\"name\":\"New\"}"));

    assertThat(holder.ask(PASSKEYS).<List<String>>path("items.name")).containsExactly("New");
  }

  @Test
  void aRemovedOneIsGoneAndToldByMail() {
    add("My phone");
    try (Inbox inbox = Inbox.open()) {
      done(holder.post(PASSKEYS + "/" + id() + "/remove"));

      assertThat(Inbox.text(inbox.await(shopper.email(), "was removed"))).isNotEmpty();
    }
    assertThat(holder.ask(PASSKEYS).<List<?>>path("items")).isEmpty();
    assertThat(audited("PASSKEY_REMOVED")).isEqualTo(1L);
  }

  @Test
  void anothersAndNoneAtAllDoNotExist() {
    add("My phone");
    Holder others = Holder.signedIn(shoppers, shoppers.withCard());

    for (String id : List.of(id(), "psk_x", TypeId.of(IdKind.PASSKEY, new UUID(1, 2)))) {
      refused(others.post(PASSKEYS + "/" + id + "/remove"), 404, "not_found");
      refused(others.post(PASSKEYS + "/" + id + "/name", "{\"name\":\"x\"}"), 404, "not_found");
    }
    assertThat(others.ask(PASSKEYS).<List<?>>path("items")).isEmpty();
  }

  @Test
  void whatIsAddedMustHoldAndBeAskedForHere() {
    String others =
        Holder.signedIn(shoppers, shoppers.withCard()).post(PASSKEYS + "/begin").path("challenge");

    refused(holder.post(PASSKEYS + "/add", body(made(others), "x")), 422, "passkey_refused");
    phone.verifies(false);
    refused(add("x"), 422, "passkey_refused");
    phone.verifies(true).origin("https://evil.example");
    refused(add("x"), 422, "passkey_refused");
    refused(holder.post(PASSKEYS + "/add", "{\"name\":\"x\"}"), 400, "malformed");
    phone.origin(TestDoors.pagesOrigin());
    refused(add("4111 1111 1111 1111"), 422, "text_like_card");
    refused(add("a name that is longer than any may be"), 422, "nickname_unfit");
    assertThat(holder.ask(PASSKEYS).<List<?>>path("items")).isEmpty();
  }

  @Test
  void withoutASessionThereIsNothing() {
    var stranger = new Visitor();

    refused(stranger.ask("/account/" + PASSKEYS), 401, "session_ended");
    refused(stranger.send("/account/" + PASSKEYS + "/begin", "{}"), 401, "session_ended");
    assertThat(
            TestDoors.pages()
                .header("Origin", "https://evil.example")
                .post("/account/" + PASSKEYS + "/begin")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void noneIsAddedInTheDayAfterARecovery() {
    String challenge = begin().path("challenge");
    NewPasskey made = made(challenge);
    QuarkusTransaction.requiringNew()
        .run(() -> payers.tighten(shopper.id(), Instant.now().plus(Duration.ofDays(1))));

    refused(begin(), 403, "recovered_recently");
    refused(holder.post(PASSKEYS + "/add", body(made, "x")), 403, "recovered_recently");
    assertThat(holder.ask(PASSKEYS).<List<?>>path("items")).isEmpty();
  }

  @Test
  void onePasskeyOpensTheAccount() {
    Authenticator own = passkeys.of(shopper.id());
    var anew = new Holder(shoppers, shopper, new Visitor());
    String challenge = anew.post("sign-in/passkey").path("challenge");

    done(signIn(anew, shopper.alias(), own.sign(challenge)));

    assertThat(anew.view().<String>path("alias")).isEqualTo(shopper.alias());
  }

  @Test
  void signingInWithWhateverIsWrongHasOneAnswer() {
    Authenticator own = passkeys.of(shopper.id());
    Shopper another = shoppers.withCard();
    var anew = new Holder(shoppers, shopper, new Visitor());
    String used = anew.post("sign-in/passkey").path("challenge");
    done(signIn(anew, shopper.alias(), own.sign(used)));
    String stepUp = anew.post("prove/passkey").path("challenge");
    var stranger = new Holder(shoppers, shopper, new Visitor());

    refused(signIn(stranger, shopper.alias(), own.sign(used)), 403, "proof_failed");
    refused(signIn(stranger, shopper.alias(), own.sign(stepUp)), 403, "proof_failed");
    refused(signIn(stranger, another.alias(), own.sign(asked(stranger))), 403, "proof_failed");
    refused(signIn(stranger, "nobody-has-this", own.sign(asked(stranger))), 403, "proof_failed");
    refused(
        signIn(stranger, shopper.alias(), own.verifies(false).sign(asked(stranger))),
        403,
        "proof_failed");
  }

  @Test
  void onePasskeyIsAFreshProofForItsOwnSessionOnly() {
    Authenticator own = passkeys.of(shopper.id());
    Holder elsewhere = Holder.signedIn(shoppers, shopper);
    TestClock.ahead(STALE);
    String others = elsewhere.post("prove/passkey").path("challenge");

    refused(holder.post("prove", proof(own.sign(others))), 403, "proof_failed");
    refused(begin(), 403, "proof_too_old");
    done(
        holder.post(
            "prove", proof(own.sign(holder.post("prove/passkey").<String>path("challenge")))));

    assertThat(begin().statusCode()).isEqualTo(200);
    refused(new Visitor().send("/account/prove/passkey", "{}"), 401, "session_ended");
  }

  @Test
  void theExportNamesThem() {
    add("My phone");

    assertThat(holder.post("export").<List<String>>path("passkeys.name"))
        .containsExactly("My phone");
  }

  private Response begin() {
    return holder.post(PASSKEYS + "/begin");
  }

  private Response add(String name) {
    return holder.post(PASSKEYS + "/add", body(made(begin().path("challenge")), name));
  }

  private NewPasskey made(String challenge) {
    return phone.make(challenge, begin().path("user.id"));
  }

  private String id() {
    return holder.ask(PASSKEYS).path("items[0].id");
  }

  private static String asked(Holder holder) {
    return holder.post("sign-in/passkey").path("challenge");
  }

  private static Response signIn(Holder holder, String alias, SignedPasskey signed) {
    return holder.post(
        "sign-in", "{\"alias\":\"%s\",\"proofs\":%s}".formatted(alias, proof(signed)));
  }

  private static String proof(SignedPasskey signed) {
    return """
    {"passkey":{"id":"%s","clientData":"%s","authenticatorData":"%s","signature":"%s",\
    "userHandle":"%s"}}\
    """
        .formatted(
            signed.id(),
            signed.clientData(),
            signed.authenticatorData(),
            signed.signature(),
            signed.userHandle());
  }

  private static String body(NewPasskey made, String name) {
    return """
    {"passkey":{"id":"%s","clientData":"%s","attestation":"%s"},"name":"%s"}\
    """
        .formatted(made.id(), made.clientData(), made.attestation(), name);
  }

  private Object audited(String action) {
    return tables.read(
        "select count(*) from audit_entry where actor = ?1 and action = ?2",
        Payers.actor(shopper.id()),
        action);
  }
}
