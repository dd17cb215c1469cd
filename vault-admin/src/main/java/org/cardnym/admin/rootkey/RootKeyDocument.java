package org.cardnym.admin.rootkey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
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
    Members.require(json, MEMBERS);
    Members.require(kdf, KDF_MEMBERS);
    Members.require(Members.text(json, "format").equals(RootKeyHeader.FORMAT));
    Members.require(Members.number(json, "version") == RootKeyHeader.VERSION);
    Members.require(Members.text(kdf, "name").equals(RootKeyHeader.KDF));
    Members.require(Members.text(json, "cipher").equals(RootKeyHeader.CIPHER));
    Argon2Cost cost =
        new Argon2Cost(
            Members.number(kdf, "memoryKiB"),
            Members.number(kdf, "iterations"),
            Members.number(kdf, "parallelism"));
    RootKeyHeader header =
        new RootKeyHeader(
            Members.text(json, "id"),
            Members.use(json),
            Members.created(json),
            cost,
            Members.text(kdf, "salt"),
            Members.text(json, "nonce"));
    return new RootKeyDocument(header, Members.text(json, "sealed"));
  }
}
