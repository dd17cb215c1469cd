package org.cardnym.vault;

import static org.cardnym.vault.TestDoors.api;

import com.nimbusds.jwt.JWTClaimsSet;
import io.restassured.response.Response;
import java.time.Instant;
import org.eclipse.microprofile.config.ConfigProvider;

/** A custodian of {@link SharedVault}'s root key at the admin door, with the role auditor. */
public record Keeper(String subject, JWTClaimsSet claims) {
  private static final String UNSEALING = "/admin/v1/unsealing";

  public static Keeper of(int number) {
    return person("keeper-" + number);
  }

  /** Whoever it is. */
  public static Keeper person(String subject) {
    return new Keeper(subject, TestTokens.person(subject, "auditor").build());
  }

  /** The same, who signed in then. */
  public Keeper signedInAt(Instant time) {
    return with("auth_time", time.getEpochSecond());
  }

  /** The same, with a claim that says otherwise. */
  public Keeper with(String claim, Object value) {
    return new Keeper(subject, new JWTClaimsSet.Builder(claims).claim(claim, value).build());
  }

  /** The share with this number, as its file has it. */
  public static String share(int number) {
    return ConfigProvider.getConfig()
        .getValue("cardnym.test.shares", String.class)
        .split(",", -1)[number - 1];
  }

  public Response progress() {
    return api(token()).get(UNSEALING);
  }

  /** Gives a share to the attempt that is under way. */
  public Response gives(String share) {
    return gives(share, progress().<String>path("attempt"));
  }

  public Response gives(String share, String attempt) {
    return api(token()).contentType("text/plain").body(share).post(UNSEALING + "/" + attempt);
  }

  public Response cancels() {
    return api(token()).delete(UNSEALING);
  }

  private String token() {
    return TestTokens.sign(claims);
  }
}
