package org.cardnym.vault.custody;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A root-key file for custodians: any three of the golden five open it, and nothing less. */
class SharesFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ISSUER = "https://id.example/realms/ops";

  @TempDir Path folder;

  static Stream<List<Integer>> threes() {
    return subsets(3);
  }

  static Stream<List<Integer>> twos() {
    return subsets(2);
  }

  @ParameterizedTest
  @MethodSource("threes")
  void anyThreeOfFiveOpenTheGoldenFile(List<Integer> which) throws Exception {
    OpenedRootKey key = golden().open(shares(which));

    byte[] sealed = key.seal(new byte[] {1, 2}, new byte[] {9});
    Cipher plain = Cipher.getInstance("AES/GCM/NoPadding");
    plain.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(bytes(64, 32), "AES"),
        new GCMParameterSpec(128, sealed, 0, 12));
    plain.updateAAD(new byte[] {9});
    assertThat(plain.doFinal(sealed, 12, sealed.length - 12)).containsExactly(1, 2);
    assertThat(key.id()).isEqualTo("AAECAwQFBgcICQoLDA0ODw");
  }

  @ParameterizedTest
  @MethodSource("twos")
  void anyTwoOpenNothing(List<Integer> which) throws IOException {
    Sharing sharing = golden();
    List<Share> two = shares(which);

    assertThat(Shamir.combine(two)).isNotEqualTo(bytes(96, 32));
    assertThatThrownBy(() -> sharing.open(two)).isInstanceOf(GeneralSecurityException.class);
  }

  /** With two shares every key is as likely as any other: some third share makes it. */
  @Test
  void twoSharesLeaveEveryValueOfEveryByteOpen() throws Exception {
    ShamirSplitSecretShare one = new ShamirSplitSecretShare(new byte[] {17}, 1);
    ShamirSplitSecretShare two = new ShamirSplitSecretShare(new byte[] {99}, 2);

    var made = new java.util.TreeSet<Integer>();
    for (int third = 0; third < 256; third++) {
      var three = new ShamirSplitSecretShare(new byte[] {(byte) third}, 3);
      made.add(
          Byte.toUnsignedInt(
              ShamirSplitSecret.getInstance(
                      ShamirSecretSplitter.Algorithm.AES,
                      new ShamirSplitSecretShare[] {one, two, three})
                  .getSecret()[0]));
    }

    assertThat(made).hasSize(256);
  }

  /** The vector of draft-mcgrew-tss-03 §9: "test" and a zero byte, 2 of 2. */
  @Test
  void theLibraryCombinesAsTheDraftOfThresholdSharingDoes() throws Exception {
    var one = new ShamirSplitSecretShare(hex("b9fa07e185"), 1);
    var two = new ShamirSplitSecretShare(hex("f5409b4511"), 2);

    byte[] secret =
        ShamirSplitSecret.getInstance(
                ShamirSecretSplitter.Algorithm.AES, new ShamirSplitSecretShare[] {one, two})
            .getSecret();

    assertThat(secret).isEqualTo(hex("7465737400"));
  }

  @Test
  void aShareIsItsCustodiansAlone() throws IOException {
    Sharing sharing = golden();
    Share annas = share(1);

    assertThat(sharing.holds(person("7f3c2f51"), annas)).isTrue();
    assertThat(sharing.holds(person("b0-2"), annas)).isFalse();
    assertThat(sharing.holds(person("王五"), share(3))).isTrue();
    assertThat(sharing.holds(new Custodian("https://other.example", "7f3c2f51", "p"), annas))
        .isFalse();
    assertThat(sharing.names(person("e5"))).isTrue();
    assertThat(sharing.names(person("e6"))).isFalse();
  }

  @Test
  void aShareOfAnotherFileIsRefused() throws IOException {
    TestSharing other = TestSharing.of(ISSUER, 2, List.of("7f3c2f51", "b0-2"));
    Share share = Share.parse(other.shares().getFirst().getBytes(UTF_8)).orElseThrow();

    assertThat(golden().holds(person("7f3c2f51"), share)).isFalse();
  }

  @Test
  void whatIsWrittenForTheTestsOpens() throws Exception {
    TestSharing made = TestSharing.of(ISSUER, 2, List.of("a", "b", "c"));
    Sharing sharing = Sharing.of(JSON.readValue(made.json(), SharesFile.Content.class));

    List<Share> two =
        made.shares().stream()
            .skip(1)
            .map(text -> Share.parse(text.getBytes(UTF_8)).orElseThrow())
            .toList();

    assertThat(sharing.open(two).use()).isEqualTo("sandbox");
  }

  /** Whoever writes the file can't make another person a custodian, or fewer of them enough. */
  @ParameterizedTest
  @CsvSource({
    "/use, production",
    "/id, AAECAwQFBgcICQoLDA0ODg",
    "/nonce, ICEiIyQlJicoKSos",
    "/shares/custodians/4/subject, mallory",
    "/shares/custodians/4/issuer, https://mallory.example",
    "/shares/custodians/4/name, mallory"
  })
  void aFileInWhichOneMemberWasChangedDoesNotOpen(String pointer, String value) throws IOException {
    ObjectNode changed = goldenTree();
    ((ObjectNode) changed.at(pointer.substring(0, pointer.lastIndexOf('/'))))
        .put(pointer.substring(pointer.lastIndexOf('/') + 1), value);
    Sharing sharing = Sharing.of(JSON.treeToValue(changed, SharesFile.Content.class));

    assertThatThrownBy(() -> sharing.open(shares(List.of(1, 2, 3))))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void anotherThresholdDoesNotOpenIt() throws IOException {
    ObjectNode changed = goldenTree();
    changed.withObject("/shares").put("threshold", 2);
    Sharing sharing = Sharing.of(JSON.treeToValue(changed, SharesFile.Content.class));

    assertThatThrownBy(() -> sharing.open(shares(List.of(1, 2, 3))))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 6, 255})
  void aThresholdOutOfBoundsIsRefused(int threshold) throws IOException {
    ObjectNode changed = goldenTree();
    changed.withObject("/shares").put("threshold", threshold);

    refused(changed);
  }

  @ParameterizedTest
  @CsvSource({
    "index, 1",
    "index, 6",
    "name, anna",
    "name, ''",
    "subject, 7f3c2f51",
    "subject, ''",
    "commitment, AA",
    "issuer, ''"
  })
  void custodiansThatTheFormatDoesNotAllowAreRefused(String member, String value)
      throws IOException {
    ObjectNode changed = goldenTree();
    ObjectNode second = (ObjectNode) changed.at("/shares/custodians/1");
    if (member.equals("index")) {
      second.put(member, Integer.parseInt(value));
    } else {
      second.put(member, value);
    }

    refused(changed);
  }

  @Test
  void aLineEndInANameIsRefused() throws IOException {
    ObjectNode changed = goldenTree();
    ((ObjectNode) changed.at("/shares/custodians/1")).put("name", "bo\n");

    refused(changed);
  }

  @Test
  void aPassphraseBesideSharesIsRefused() throws IOException {
    Path file = privateFile("key.json", goldenTree().toString());
    Path passphrase = privateFile("passphrase", "correct horse battery staple\n");

    assertThatThrownBy(
            () -> new RootKeySettings(Optional.of(file), Optional.of(passphrase)).custody())
        .hasMessageContaining("passphrase-file is set");
  }

  @Test
  void theVaultStaysSealedUntilSharesCome() throws IOException {
    Path file = privateFile("key.json", goldenTree().toString());

    RootKeyCustody custody = new RootKeySettings(Optional.of(file), Optional.empty()).custody();

    assertThat(custody.kind()).isEqualTo(CustodyKind.SHARES);
    assertThat(custody.use()).contains("sandbox");
    assertThat(custody.open()).isEmpty();
    assertThat(custody.sharing()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cardnym-share-1:",
        "cardnym-share-2:AAECAwQFBgcICQoLDA0ODwHlldneD3-8K89B5fcO6Q4k5d_ZX441vHQKa1p7QHCU6DNz2Tj0",
        "cardnym-share-1:AAECAwQFBgcICQoLDA0ODwHlldneD3-8K89B5fcO6Q4k5d_ZX441vHQKa1p7QHCU6DNz2Tj1",
        "cardnym-share-1:AAECAwQFBgcICQoLDA0ODwHlldneD3+8K89B5fcO6Q4k5d/ZX441vHQKa1p7QHCU6DNz2Tj0",
        "cardnym-share-1:AAECAwQFBgcICQoLDA0ODwHlldneD3-8K89B5fcO6Q4k5d_ZX441vHQKa1p7QHCU6DNz2Tj0 "
      })
  void whatIsNoShareIsNotReadAsOne(String text) {
    assertThat(Share.parse(text.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void aShareDoesNotPrintAndIsWiped() throws IOException {
    Share share = share(1);
    assertThat(share.toString()).isEqualTo("Share(hidden)");

    share.close();

    assertThat(share.bytes()).containsOnly(0);
  }

  private static void refused(ObjectNode changed) throws IOException {
    SharesFile.Content content = JSON.treeToValue(changed, SharesFile.Content.class);
    assertThatThrownBy(() -> Sharing.of(content)).isInstanceOf(IllegalArgumentException.class);
  }

  private Path privateFile(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static Stream<List<Integer>> subsets(int size) {
    return IntStream.range(0, 32)
        .filter(bits -> Integer.bitCount(bits) == size)
        .mapToObj(bits ->
            IntStream.rangeClosed(1, 5).filter(i -> (bits >> (i - 1) & 1) == 1).boxed().toList());
  }

  private static Sharing golden() throws IOException {
    return Sharing.of(JSON.treeToValue(goldenTree(), SharesFile.Content.class));
  }

  private static ObjectNode goldenTree() throws IOException {
    return (ObjectNode) JSON.readTree(resource("/root-key-shares-golden.json"));
  }

  private static List<Share> shares(List<Integer> which) throws IOException {
    List<String> lines = resource("/root-key-shares-golden.txt").lines().toList();
    return which.stream()
        .map(index -> Share.parse((lines.get(index - 1) + "\n").getBytes(UTF_8)).orElseThrow())
        .toList();
  }

  private static Share share(int index) throws IOException {
    return shares(List.of(index)).getFirst();
  }

  private static String resource(String name) throws IOException {
    try (InputStream file = SharesFileTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    }
  }

  private static Custodian person(String subject) {
    return new Custodian(ISSUER, subject, "person:" + subject);
  }

  private static byte[] hex(String text) {
    return java.util.HexFormat.of().parseHex(text);
  }

  private static byte[] bytes(int first, int count) {
    byte[] bytes = new byte[count];
    IntStream.range(0, count).forEach(i -> bytes[i] = (byte) (first + i));
    return bytes;
  }
}
