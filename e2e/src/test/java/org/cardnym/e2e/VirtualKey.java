package org.cardnym.e2e;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/**
 * The device's own authenticator, as the browser simulates it for one page (Chrome DevTools
 * Protocol, domain WebAuthn): it keeps discoverable passkeys and verifies its user.
 */
final class VirtualKey {
  private final CDPSession session;
  private final String id;

  private VirtualKey(CDPSession session, String id) {
    this.session = session;
    this.id = id;
  }

  static VirtualKey on(Page page) {
    CDPSession session = page.context().newCDPSession(page);
    session.send("WebAuthn.enable");
    var options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    var asked = new JsonObject();
    asked.add("options", options);
    JsonObject added = session.send("WebAuthn.addVirtualAuthenticator", asked);
    return new VirtualKey(session, added.get("authenticatorId").getAsString());
  }

  /** Whether somebody touches it whenever it asks. */
  void touched(boolean always) {
    set("WebAuthn.setAutomaticPresenceSimulation", "enabled", always);
  }

  /** Whether it knows finger or face. */
  void verifies(boolean user) {
    set("WebAuthn.setUserVerified", "isUserVerified", user);
  }

  /** How many passkeys it keeps. */
  int kept() {
    return passkeys().size();
  }

  /** All that it keeps. */
  JsonArray passkeys() {
    var asked = new JsonObject();
    asked.addProperty("authenticatorId", id);
    return session.send("WebAuthn.getCredentials", asked).getAsJsonArray("credentials");
  }

  /** Is the device that kept these, in another browser. */
  VirtualKey with(JsonArray passkeys) {
    for (JsonElement each : passkeys) {
      var asked = new JsonObject();
      asked.addProperty("authenticatorId", id);
      asked.add("credential", each);
      session.send("WebAuthn.addCredential", asked);
    }
    return this;
  }

  /** Becomes a copy of what it was when its passkeys were new. */
  void goesBack() {
    var asked = new JsonObject();
    asked.addProperty("authenticatorId", id);
    for (JsonElement each :
        session.send("WebAuthn.getCredentials", asked).getAsJsonArray("credentials")) {
      JsonObject credential = each.getAsJsonObject();
      var without = asked.deepCopy();
      without.add("credentialId", credential.get("credentialId"));
      session.send("WebAuthn.removeCredential", without);
      credential.addProperty("signCount", 1);
      var with = asked.deepCopy();
      with.add("credential", credential);
      session.send("WebAuthn.addCredential", with);
    }
  }

  private void set(String command, String member, boolean value) {
    var asked = new JsonObject();
    asked.addProperty("authenticatorId", id);
    asked.addProperty(member, value);
    session.send(command, asked);
  }
}
