package org.cardnym.bank.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.bank.message.MessageReader;
import org.cardnym.bank.message.ReceivedMessage;
import org.cardnym.bank.refusal.Refusal;
import org.cardnym.bank.seal.MessageOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of docs/issuer-protocol.md, section 8, as this side reads them. */
class WorkedBytesTest {

  private static final Instant THEN = Instant.parse("2027-01-01T00:00:01Z");

  @TempDir Path folder;

  @Test
  void opensTheWorkedMessage() throws Exception {
    ReceivedMessage received = reader(THEN).read(opener().open(worked("jwe")));

    assertThat(received.transmission().messageId()).isEqualTo("msg_01jgfjjc00e0r9rz4fqv8bd5sm");
    assertThat(received.toString()).doesNotContain("4111111111111111");
  }

  @Test
  void refusesItAMinuteLater() throws Exception {
    var opened = opener().open(worked("jwe"));

    assertThatThrownBy(() -> reader(THEN.plusSeconds(61)).read(opened)).isInstanceOf(Refusal.class);
  }

  @Test
  void refusesItWithOneLetterChanged() throws Exception {
    String jwe = worked("jwe");
    char last = jwe.charAt(jwe.length() - 4);
    String changed =
        jwe.substring(0, jwe.length() - 4)
            + (last == 'A' ? 'B' : 'A')
            + jwe.substring(jwe.length() - 3);

    assertThatThrownBy(() -> opener().open(changed)).isInstanceOf(Refusal.class);
  }

  private MessageReader reader(Instant now) {
    return new MessageReader("https://vault.example", "example-bank", hash(), () -> now);
  }

  private MessageOpener opener() throws Exception {
    List<JWK> keys =
        List.of(key("bank enc key", KeyUse.ENCRYPTION), key("bank sig key", KeyUse.SIGNATURE));
    ECKey vault = key("vault signature key", KeyUse.SIGNATURE);
    Path pinned =
        Files.writeString(
            folder.resolve("vault-jwks.json"),
            new JWKSet((JWK) vault.toPublicJWK()).toString(true));
    return new MessageOpener(
        new BankKeys(keys, hash()), VaultKeys.load(pinned), Set.of("cardnym-authorization+jwt"));
  }

  private static KeyedHash hash() {
    return new KeyedHash(new byte[32]);
  }

  private static ECKey key(String name, KeyUse use) throws Exception {
    ECKey bare = ECKey.parse(worked(name));
    return new ECKey.Builder(bare).keyUse(use).keyID(bare.computeThumbprint().toString()).build();
  }

  private static String worked(String name) throws IOException {
    String document = Files.readString(Path.of("..", "docs", "issuer-protocol.md"));
    Matcher block =
        Pattern.compile("\\*\\*" + name + "\\*\\*\n```text\n(.*?)\n```").matcher(document);
    assertThat(block.find()).as("the protocol's page holds '%s'", name).isTrue();
    return block.group(1);
  }
}
