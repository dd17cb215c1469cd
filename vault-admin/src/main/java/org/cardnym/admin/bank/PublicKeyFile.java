package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cardnym.admin.connection.StrictJson;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.PrivateFile;
import org.jspecify.annotations.Nullable;

/** A bank's file of public keys: one JWK or a set (RFC 7517). */
final class PublicKeyFile {
  /** Private or symmetric parts (RFC 7518 section 6). */
  private static final Set<String> PRIVATE_MEMBERS =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private PublicKeyFile() {}

  /**
   * The keys of the file, each with its use.
   *
   * @param wanted take only keys for this use, and take keys that state none as such; null takes
   *     all, each by the use it states
   * @throws Failure if there are none, one holds a private part, or its {@code kid} is not its
   *     thumbprint
   */
  static List<BankKey> read(Path file, @Nullable KeyUse wanted) {
    JsonNode json = StrictJson.read(PrivateFile.readPublic(file));
    List<BankKey> keys = new ArrayList<>();
    for (JsonNode jwk : json.path("keys").isArray() ? json.path("keys") : List.of(json)) {
      if (!(jwk instanceof ObjectNode object)) {
        throw invalid(file + " is neither a JWK nor a set of them.");
      }
      refusePrivate(file, object);
      KeyUse use = use(file, object, wanted);
      if (wanted == null || wanted == use) {
        keys.add(new BankKey(use, kid(file, object), object));
      }
    }
    if (keys.isEmpty()) {
      throw invalid(file + " holds no such key.");
    }
    return keys;
  }

  private static void refusePrivate(Path file, ObjectNode jwk) {
    if (PRIVATE_MEMBERS.stream().anyMatch(jwk::has)) {
      throw new Failure(Trouble.PRIVATE_KEY_IN_INPUT, file + " holds a private key.");
    }
  }

  private static KeyUse use(Path file, ObjectNode jwk, @Nullable KeyUse wanted) {
    String stated = jwk.path("use").asText("");
    if (stated.isEmpty() && wanted != null) {
      return wanted;
    }
    for (KeyUse use : KeyUse.values()) {
      if (use.toString().equals(stated)) {
        return use;
      }
    }
    throw invalid(file + " has a key that doesn't say its use, enc or sig: give --use.");
  }

  /**
   * In the issuer protocol a {@code kid} is always the thumbprint, so that it can't name another
   * key.
   */
  private static String kid(Path file, ObjectNode jwk) {
    String thumbprint = JwkThumbprint.of(jwk);
    if (thumbprint == null) {
      throw invalid(file + " has a key that is neither EC nor RSA.");
    }
    if (!jwk.path("kid").asText(thumbprint).equals(thumbprint)) {
      throw invalid(file + " has a key whose kid is not its thumbprint, " + thumbprint + ".");
    }
    return thumbprint;
  }

  private static Failure invalid(String what) {
    return new Failure(Trouble.INPUT_INVALID, what);
  }

  /**
   * @param kid RFC 7638 thumbprint
   * @param jwk as the file has it
   */
  record BankKey(KeyUse use, String kid, ObjectNode jwk) {}
}
