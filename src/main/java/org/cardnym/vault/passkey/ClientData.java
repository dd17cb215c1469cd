package org.cardnym.vault.passkey;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.yubico.webauthn.data.ByteArray;
import java.io.IOException;

/** The checks of the client data, the same in both ceremonies (WebAuthn L3 §5.8.1). */
final class ClientData {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private final JsonNode json;

  private ClientData(JsonNode json) {
    this.json = json;
  }

  static ClientData read(ByteArray bytes) throws Flawed {
    try {
      JsonNode json = JSON.readTree(bytes.getBytes());
      Flawed.unless(json != null && json.isObject(), Flaw.MALFORMED);
      return new ClientData(json);
    } catch (IOException unreadable) {
      throw new Flawed(Flaw.MALFORMED);
    }
  }

  /** The challenge as it is claimed; empty if there is none. */
  String challenge() {
    return json.path("challenge").asText("");
  }

  void check(String type, ByteArray challenge, String origin) throws Flawed {
    // §7.1 and §7.2: type is webauthn.create, or webauthn.get.
    Flawed.unless(type.equals(json.path("type").textValue()), Flaw.TYPE);
    // challenge equals the base64url encoding of the one that was asked for.
    Flawed.unless(
        challenge.getBase64Url().equals(json.path("challenge").textValue()), Flaw.CHALLENGE);
    // origin is one that is expected (§13.4.9): the pages' own, to the letter.
    Flawed.unless(origin.equals(json.path("origin").textValue()), Flaw.ORIGIN);
    // crossOrigin, if present, must not be true: the pages are never framed.
    JsonNode crossOrigin = json.path("crossOrigin");
    Flawed.unless(
        crossOrigin.isMissingNode() || (crossOrigin.isBoolean() && !crossOrigin.booleanValue()),
        Flaw.CROSS_ORIGIN);
    // topOrigin, if present, must be a page that is expected to frame these: there is none.
    Flawed.unless(json.path("topOrigin").isMissingNode(), Flaw.TOP_ORIGIN);
  }
}
