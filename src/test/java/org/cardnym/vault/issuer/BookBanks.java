package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.issuer.TestBanks.Party;

/** Banks with books, for tests that compare them with the vault's. */
@ApplicationScoped
public class BookBanks {
  private final TestBanks parties;
  private final Exchanges exchanges;
  private final Sweeper sweeper;
  private final Banks banks;
  private final Heard heard;

  BookBanks(TestBanks parties, Exchanges exchanges, Sweeper sweeper, Banks banks, Heard heard) {
    this.parties = parties;
    this.exchanges = exchanges;
    this.sweeper = sweeper;
    this.banks = banks;
    this.heard = heard;
  }

  public BookBank open() {
    return new BookBank(parties.open());
  }

  /** One of them, with a customer. */
  public final class BookBank implements AutoCloseable {
    private final Party party;

    private BookBank(Party party) {
      this.party = party;
    }

    public UUID id() {
      return party.bankId();
    }

    /** A sale of 19.99 EUR that both sides hold for approved. */
    public UUID sold() {
      return saleOf().messageId();
    }

    private ExchangeRow.Key saleOf() {
      return sent(parties.authorization(party));
    }

    /** A sale that both sides hold for declined. */
    public UUID declined() {
      party
          .bank()
          .script
          .add(message -> {
            party.bank().books.note(message, "declined");
            return party.bank().answers().declined(message, "51");
          });
      return sent(parties.authorization(party)).messageId();
    }

    /** 5.00 EUR given back of a sale. */
    public UUID refunded() {
      return sent(parties.refund(party, saleOf())).messageId();
    }

    /** A sale whose first answer gets lost, so that the bank decided well before the vault knew. */
    public UUID soldAtTheSecondTry() {
      party
          .bank()
          .script
          .add(message -> {
            party.bank().books.note(message, "approved");
            return null;
          });
      return saleOf().messageId();
    }

    /** A sale of which no answer comes, and that is undone. */
    public UUID reversed() {
      ExchangeRow.Key key = parties.authorization(party);
      for (int tries = 0; tries < 20; tries++) {
        party
            .bank()
            .script
            .add(message -> {
              if (message.id().equals(name(key.messageId()))) {
                party.bank().books.note(message, "approved");
              }
              return new FakeBank.Reaction(500, "text/plain", "");
            });
      }
      sent(key);
      party.bank().script.clear();
      heard.await(key.messageId(), Outcome.REVERSED);
      return key.messageId();
    }

    /** A sale that is committed and not sent yet. */
    public UUID underWay() {
      return parties.authorization(party).messageId();
    }

    /** A sale that never left the vault. */
    public UUID notSent() {
      party.bank().stop();
      UUID message = sent(parties.authorization(party)).messageId();
      party.bank().start();
      return message;
    }

    /** Books at the bank, now, what the vault does not know. */
    public UUID bookedThereOnly(String kind, String decision) {
      UUID message = Uuids.next(Instant.now());
      bookedThere(message, kind, decision, 1999);
      return message;
    }

    public void bookedThere(UUID message, String kind, String decision, long value) {
      var amount = Map.of("value", value, "currency", "EUR");
      Map<String, Object> record =
          FakeBooks.record(name(message), kind, amount, decision, Instant.now());
      record.put("payment", TypeId.of(IdKind.PAYMENT, message));
      if (!kind.equals("authorization")) {
        record.put("original", name(message));
      }
      party.bank().books.records.add(record);
    }

    /** Changes what the bank's books say of a message. */
    public void rewrite(UUID message, String member, Object value) {
      Map<String, Object> record = party.bank().books.of(name(message));
      if (record == null) {
        throw new IllegalArgumentException("not booked");
      }
      record.put(member, value);
    }

    public Map<String, Object> recordOf(UUID message) {
      return Map.copyOf(java.util.Objects.requireNonNull(party.bank().books.of(name(message))));
    }

    /** The payment that the bank's books name beside a message. */
    public UUID paymentOf(UUID message) {
      return TypeId.parse(IdKind.PAYMENT, String.valueOf(recordOf(message).get("payment")));
    }

    public void strike(UUID message) {
      party.bank().books.records.removeIf(r -> name(message).equals(r.get("messageId")));
    }

    public void pagesOf(int records) {
      party.bank().books.pageSize = records;
    }

    /** Answers the next message with this status. */
    public void fails(int status) {
      party.bank().script.add(message -> Scruples.refusal(status, "unavailable"));
    }

    public void answersHonestly() {
      party
          .bank()
          .script
          .add(message -> {
            var members = party.bank().answers().members(message, "acknowledged", "00");
            members.putAll(party.bank().books.page(message));
            return FakeBank.Reaction.jose(party.bank().answers().signed(members));
          });
    }

    /** Answers the next question with these members in place of its books. */
    public void answers(Map<String, Object> more) {
      party
          .bank()
          .script
          .add(message -> {
            var members = party.bank().answers().members(message, "acknowledged", "00");
            members.putAll(more);
            return FakeBank.Reaction.jose(party.bank().answers().signed(members));
          });
    }

    /** Its next answer is signed by a key that nobody pinned. */
    public void answersByAnotherKey() {
      var other = new Answers(party.bank().institution, FakeBank.ecKey());
      party
          .bank()
          .script
          .add(message -> {
            var members = other.members(message, "acknowledged", "00");
            members.putAll(party.bank().books.page(message));
            return FakeBank.Reaction.jose(other.signed(members));
          });
    }

    public void suspend() {
      banks.suspend("test", party.bankId(), "drill");
    }

    public String institution() {
      return party.bank().institution;
    }

    /** The payloads of this kind that came. */
    public List<Map<String, Object>> received(String kind) {
      return party.bank().messages.stream()
          .map(FakeBank.Message::payload)
          .filter(payload -> kind.equals(payload.get("kind")))
          .toList();
    }

    /** The message ids that reversals came for. */
    public List<Object> undone() {
      return received("reversal").stream()
          .map(payload -> payload.get("original"))
          .map(original -> original instanceof Map<?, ?> named ? named.get("messageId") : "none")
          .<Object>map(String::valueOf)
          .toList();
    }

    @Override
    public void close() {
      party.close();
    }

    private ExchangeRow.Key sent(ExchangeRow.Key key) {
      exchanges.send(key.familyId(), key.messageId()).toCompletableFuture().join();
      return key;
    }
  }

  /** Drives what is due. */
  public void sweep() {
    sweeper.sweep().join();
  }

  /** Writes past the vault. */
  public void write(String sql, Map<String, ?> parameters) {
    parties.write(sql, parameters);
  }

  /** Reads past the vault. */
  public long count(String sql, Map<String, ?> parameters) {
    return parties.count(sql, parameters);
  }

  public static String name(UUID message) {
    return TypeId.of(IdKind.MESSAGE, message);
  }
}
