package org.cardnym.admin.rootkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cardnym.admin.outcome.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bytes of a root-key file for custodians, and of shares, as docs/root-key-file.md has them.
 */
class SharesFormatTest {
  private static final String ID = Base64Url.encode(count(0, 16));
  private static final String ISSUER = "https://id.example/realms/ops";
  private static final List<Custodian> CUSTODIANS =
      List.of(
          new Custodian("anna", ISSUER, "7f3c2f51"),
          new Custodian("bo", ISSUER, "b0-2"),
          new Custodian("chen", ISSUER, "王五"),
          new Custodian("dara", ISSUER, "dara@ops"),
          new Custodian("elif", ISSUER, "e5"));

  @Test
  void goldenBytesAreWritten() {
    List<Share> shares = Shamir.split(ID, count(96, 32), 3, 5, new Coefficients());

    assertThat(shares.stream().map(share -> new String(share.text(), UTF_8)))
        .containsExactlyElementsOf(goldenShares());
    SharedHeader header = header(shares);
    String sealed = RootKeySeal.seal(header, count(96, 32), count(64, 32));
    assertThat(new String(new SharedDocument(header, sealed).toJson(), UTF_8)).isEqualTo(golden());
  }

  @Test
  void theDocumentShowsTheGoldenExample() throws IOException {
    String document = Files.readString(Path.of("../docs/root-key-file.md"));

    assertThat(document).contains("\n" + golden());
    assertThat(goldenShares()).allMatch(document::contains);
  }

  @Test
  void goldenBytesAreOpened() {
    SharedDocument document = SharedDocument.fromJson(golden().getBytes(UTF_8));
    List<Share> all = goldenShares().stream().map(SharesFormatTest::share).toList();

    byte[] splitKey = Shamir.combine(List.of(all.get(4), all.get(0), all.get(2)));

    assertThat(splitKey).isEqualTo(count(96, 32));
    assertThat(RootKeySeal.open(document.header(), document.sealed(), splitKey))
        .isEqualTo(count(64, 32));
    assertThat(Shamir.combine(all.subList(0, 2))).isNotEqualTo(count(96, 32));
  }

  @Test
  void everyNewSplitHasOtherShares() {
    List<Share> one = Shamir.split(ID, count(96, 32), 2, 3, new SecureRandom());
    List<Share> other = Shamir.split(ID, count(96, 32), 2, 3, new SecureRandom());

    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).bytes()).isNotEqualTo(other.get(i).bytes());
      assertThat(one.get(i).bytes()).isNotEqualTo(count(96, 32));
    }
    assertThat(Shamir.combine(one.subList(1, 3))).isEqualTo(count(96, 32));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"version\":2`, `\"version\":1`",
        "`\"version\":2`, `\"version\":2,\"more\":1`",
        "`\"scheme\"`, `\"more\":1,\"scheme\"`",
        "`\"index\":1`, `\"index\":1,\"more\":1`",
        "`\"index\":2`, `\"index\":3`",
        "`\"threshold\":3`, `\"threshold\":1`",
        "`\"threshold\":3`, `\"threshold\":6`",
        "shamir-gf256, shamir-gf257",
        "`\"name\":\"bo\"`, `\"name\":\"anna\"`",
        "`\"name\":\"bo\"`, `\"name\":\"b\\no\"`",
        "b0-2, 7f3c2f51",
        "oUd7myagn71oO0kHpHMjUTHEj6jCGt1_9cQWeOcMcEQ, oUd7"
      })
  void whatTheFormatDoesNotAllowIsNoRootKeyFile(String from, String to) {
    String edited =
        golden()
            .replaceFirst(
                java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to));

    assertThat(edited).isNotEqualTo(golden());
    assertThatThrownBy(() -> SharedDocument.fromJson(edited.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"sandbox, production", "e5, e6", "elif, eve", "ICEiIyQlJicoKSor, ICEiIyQlJicoKSos"})
  void anEditedValueOpensNothing(String from, String to) {
    SharedDocument edited =
        SharedDocument.fromJson(
            golden().replace("\"" + from + "\"", "\"" + to + "\"").getBytes(UTF_8));

    assertThatThrownBy(() -> RootKeySeal.open(edited.header(), edited.sealed(), count(96, 32)))
        .isInstanceOf(Failure.class);
  }

  @Test
  void whiteSpaceAroundAShareDoesNotMatter() {
    assertThat(Share.parse(("\t " + goldenShares().getFirst() + "\r\n\n").getBytes(UTF_8)))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cardnym-share-1:",
        "cardnym-share-2:AAECAwQFBgcICQoLDA0ODwHlldneD3-8K89B5fcO6Q4k5d_ZX441vHQKa1p7QHCU6DNz2Tj0",
        "cardnym-share-1:AAECAwQFBgcICQoLDA0ODwHlldneD3-8K89B5fcO6Q4k5d_ZX441vHQKa1p7QHCU6DNz2Tj1",
        "cardnym-share-1:BAECAwQFBgcICQoLDA0ODwHlldneD3-8K89B5fcO6Q4k5d_ZX441vHQKa1p7QHCU6DNz2Tj0"
      })
  void aSlipOfThePenIsNoShare(String text) {
    assertThat(Share.parse(text.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void aShareDoesNotPrintAndIsWiped() {
    Share share = share(goldenShares().getFirst());
    assertThat(share.toString()).isEqualTo("Share(hidden)");

    share.close();

    assertThat(share.bytes()).containsOnly(0);
  }

  private static SharedHeader header(List<Share> shares) {
    List<SharedHeader.Holder> holders = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      holders.add(new SharedHeader.Holder(CUSTODIANS.get(i), shares.get(i).commitment()));
    }
    return new SharedHeader(
        ID,
        RootKeyUse.SANDBOX,
        Instant.parse("2026-01-01T00:00:00Z"),
        3,
        holders,
        Base64Url.encode(count(32, 12)));
  }

  private static Share share(String text) {
    return Share.parse(text.getBytes(UTF_8)).orElseThrow();
  }

  private static String golden() {
    return resource("/root-key-shares-golden.json");
  }

  private static List<String> goldenShares() {
    return resource("/root-key-shares-golden.txt").lines().toList();
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(SharesFormatTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] count(int from, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (from + i);
    }
    return bytes;
  }

  /** The golden example's: SHA-256 of {@code coefficient 1}, then of {@code coefficient 2}. */
  private static final class Coefficients extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private int asked;

    @Override
    public void nextBytes(byte[] bytes) {
      asked++;
      try {
        byte[] next =
            MessageDigest.getInstance("SHA-256").digest(("coefficient " + asked).getBytes(UTF_8));
        System.arraycopy(next, 0, bytes, 0, bytes.length);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
