package org.cardnym.admin.rootkey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.cardnym.admin.connection.StrictJson;

/**
 * The bytes of a root-key file, version 3, written and read; docs/root-key-file.md describes them.
 */
record TokenDocument(TokenHeader header, String proof) {
  private static final Set<String> MEMBERS =
      Set.of("format", "version", "id", "use", "created", "pkcs11", "cipher", "nonce", "proof");
  private static final Set<String> NAME = Set.of("token", "serial", "key");

  TokenDocument {
    Base64Url.decode(proof, RootKeyHeader.ID_BYTES + RootKeySeal.TAG_BYTES);
  }

  /** UTF-8, one line, with a line end. */
  byte[] toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", RootKeyHeader.FORMAT);
    json.put("version", TokenHeader.VERSION);
    json.put("id", header.id());
    json.put("use", header.use().toString());
    json.put("created", header.created().toString());
    json.putObject("pkcs11")
        .put("token", header.name().token())
        .put("serial", header.name().serial())
        .put("key", header.name().key());
    json.put("cipher", RootKeyHeader.CIPHER);
    json.put("nonce", header.nonce());
    json.put("proof", proof);
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalArgumentException if the bytes are no root-key file of this version
   */
  static TokenDocument fromJson(byte[] bytes) {
    JsonNode json = StrictJson.read(bytes);
    JsonNode name = json.path("pkcs11");
    Members.require(json, MEMBERS);
    Members.require(name, NAME);
    Members.require(Members.text(json, "format").equals(RootKeyHeader.FORMAT));
    Members.require(Members.number(json, "version") == TokenHeader.VERSION);
    Members.require(Members.text(json, "cipher").equals(RootKeyHeader.CIPHER));
    TokenHeader header =
        new TokenHeader(
            Members.text(json, "id"),
            Members.use(json),
            Members.created(json),
            new TokenKeyName(
                Members.text(name, "token"),
                Members.text(name, "serial"),
                Members.text(name, "key")),
            Members.text(json, "nonce"));
    return new TokenDocument(header, Members.text(json, "proof"));
  }
}
