package org.cardnym.vault.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;

import com.nimbusds.jose.jwk.ECKey;
import io.restassured.response.Response;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.eclipse.microprofile.config.ConfigProvider;

/** The admin's door for files of customers, as the command line uses it. */
public final class ImportDoor {
  static final String IMPORTS = "/admin/v1/payers/imports";

  private final HouseBank bank;

  ImportDoor(HouseBank bank) {
    this.bank = bank;
  }

  /** So many customers of the bank who were moved in. */
  public static TestFile moved(HouseBank bank, int count) {
    var door = new ImportDoor(bank);
    TestFile file = door.file(count).full();
    assertThat(door.sent(file).<Integer>path("imported")).isEqualTo(count);
    return file;
  }

  /** A file of the bank for this vault. */
  TestFile file(int count) {
    return new TestFile(bank.signs(), key(), bank.institution(), issuer(), count);
  }

  static String issuer() {
    return ConfigProvider.getConfig().getValue("cardnym.issuer", String.class);
  }

  static ECKey key() {
    String jwk = admin(TestTokens.operator()).post(IMPORTS + "/key").asString();
    try {
      return ECKey.parse(jwk);
    } catch (ParseException none) {
      throw new IllegalStateException(jwk, none);
    }
  }

  Response ask(TestFile file) {
    return ask(TestTokens.operator(), asked(file));
  }

  Response ask(String token, Map<String, Object> asked) {
    return admin(token).body(asked).post(IMPORTS);
  }

  Map<String, Object> asked(TestFile file) {
    var asked = new HashMap<String, Object>();
    asked.put("bank", TypeId.of(IdKind.BANK, bank.id()));
    asked.put("lines", file.count);
    asked.put("first", file.first());
    asked.put("blocks", file.digests());
    asked.put("reason", "the bank moves in");
    return asked;
  }

  /** The import's id, of a file that one operator may open alone. */
  String opened(TestFile file) {
    Response asked = ask(file);
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(200);
    return asked.path("import");
  }

  Response send(String id, int block, byte[] lines) {
    return send(TestTokens.operator(), id, block, lines);
  }

  Response send(String token, String id, int block, byte[] lines) {
    return admin(token)
        .contentType("text/plain")
        .body(lines)
        .post(IMPORTS + "/" + id + "/blocks/" + block);
  }

  /** All of a file; how it stands then. */
  Response sent(TestFile file) {
    String id = opened(file);
    for (int i = 0; i < file.blocks(); i++) {
      Response taken = send(id, i, file.block(i));
      assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(200);
    }
    return state(id);
  }

  static Response state(String id) {
    return admin(TestTokens.auditor()).get(IMPORTS + "/" + id);
  }

  static List<String> refused(String id) {
    Response page = admin(TestTokens.auditor()).get(IMPORTS + "/" + id + "/refused?limit=100");
    List<Integer> lines = page.path("items.line");
    List<String> codes = page.path("items.code");
    return java.util.stream.IntStream.range(0, lines.size())
        .mapToObj(i -> lines.get(i) + " " + codes.get(i))
        .toList();
  }
}
