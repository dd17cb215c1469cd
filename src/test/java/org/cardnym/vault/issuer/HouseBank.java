package org.cardnym.vault.issuer;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/**
 * The one bank that all public test numbers are routed to, for tests of the rooms that stand above
 * the issuer's. It says yes unless told otherwise.
 */
@ApplicationScoped
@NullUnmarked
public class HouseBank {
  private static final TestAuthority AUTHORITY = new TestAuthority("House CA");
  private static final String HOUSE = "house-bank";

  private final Banks banks;
  private final BankKeys keys;
  private final Routes routes;
  private final LinkCertificates link;
  private FakeBank bank;
  private UUID bankId;

  HouseBank(Banks banks, BankKeys keys, Routes routes, LinkCertificates link) {
    this.banks = banks;
    this.keys = keys;
    this.routes = routes;
    this.link = link;
  }

  /** Opens the bank if it is not open yet, and makes it forget what it was told. */
  public synchronized void open() {
    if (bank == null) {
      bank =
          new FakeBank(
              HOUSE,
              AUTHORITY.server("localhost", false, AUTHORITY),
              FakeBank.ecKey(),
              this::vaultKeys);
      register();
    }
    bank.script.clear();
    bank.messages.clear();
    bank.noticeScript.clear();
    bank.notices.clear();
    bank.scruples = null;
  }

  /** Another bank beside it that is up, and that no number is routed to. */
  public SoldBank another() {
    String institution = "sold-bank-" + UUID.randomUUID().toString().substring(0, 8);
    var other =
        new FakeBank(
            institution,
            AUTHORITY.server("localhost", false, AUTHORITY),
            FakeBank.ecKey(),
            this::vaultKeys);
    return new SoldBank(other, register(other, "Sold Bank"));
  }

  /** Refuses from now on what the protocol says a bank must refuse. */
  public void strict() {
    bank.scruples = new Scruples(HOUSE);
  }

  public UUID id() {
    return bankId;
  }

  /** The key that it signs with. */
  public ECKey signs() {
    return bank.sig;
  }

  public String institution() {
    return HOUSE;
  }

  public void suspend() {
    banks.suspend("test", bankId, "a test");
  }

  public void drain() {
    banks.drain("test", bankId, "a test");
  }

  public void resume() {
    banks.resume("test", bankId, "a test");
  }

  /** Declines the next message with this ISO 8583 response code. */
  public void declines(String code) {
    bank.script.add(message -> bank.answers().declined(message, code));
  }

  /** Decides the next {@code times} messages, but nobody hears it. */
  public void staysSilent(int times) {
    for (int i = 0; i < times; i++) {
      bank.script.add(message -> null);
    }
  }

  /** Says yes again, whatever it was told before. */
  public void answersAgain() {
    bank.script.clear();
  }

  /** Can't be connected to until {@link #reachable}. */
  public void unreachable() {
    bank.stop();
    try {
      // The vault hears of the end of connections that it keeps; a message on one of them would be
      // unknown, not unsent.
      Thread.sleep(2_000);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  public void reachable() {
    bank.start();
  }

  /** Approves the next verification without having asked the card's holder. */
  public void comparesOnly() {
    bank.script.add(message -> bank.answers().verified(message, false));
  }

  /** Asks for a code of its own on the next verification. */
  public void asksForCode(String reference) {
    bank.script.add(message -> bank.answers().codeRequired(message, reference));
  }

  /** The payloads that came, in their order. */
  public List<Map<String, Object>> received() {
    return bank.messages.stream().map(FakeBank.Message::payload).toList();
  }

  /** The payloads that came for one payment or enrolment, whichever member names it. */
  public List<Map<String, Object>> receivedFor(String id) {
    return received().stream()
        .filter(m -> id.equals(m.get("payment")) || id.equals(m.get("enrolment")))
        .toList();
  }

  /** The kinds of the messages that came for one payment, in their order. */
  public List<String> kindsFor(String payment) {
    return SoldBank.kinds(received(), payment);
  }

  /** Takes the next {@code times} notices to holders, but nobody hears it. */
  public void silentToNotices(int times) {
    for (int i = 0; i < times; i++) {
      bank.noticeScript.add(message -> null);
    }
  }

  /** The notices to the holder of one enrolled card. */
  public List<Map<String, Object>> noticesOf(String enrolment) {
    return bank.notices.stream()
        .map(FakeBank.Message::payload)
        .filter(notice -> enrolment.equals(notice.get("enrolment")))
        .toList();
  }

  /** The names of all headers that ever came, as the server writes them. */
  public List<String> headerNames() {
    return bank.headerNames.stream().distinct().sorted().toList();
  }

  @PreDestroy
  void close() {
    if (bank != null) {
      bank.close();
    }
  }

  private void register() {
    if (link.certificate().isEmpty()) {
      link.certify("test", AUTHORITY.client(link.request()));
    }
    bankId = register(bank, "House Bank");
    routes.add("test", bankId, "300000", "699999");
  }

  private UUID register(FakeBank fake, String name) {
    UUID id = banks.add("test", fake.institution, name, fake.endpoint(), AUTHORITY.pem()).id();
    keys.add("test", id, BankKey.Use.ENC, fake.enc.toPublicJWK().toJSONObject());
    keys.add("test", id, BankKey.Use.SIG, fake.sig.toPublicJWK().toJSONObject());
    return id;
  }

  private List<ECKey> vaultKeys() {
    return link.signingKeys().stream().map(HouseBank::key).toList();
  }

  private static ECKey key(Map<String, Object> members) {
    try {
      return ECKey.parse(JSONObjectUtils.toJSONString(members));
    } catch (ParseException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
