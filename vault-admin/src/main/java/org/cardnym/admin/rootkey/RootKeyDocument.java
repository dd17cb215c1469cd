package org.cardnym.admin.rootkey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.cardnym.admin.connection.StrictJson;

/**
 * The bytes of a root-key file, version 1, written and read; docs/root-key-file.md describes them.
 */
record RootKeyDocument(RootKeyHeader header, String sealed) {
  private static final Set<String> MEMBERS =
      Set.of("format", "version", "id", "use", "created", "kdf", "cipher", "nonce", "sealed");
  private static final Set<String> KDF_MEMBERS =
      Set.of("name", "memoryKiB", "iterations", "parallelism", "salt");

  RootKeyDocument {
    Base64Url.decode(sealed, RootKeySeal.KEY_BYTES + RootKeySeal.TAG_BYTES);
  }

  /** UTF-8, one line, with a line end. */
  byte[] toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", RootKeyHeader.FORMAT);
    json.put("version", RootKeyHeader.VERSION);
    json.put("id", header.id());
    json.put("use", header.use().toString());
    json.put("created", header.created().toString());
    json.putObject("kdf")
        .put("name", RootKeyHeader.KDF)
        .put("memoryKiB", header.cost().memoryKiB())
        .put("iterations", header.cost().iterations())
        .put("parallelism", header.cost().parallelism())
        .put("salt", header.salt());
    json.put("cipher", RootKeyHeader.CIPHER);
    json.put("nonce", header.nonce());
    json.put("sealed", sealed);
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalArgumentException if the bytes are no root-key file of this version
   */
  static RootKeyDocument fromJson(byte[] bytes) {
    JsonNode json = StrictJson.read(bytes);
    JsonNode kdf = json.path("kdf");
    requireMembers(json, MEMBERS);
    requireMembers(kdf, KDF_MEMBERS);
    require(text(json, "format").equals(RootKeyHeader.FORMAT));
    require(number(json, "version") == RootKeyHeader.VERSION);
    require(text(kdf, "name").equals(RootKeyHeader.KDF));
    require(text(json, "cipher").equals(RootKeyHeader.CIPHER));
    Argon2Cost cost =
        new Argon2Cost(
            number(kdf, "memoryKiB"), number(kdf, "iterations"), number(kdf, "parallelism"));
    RootKeyHeader header =
        new RootKeyHeader(
            text(json, "id"),
            use(text(json, "use")),
            instant(text(json, "created")),
            cost,
            text(kdf, "salt"),
            text(json, "nonce"));
    return new RootKeyDocument(header, text(json, "sealed"));
  }

  private static RootKeyUse use(String text) {
    for (RootKeyUse use : RootKeyUse.values()) {
      if (use.toString().equals(text)) {
        return use;
      }
    }
    throw new IllegalArgumentException("an unknown use");
  }

  private static Instant instant(String text) {
    try {
      require(text.endsWith("Z"));
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no time", e);
    }
  }

  private static String text(JsonNode object, String member) {
    require(object.path(member).isTextual());
    return object.path(member).textValue();
  }

  private static int number(JsonNode object, String member) {
    require(object.path(member).isInt());
    return object.path(member).intValue();
  }

  /** Unknown members are refused: they would not be bound by the seal. */
  private static void requireMembers(JsonNode object, Set<String> members) {
    require(object.isObject() && object.size() == members.size());
    members.forEach(member -> require(object.has(member)));
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("not a root-key file, version 1");
    }
  }
}
