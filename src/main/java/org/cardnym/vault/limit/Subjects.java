package org.cardnym.vault.limit;

import io.netty.util.NetUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyPurpose;

/**
 * Makes the subjects of limits; each kind of subject has a label of its own, so no two kinds ever
 * meet.
 */
@ApplicationScoped
public class Subjects {
  private static final int IPV6_NETWORK_BYTES = 8;

  private final IndexKeys indexes;

  Subjects(IndexKeys indexes) {
    this.indexes = indexes;
  }

  /** An e-mail address, whatever its case. */
  public Subject contact(String email) {
    return of("contact", Normalizer.normalize(email, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
  }

  /**
   * A mobile number.
   *
   * @param number of E.164
   */
  public Subject mobile(String number) {
    return of("mobile", number);
  }

  /** A client address as text; IPv6 counts by its /64, which is one household or one machine. */
  public Subject address(String address) {
    return of("address", network(address));
  }

  /**
   * A name by its index values, whether or not somebody holds it: all strangers together. While the
   * names' key is being replaced it has one under each version, and is counted under all.
   */
  public Subject name(Collection<String> aliasIndexes) {
    return of("name", aliasIndexes.stream());
  }

  /** A name in one browser that has paid for it before. */
  public Subject nameInBrowser(Collection<String> aliasIndexes, UUID browserId) {
    return of("name-in-browser", aliasIndexes.stream().map(each -> each + "/" + browserId));
  }

  public Subject payer(UUID payerId) {
    return of("payer", payerId.toString());
  }

  public Subject merchant(UUID merchantId) {
    return of("merchant", merchantId.toString());
  }

  /**
   * The whole vault, in one of the limit's parts by chance: over all of them tries spread evenly.
   */
  public Subject vault(Limit limit) {
    return of("vault", Integer.toString(ThreadLocalRandom.current().nextInt(limit.parts())));
  }

  /** Mails of one kind to one payer. */
  public Subject notices(UUID payerId, String kind) {
    return of("notices", payerId + "/" + kind);
  }

  public Subject bank(UUID bankId) {
    return of("bank", bankId.toString());
  }

  /** The fingerprint of a whole card number. */
  public Subject card(byte[] fingerprint) {
    return of("card", fingerprint);
  }

  /** A routing prefix of at most eight digits. */
  public Subject bin(String prefix) {
    return of("bin", prefix);
  }

  /** One challenge, for instance a code that was sent. */
  public Subject challenge(UUID challengeId) {
    return of("challenge", challengeId.toString());
  }

  /** A caller with a token, as the trail names it. */
  public Subject actor(String actor) {
    return of("actor", actor);
  }

  private Subject of(String kind, String text) {
    return of(kind, Stream.of(text));
  }

  private Subject of(String kind, byte[] bytes) {
    return of(kind, List.of(bytes));
  }

  /** One that has several names, sorted, so that everybody counts them in the same order. */
  private Subject of(String kind, Stream<String> texts) {
    return of(kind, texts.sorted().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
  }

  private Subject of(String kind, List<byte[]> all) {
    return new Subject(
        new TreeSet<>(indexes.versions(KeyPurpose.CONTACT_INDEX))
            .stream()
                .flatMap(version -> all.stream().map(bytes -> hash(version, kind, bytes)))
                .toList());
  }

  private byte[] hash(int version, String kind, byte[] bytes) {
    return indexes.value(KeyPurpose.CONTACT_INDEX, version, "limit/" + kind, bytes);
  }

  private static byte[] network(String address) {
    // Literals only: no name is ever looked up. An IPv4 address in IPv6 clothes becomes itself.
    InetAddress literal = NetUtil.createInetAddressFromIpAddressString(address);
    if (literal instanceof Inet6Address) {
      return Arrays.copyOf(literal.getAddress(), IPV6_NETWORK_BYTES);
    }
    return literal == null ? address.getBytes(StandardCharsets.UTF_8) : literal.getAddress();
  }
}
