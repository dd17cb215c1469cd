package org.cardnym.bank.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.cardnym.bank.wire.Base64Url;
import org.cardnym.bank.wire.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * The bank's key directory: {@code bank-keys.json} (0600; private keys and the key of the keyed
 * hash) and {@code public-jwks.json}, which is made from it. A production bank keeps the former in
 * an HSM.
 */
public final class KeyDirectory {

  private static final String FORMAT = "cardnym-reference-bank-keys";
  private static final String PRIVATE_FILE = "bank-keys.json";
  private static final String PUBLIC_FILE = "public-jwks.json";

  private final Path directory;

  public KeyDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes what is missing; with everything there it changes nothing.
   *
   * @return whether new keys were made
   * @throws IllegalArgumentException if the directory is another institution's
   */
  public boolean init(String institution, EncryptionChoice choice) throws IOException {
    boolean fresh = !Files.exists(directory.resolve(PRIVATE_FILE));
    if (fresh) {
      WholeFiles.makeDirectory(directory);
      WholeFiles.writePrivate(
          directory.resolve(PRIVATE_FILE), FreshKeys.json(FORMAT, institution, choice));
    }
    String publicKeys = StrictJson.write(load(institution).publicKeys().toJSONObject());
    Path publicFile = directory.resolve(PUBLIC_FILE);
    if (!Files.exists(publicFile) || !Files.readString(publicFile, UTF_8).equals(publicKeys)) {
      WholeFiles.writePublic(publicFile, publicKeys);
    }
    return fresh;
  }

  /**
   * @throws IllegalArgumentException if the file is not a key file of this institution; the text
   *     quotes no key
   */
  public BankKeys load(String institution) throws IOException {
    ObjectNode file = StrictJson.object(Files.readAllBytes(directory.resolve(PRIVATE_FILE)));
    if (!FORMAT.equals(file.path("format").asText()) || file.path("version").asInt() != 1) {
      throw new IllegalArgumentException(PRIVATE_FILE + " has another format");
    }
    if (!institution.equals(file.path("institution").asText())) {
      throw new IllegalArgumentException(PRIVATE_FILE + " belongs to another institution");
    }
    byte[] hashKey = Base64Url.decode(file.path("hashKey").asText());
    if (hashKey.length != FreshKeys.HASH_KEY_BYTES) {
      throw new IllegalArgumentException(PRIVATE_FILE + " has no hash key of 32 bytes");
    }
    return new BankKeys(keysOf(file), new KeyedHash(hashKey));
  }

  /**
   * Adds a key behind those that are there: an {@code enc} key opens messages, a {@code sig} key
   * waits for {@link #signWith}. A bank that runs takes it at its next start.
   *
   * @param choice for an {@code enc} key, null for a {@code sig} key
   * @return the new key's {@code kid}
   */
  public String add(String institution, @Nullable EncryptionChoice choice) throws IOException {
    JWK fresh = choice == null ? FreshKeys.signatureKey() : FreshKeys.encryptionKey(choice);
    change(institution, keys -> keys.add(fresh));
    return fresh.getKeyID();
  }

  /**
   * Lets the key sign answers from the next start on, once the vault has it.
   *
   * @throws IllegalArgumentException if it is no {@code sig} key of this bank
   */
  public void signWith(String institution, String kid) throws IOException {
    change(
        institution,
        keys -> {
          JWK wanted = named(keys, kid);
          if (!KeyUse.SIGNATURE.equals(wanted.getKeyUse())) {
            throw new IllegalArgumentException("the key is no sig key");
          }
          keys.remove(wanted);
          keys.addFirst(wanted);
        });
  }

  /**
   * Takes a key out for good.
   *
   * @throws IllegalArgumentException if it is not there, or the last for its use
   */
  public void drop(String institution, String kid) throws IOException {
    change(institution, keys -> keys.remove(named(keys, kid)));
  }

  private void change(String institution, Consumer<List<JWK>> edit) throws IOException {
    load(institution);
    ObjectNode file = StrictJson.object(Files.readAllBytes(directory.resolve(PRIVATE_FILE)));
    List<JWK> keys = new ArrayList<>(keysOf(file));
    edit.accept(keys);
    BankKeys whole = new BankKeys(keys, load(institution).keyedHash());
    String members = JSONObjectUtils.toJSONString(new JWKSet(keys).toJSONObject(false));
    file.set("keys", StrictJson.object(members.getBytes(UTF_8)).path("keys"));
    WholeFiles.writePrivate(directory.resolve(PRIVATE_FILE), StrictJson.write(file));
    WholeFiles.writePublic(
        directory.resolve(PUBLIC_FILE), StrictJson.write(whole.publicKeys().toJSONObject()));
  }

  private static JWK named(List<JWK> keys, String kid) {
    return keys.stream()
        .filter(key -> key.getKeyID().equals(kid))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the bank has no such key"));
  }

  private static List<JWK> keysOf(ObjectNode file) {
    try {
      return JWKSet.parse("{\"keys\":" + file.path("keys") + "}").getKeys();
    } catch (ParseException e) {
      throw new IllegalArgumentException(PRIVATE_FILE + " holds no JWKs");
    }
  }
}
