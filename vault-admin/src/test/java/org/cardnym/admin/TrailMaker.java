package org.cardnym.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/**
 * A trail as a vault signs it, written from the format's description alone, which a test may then
 * change as somebody could who writes the database.
 */
final class TrailMaker {
  private static final String NOUGHT = "00".repeat(32);

  /** As the vault hands them out, in order. */
  final List<ObjectNode> records = new ArrayList<>();

  final List<ObjectNode> apart = new ArrayList<>();
  String fault = "null";
  String ended = "null";
  private final KeyPair key;
  private String last = NOUGHT;
  private int batches;
  private int entries;

  TrailMaker() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      key = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Three batches, of four entries, of one, and of five. */
  static TrailMaker three() {
    return new TrailMaker().batch(4).batch(1).batch(5);
  }

  TrailMaker batch(int count) {
    batches++;
    var leaves = new ArrayList<byte[]>();
    var members = new ArrayList<ObjectNode>();
    for (int position = 0; position < count; position++) {
      ObjectNode entry = entry().put("batch", batches).put("position", position);
      members.add(entry);
      leaves.add(HexFormat.of().parseHex(entry.path("hash").asText()));
    }
    ObjectNode batch = JsonNodeFactory.instance.objectNode().put("kind", "batch");
    batch.put("number", batches).put("count", count);
    batch.put("root", hex(root(leaves))).put("previous", last);
    records.add(sign(batch));
    records.addAll(members);
    last = batch.path("hash").asText();
    return this;
  }

  /** One that nothing holds yet. */
  ObjectNode entry() {
    entries++;
    ObjectNode entry = JsonNodeFactory.instance.objectNode().put("kind", "entry");
    entry.putNull("batch").putNull("position");
    entry.put("id", "01932f3e-7c00-7000-8000-%012d".formatted(entries));
    entry.put("at", "2026-11-22T10:00:%02dZ".formatted(entries)).put("replica", "r-1");
    entry.put("actor", "person:olga").put("action", "POLICY_CHANGED").put("subject", "EUR");
    entry.put("outcome", "DONE").put("facts", "{\"n\":\"" + entries + "\"}");
    return hashed(entry).put("genuine", true).put("refused", false);
  }

  /** With a hash that fits what it says, as anybody can reckon it. */
  ObjectNode hashed(ObjectNode entry) {
    MessageDigest digest = sha256();
    digest.update((byte) 0);
    member(digest, "audit-entry/1");
    for (String name :
        List.of("id", "at", "replica", "actor", "action", "subject", "outcome", "facts")) {
      member(digest, entry.path(name).asText());
    }
    return entry.put("hash", hex(digest.digest()));
  }

  /** With a hash that fits what it says, and a signature by this trail's key. */
  ObjectNode sign(ObjectNode batch) {
    MessageDigest digest = sha256();
    member(digest, "audit-batch/1");
    digest.update(ByteBuffer.allocate(8).putLong(batch.path("number").asLong()).array());
    digest.update(ByteBuffer.allocate(4).putInt(batch.path("count").asInt()).array());
    digest.update(HexFormat.of().parseHex(batch.path("root").asText()));
    digest.update(HexFormat.of().parseHex(batch.path("previous").asText()));
    byte[] hash = digest.digest();
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key.getPrivate());
      signature.update(hash);
      return batch
          .put("hash", hex(hash))
          .put("signature", hex(signature.sign()))
          .put("keyVersion", 1);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  ObjectNode entryAt(int batch, int position) {
    return one(
        each -> each.path("batch").asInt() == batch && each.path("position").asInt(-1) == position);
  }

  ObjectNode batchOf(int number) {
    return one(each -> each.path("number").asInt() == number);
  }

  void remove(Predicate<JsonNode> which) {
    records.removeIf(which);
  }

  /** The last batch that is there, as {@code audit verify} tells it. */
  String head() {
    ObjectNode end =
        records.stream().filter(each -> each.has("number")).reduce((a, b) -> b).orElseThrow();
    return end.path("number").asText() + ":" + end.path("hash").asText();
  }

  String publicKey() {
    return Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
  }

  String fingerprint() {
    return hex(sha256().digest(key.getPublic().getEncoded()));
  }

  /** This vault hands it out, in pages of so many records. */
  void at(FakeServer vault, int size) {
    String[] head = head().split(":", 2);
    vault.answersRaw(
        "GET /admin/v1/audit/head", 200, "application/json", headJson(head[0], head[1]));
    String records = "GET /admin/v1/audit/records?from=1&until=" + head[0] + "&limit=1000";
    pages(vault, records, this.records, size);
    pages(vault, "GET /admin/v1/audit/apart?limit=1000", apart, size);
  }

  private String headJson(String number, String hash) {
    return "{\"number\":%s,\"hash\":\"%s\",\"fault\":%s,\"keys\":[{\"version\":1,\"publicKey\":\"%s\",\"fingerprint\":\"x\",\"lastBatch\":%s}]}"
        .formatted(number, hash, fault, publicKey(), ended);
  }

  private static void pages(FakeServer vault, String question, List<ObjectNode> all, int size) {
    for (int from = 0; from == 0 || from < all.size(); from += size) {
      int until = Math.min(all.size(), from + size);
      ArrayNode items = JsonNodeFactory.instance.arrayNode().addAll(all.subList(from, until));
      String next = until == all.size() ? "null" : "\"c" + until + "\"";
      vault.answersRaw(
          from == 0 ? question : question + "&cursor=c" + from,
          200,
          "application/json",
          "{\"items\":" + items + ",\"next\":" + next + "}");
    }
  }

  private ObjectNode one(Predicate<JsonNode> which) {
    return records.stream().filter(which).findFirst().orElseThrow();
  }

  private static byte[] root(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = 1;
    while (split * 2 < leaves.size()) {
      split *= 2;
    }
    MessageDigest digest = sha256();
    digest.update((byte) 1);
    digest.update(root(leaves.subList(0, split)));
    digest.update(root(leaves.subList(split, leaves.size())));
    return digest.digest();
  }

  private static void member(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
