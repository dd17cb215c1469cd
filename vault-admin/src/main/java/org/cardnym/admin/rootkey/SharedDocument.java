package org.cardnym.admin.rootkey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cardnym.admin.connection.StrictJson;

/**
 * The bytes of a root-key file, version 2, written and read; docs/root-key-file.md describes them.
 */
record SharedDocument(SharedHeader header, String sealed) {
  private static final Set<String> MEMBERS =
      Set.of("format", "version", "id", "use", "created", "shares", "cipher", "nonce", "sealed");
  private static final Set<String> SHARES = Set.of("scheme", "threshold", "custodians");
  private static final Set<String> CUSTODIAN =
      Set.of("index", "name", "issuer", "subject", "commitment");

  SharedDocument {
    Base64Url.decode(sealed, RootKeySeal.KEY_BYTES + RootKeySeal.TAG_BYTES);
  }

  /** UTF-8, one line, with a line end. */
  byte[] toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", RootKeyHeader.FORMAT);
    json.put("version", SharedHeader.VERSION);
    json.put("id", header.id());
    json.put("use", header.use().toString());
    json.put("created", header.created().toString());
    ObjectNode shares = json.putObject("shares");
    shares.put("scheme", SharedHeader.SCHEME);
    shares.put("threshold", header.threshold());
    ArrayNode custodians = shares.putArray("custodians");
    for (SharedHeader.Holder holder : header.holders()) {
      custodians
          .addObject()
          .put("index", custodians.size())
          .put("name", holder.custodian().name())
          .put("issuer", holder.custodian().issuer())
          .put("subject", holder.custodian().subject())
          .put("commitment", holder.commitment());
    }
    json.put("cipher", RootKeyHeader.CIPHER);
    json.put("nonce", header.nonce());
    json.put("sealed", sealed);
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalArgumentException if the bytes are no root-key file of this version
   */
  static SharedDocument fromJson(byte[] bytes) {
    JsonNode json = StrictJson.read(bytes);
    JsonNode shares = json.path("shares");
    Members.require(json, MEMBERS);
    Members.require(shares, SHARES);
    Members.require(Members.text(json, "format").equals(RootKeyHeader.FORMAT));
    Members.require(Members.number(json, "version") == SharedHeader.VERSION);
    Members.require(Members.text(shares, "scheme").equals(SharedHeader.SCHEME));
    Members.require(Members.text(json, "cipher").equals(RootKeyHeader.CIPHER));
    SharedHeader header =
        new SharedHeader(
            Members.text(json, "id"),
            Members.use(json),
            Members.created(json),
            Members.number(shares, "threshold"),
            holders(shares.path("custodians")),
            Members.text(json, "nonce"));
    return new SharedDocument(header, Members.text(json, "sealed"));
  }

  private static List<SharedHeader.Holder> holders(JsonNode custodians) {
    Members.require(custodians.isArray());
    List<SharedHeader.Holder> holders = new ArrayList<>();
    for (JsonNode each : custodians) {
      Members.require(each, CUSTODIAN);
      Members.require(Members.number(each, "index") == holders.size() + 1);
      Custodian custodian =
          new Custodian(
              Members.text(each, "name"),
              Members.text(each, "issuer"),
              Members.text(each, "subject"));
      holders.add(new SharedHeader.Holder(custodian, Members.text(each, "commitment")));
    }
    return holders;
  }
}
