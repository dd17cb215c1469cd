package org.cardnym.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.cardnym.bank.wire.Base64Url;
import org.cardnym.bank.wire.StrictJson;
import org.jspecify.annotations.Nullable;

/** The vault's side of the link, as honest or as broken as a test wants it. */
final class TestVault {

  private final RunningBank bank;
  private final HttpClient http;

  /** What it signs messages with. */
  ECKey signer;

  /** What it seals messages for; null for the bank's first key. */
  @Nullable JWK sealsFor;

  TestVault(RunningBank bank) throws Exception {
    this(bank, bank.authority.client(bank.authority, RunningBank.VAULT_NAME));
  }

  TestVault(RunningBank bank, SSLContext tls) {
    this.bank = bank;
    this.signer = bank.vaultKey;
    this.http =
        HttpClient.newBuilder().sslContext(tls).connectTimeout(Duration.ofSeconds(5)).build();
  }

  /** Sends a payload with fresh transmission members and gives the verified answer. */
  ObjectNode ask(Map<String, Object> payload) throws Exception {
    Payloads.fresh(payload, bank.clock.instant());
    String compact = seal(payload);
    return verified(post(compact), compact, payload);
  }

  /** Sends it again as a repeat. */
  ObjectNode askAgain(Map<String, Object> payload) throws Exception {
    Map<String, Object> repeat = Payloads.repeat(payload, bank.clock.instant());
    String compact = seal(repeat);
    return verified(post(compact), compact, repeat);
  }

  /** Sends a payload as it stands. */
  Reply send(Map<String, Object> payload) throws Exception {
    return post(seal(payload));
  }

  String seal(Map<String, Object> payload) throws Exception {
    return encrypt(sign("cardnym-" + payload.get("kind") + "+jwt", payload));
  }

  String sign(String type, Map<String, Object> payload) throws Exception {
    String header =
        "{\"alg\":\"ES256\",\"typ\":\"" + type + "\",\"kid\":\"" + signer.getKeyID() + "\"}";
    return signRaw(header, StrictJson.write(payload), signer);
  }

  static String signRaw(String header, String payload, ECKey key) throws Exception {
    String input =
        Base64Url.encode(header.getBytes(UTF_8)) + "." + Base64Url.encode(payload.getBytes(UTF_8));
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key.toECPrivateKey());
    signature.update(input.getBytes(UTF_8));
    return input + "." + Base64Url.encode(signature.sign());
  }

  String encrypt(String jws) throws Exception {
    JWK key = recipient();
    boolean elliptic = key instanceof ECKey;
    JWEAlgorithm algorithm = elliptic ? JWEAlgorithm.ECDH_ES_A256KW : JWEAlgorithm.RSA_OAEP_256;
    JWEHeader header =
        new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM)
            .type(new JOSEObjectType("cardnym-message+jwe"))
            .contentType("JWT")
            .keyID(key.getKeyID())
            .build();
    JWEObject jwe = new JWEObject(header, new Payload(jws));
    jwe.encrypt(elliptic ? new ECDHEncrypter(key.toECKey()) : new RSAEncrypter(key.toRSAKey()));
    return jwe.serialize();
  }

  JWK recipient() throws Exception {
    return sealsFor == null ? key(KeyUse.ENCRYPTION) : sealsFor;
  }

  ECKey answerKey() throws Exception {
    return key(KeyUse.SIGNATURE).toECKey();
  }

  private JWK key(KeyUse use) throws Exception {
    return bank.publicKeys().getKeys().stream()
        .filter(key -> use.equals(key.getKeyUse()))
        .findFirst()
        .orElseThrow();
  }

  Reply post(String body) throws Exception {
    return exchange(
        request("/cardnym")
            .header("Content-Type", "application/jose")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + bank.linkPort() + path))
        .timeout(Duration.ofSeconds(10));
  }

  Reply desk(String path) throws Exception {
    return exchange(
        HttpRequest.newBuilder(URI.create("https://localhost:" + bank.deskPort() + path)).GET());
  }

  Reply exchange(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  private ObjectNode verified(Reply reply, String compact, Map<String, Object> payload)
      throws Exception {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.type()).isEqualTo("application/jose");
    JWSObject answer = JWSObject.parse(reply.body());
    assertThat(answer.verify(new ECDSAVerifier(answerKey()))).isTrue();
    ObjectNode members = StrictJson.object(answer.getPayload().toBytes());
    assertThat(members.path("inReplyTo").asText()).isEqualTo(payload.get("jti"));
    assertThat(members.path("messageId").asText()).isEqualTo(payload.get("messageId"));
    assertThat(members.path("kind").asText()).isEqualTo(payload.get("kind"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(compact.getBytes(StandardCharsets.US_ASCII));
    assertThat(members.path("transmission").asText()).isEqualTo(Base64Url.encode(digest));
    return members;
  }
}
