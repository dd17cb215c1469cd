package org.cardnym.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of customers as docs/issuer-protocol.md, section 10, says. */
class ExportCustomersTest {

  @TempDir Path folder;
  private ECKey vault;
  private Path key;
  private Path file;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void keys() throws Exception {
    vault =
        new ECKeyGenerator(Curve.P_256)
            .keyUse(KeyUse.ENCRYPTION)
            .keyIDFromThumbprint(true)
            .generate();
    key = folder.resolve("vault-enc.json");
    file = folder.resolve("customers.jose");
    Files.writeString(key, vault.toPublicJWK().toJSONString());
    assertThat(run("init", "--dir", keyFolder(), "--institution", "north-bank")).isZero();
    out.reset();
  }

  @Test
  void everyLineIsSealedForTheVaultAndSaysWhereItStands() throws Exception {
    assertThat(export("101")).isZero();

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(101).allMatch(line -> line.length() <= 4096);
    Map<String, Object> last = opened(lines.get(100));
    assertThat(last)
        .containsEntry("iss", "north-bank")
        .containsEntry("aud", "https://vault.example")
        .containsEntry("kind", "customer")
        .containsEntry("line", 101L)
        .containsEntry("count", 101L)
        .containsEntry("alias", "imported-000101")
        .containsEntry("email", "imported-000101@customers.example");
    assertThat(last.get("file")).isEqualTo(opened(lines.get(0)).get("file"));
    assertThat(last.get("card")).asString().doesNotContain("verificationCode");
    assertThat(Files.readString(file)).doesNotContain("imported-");
  }

  @Test
  void theDigestIsTheOneThatAShellFinds() throws Exception {
    export("101");

    List<String> lines = Files.readAllLines(file);
    StringBuilder blocks = new StringBuilder();
    for (int i = 0; i < lines.size(); i += 50) {
      String block = String.join("\n", lines.subList(i, Math.min(i + 50, lines.size()))) + "\n";
      blocks.append(sha256(block)).append('\n');
    }
    assertThat(out.toString(UTF_8)).contains("digest " + sha256(blocks.toString()));
  }

  @Test
  void whatIsThereIsNotWrittenOver() throws Exception {
    export("1");
    String before = Files.readString(file);

    assertThat(export("1")).isEqualTo(2);
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void aKeyThatIsNoneOfTheVaultsForThisIsRefused() throws Exception {
    Files.writeString(key, vault.toJSONString());
    assertThat(export("1")).isEqualTo(1);
    ECKey signs =
        new ECKeyGenerator(Curve.P_256)
            .keyUse(KeyUse.SIGNATURE)
            .keyIDFromThumbprint(true)
            .generate();
    Files.writeString(key, signs.toPublicJWK().toJSONString());
    assertThat(export("1")).isEqualTo(1);
    Files.writeString(key, "{}");
    assertThat(export("1")).isEqualTo(1);
    assertThat(file).doesNotExist();
  }

  @Test
  void aCountThatIsNoneIsWrongUse() throws Exception {
    for (String count : List.of("0", "-1", "500001", "many")) {
      assertThat(export(count)).as(count).isEqualTo(2);
    }
    assertThat(file).doesNotExist();
  }

  private Map<String, Object> opened(String line) throws Exception {
    JWEObject jwe = JWEObject.parse(line);
    assertThat(jwe.getHeader().toJSONObject().keySet())
        .containsExactlyInAnyOrder("alg", "enc", "typ", "cty", "kid", "epk");
    assertThat(jwe.getHeader().getType()).hasToString("cardnym-customer+jwe");
    assertThat(jwe.getHeader().getKeyID()).isEqualTo(vault.getKeyID());
    jwe.decrypt(new ECDHDecrypter(vault));
    JWSObject jws = jwe.getPayload().toJWSObject();
    assertThat(jws.getHeader().toJSONObject().keySet())
        .containsExactlyInAnyOrder("alg", "typ", "kid");
    assertThat(jws.getHeader().getType()).hasToString("cardnym-customer+jwt");
    assertThat(jws.verify(new ECDSAVerifier(signatureKey(jws.getHeader().getKeyID())))).isTrue();
    return jws.getPayload().toJSONObject();
  }

  private ECKey signatureKey(String kid) throws Exception {
    JWK signs = JWKSet.load(folder.resolve("keys/public-jwks.json").toFile()).getKeyByKeyId(kid);
    assertThat(signs.getKeyUse()).isEqualTo(KeyUse.SIGNATURE);
    return signs.toECKey();
  }

  private int export(String count) throws Exception {
    return run(
        "export-customers",
        "--dir",
        keyFolder(),
        "--institution",
        "north-bank",
        "--issuer",
        "https://vault.example",
        "--vault-key",
        key.toString(),
        "--count",
        count,
        "--file",
        file.toString());
  }

  private String keyFolder() {
    return folder.resolve("keys").toString();
  }

  private int run(String... arguments) throws Exception {
    return Main.run(
        List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
