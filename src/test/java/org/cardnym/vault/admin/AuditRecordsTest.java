package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.api;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.TrailBehind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The trail as it is handed out to be checked elsewhere. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class AuditRecordsTest {
  private static final String BASE = "/admin/v1/audit/";

  @Inject Audit audit;
  @Inject Tables tables;
  @Inject TrailBehind trail;
  @Inject EntityManager entities;
  private final String subject = "record-" + UUID.randomUUID();
  private String id;
  private long batch;

  @BeforeEach
  void signed() {
    audit.recordApart(AuditEvent.done("person:olga", AuditAction.POLICY_CHANGED, subject));
    tables.await(
        1L, "select count(*) from audit_entry where subject = ?1 and batch is not null", subject);
    id =
        (String)
            tables.read(
                "select cast(entry_id as text) from audit_entry where subject = ?1", subject);
    batch =
        ((Number) tables.read("select batch from audit_entry where subject = ?1", subject))
            .longValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"head", "records?until=1", "apart"})
  void operatorsAndAuditorsReadItAndNobodyElse(String path) {
    api(TestTokens.operator()).get(BASE + path).then().statusCode(200);
    api(TestTokens.auditor()).get(BASE + path).then().statusCode(200);
    api(TestTokens.merchant("shop")).get(BASE + path).then().statusCode(403);
    api().get(BASE + path).then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "records",
        "records?until=x",
        "records?until=-1",
        "records?until=1&from=0",
        "records?until=1&limit=1001",
        "records?until=1&cursor=x",
        "records?until=1&cursor=1.2.3",
        "apart?limit=0",
        "apart?cursor=x"
      })
  void aQueryThatIsNotAsItShouldBeIsMalformed(String query) {
    api(TestTokens.auditor())
        .get(BASE + query)
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed"));
  }

  @Test
  void aBatchComesWithItsEntriesAndASignatureThatTheKeyChecks() throws Exception {
    JsonPath head = get("head");
    JsonPath page = get("records?from=" + batch + "&until=" + batch);

    Map<String, Object> signed = page.getMap("items[0]");
    assertThat(signed).containsEntry("kind", "batch").containsEntry("number", (int) batch);
    assertThat(page.getList("items")).hasSize(page.getInt("items[0].count") + 1);
    assertThat(page.getList("items.id")).contains(id);
    assertThat(page.<Object>get("next")).isNull();
    Map<String, Object> entry = page.getMap("items.find { it.id == '" + id + "' }");
    assertThat(entry)
        .containsEntry("kind", "entry")
        .containsEntry("actor", "person:olga")
        .containsEntry("action", "POLICY_CHANGED")
        .containsEntry("facts", "{}")
        .containsEntry("genuine", true)
        .containsEntry("refused", false);
    var check = Signature.getInstance("SHA256withECDSAinP1363Format");
    byte[] key = Base64.getDecoder().decode(head.getString("keys[0].publicKey"));
    check.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key)));
    check.update(HexFormat.of().parseHex((String) signed.get("hash")));
    assertThat(check.verify(HexFormat.of().parseHex((String) signed.get("signature")))).isTrue();
    assertThat(head.<Object>get("fault")).isNull();
  }

  @Test
  void pagesOfOneAreTheWholeInItsOrder() {
    long first = Math.max(1, batch - 2);
    String range = "records?from=" + first + "&until=" + batch;
    List<Map<String, Object>> whole = get(range + "&limit=1000").getList("items");

    assertThat(walked(range + "&limit=1")).isEqualTo(whole).hasSizeGreaterThan(1);
  }

  /** Whoever may drop an index can put two there, and a page end between them. */
  @Test
  void twoEntriesAtOnePlaceAreBothHandedOut() {
    String other = "00000000-0000-7000-8000-000000000001";
    tables.write("drop index audit_entry_place");
    try {
      tables.write(
          "insert into audit_entry select '"
              + other
              + "', at, replica, actor, action, null, outcome, facts, hash, mac_version, mac, false,"
              + " batch, position from audit_entry where subject = ?1",
          subject);

      assertThat(walked("records?from=" + batch + "&until=" + batch + "&limit=1"))
          .extracting(record -> record.get("id"))
          .contains(id, other);
    } finally {
      tables.write("delete from audit_entry where entry_id = '" + other + "'");
      tables.write("create unique index audit_entry_place on audit_entry (batch, position)");
    }
  }

  @Test
  void whatWasChangedIsHandedOutAsItStandsAndCalledNotGenuine() {
    tables.write("update audit_entry set actor = 'person:scapegoat' where subject = ?1", subject);
    try {
      JsonPath page = get("records?from=" + batch + "&until=" + batch);
      Map<String, Object> entry = page.getMap("items.find { it.id == '" + id + "' }");

      assertThat(entry).containsEntry("genuine", false).containsEntry("actor", "person:scapegoat");
    } finally {
      tables.write("update audit_entry set actor = 'person:olga' where subject = ?1", subject);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refused = true, batch = null, position = null",
        "batch = 99999999",
        "position = null"
      })
  void whatStandsAtNoPlaceIsHandedOutApart(String displaced) {
    long position =
        ((Number) tables.read("select position from audit_entry where subject = ?1", subject))
            .longValue();
    // What the vault puts back meanwhile is not signed anew: whoever gathers waits for the note.
    QuarkusTransaction.begin();
    try {
      entities.createNativeQuery("select number from audit_head for update").getResultList();
      tables.write("update audit_entry set " + displaced + " where subject = ?1", subject);
      assertThat(get("apart?limit=1000").getList("items.id")).contains(id);
      assertThat(get("records?from=" + batch + "&until=" + batch).getList("items.id"))
          .doesNotContain(id);
    } finally {
      tables.write(
          "update audit_entry set refused = false, batch = ?2, position = ?3 where subject = ?1",
          subject,
          batch,
          (int) position);
      QuarkusTransaction.rollback();
    }
    assertThat(get("apart?limit=1000").getList("items.id")).doesNotContain(id);
  }

  /** A control character takes six bytes in JSON; an answer stays as short as its reader takes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "records?until=%1$d&from=%1$d&limit=1000 | false, batch, 1000000 + n",
        "apart?limit=1000 | true, cast(null as bigint), cast(null as integer)"
      })
  void whatSomebodyMadeOverlongKeepsNobodyFromReadingAll(String list, String place) {
    tables.write(
        "insert into audit_entry select cast('00000000-0000-7000-8000-' || lpad(cast(n as text),"
            + " 12, '0') as uuid), at, l, l, l, null, l, l, hash, mac_version, mac, "
            + place
            + " from audit_entry, generate_series(1, 12) n, repeat(chr(1), 50000) l"
            + " where subject = ?1",
        subject);
    try {
      String path = list.formatted(batch);
      var ids = new ArrayList<>();
      int pages = 0;
      String cursor = "";
      do {
        var answer = answer(path + "&cursor=" + cursor);
        assertThat(answer.asByteArray()).hasSizeLessThan(8 * 1024 * 1024);
        ids.addAll(answer.jsonPath().getList("items.id"));
        cursor = answer.jsonPath().getString("next");
        pages++;
      } while (cursor != null);

      assertThat(pages).isGreaterThan(1);
      assertThat(ids)
          .contains("00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000012")
          .doesNotHaveDuplicates();
    } finally {
      tables.write(
          "delete from audit_entry where entry_id < '" + id + "' and replica like chr(1) || '%'");
    }
  }

  /** Pages begin before every identifier that somebody could have written. */
  @Test
  void theSmallestIdentifierIsHandedOut() {
    String smallest = new UUID(0, 0).toString();
    tables.write(
        "insert into audit_entry select '"
            + smallest
            + "', at, replica, actor, action, null, outcome, facts, hash, mac_version, mac, true"
            + " from audit_entry where subject = ?1",
        subject);
    try {
      assertThat(get("apart?limit=1000").getList("items.id")).contains(smallest);
    } finally {
      tables.write("delete from audit_entry where entry_id = '" + smallest + "'");
    }
  }

  @Test
  void eachReadingStandsInTheTrail() {
    long before = reads();

    get("records?until=1");
    get("apart");

    assertThat(reads()).isEqualTo(before + 2);
  }

  @Test
  void aTrailThatIsNotSignedShowsInTheStatus() {
    trail.seconds(
        610,
        () ->
            api(TestTokens.auditor())
                .get("/admin/v1/status")
                .then()
                .body("warnings", hasItem("audit_behind")));
    api(TestTokens.auditor())
        .get("/admin/v1/status")
        .then()
        .body("warnings", not(hasItem("audit_behind")));
  }

  private long reads() {
    return ((Number)
            tables.read(
                "select count(*) from audit_entry where action = 'AUDIT_READ' and actor ="
                    + " 'person:records-reader'"))
        .longValue();
  }

  private static List<Map<String, Object>> walked(String path) {
    var walked = new ArrayList<Map<String, Object>>();
    String cursor = "";
    do {
      JsonPath page = get(path + "&cursor=" + cursor);
      walked.addAll(page.getList("items"));
      cursor = page.getString("next");
    } while (cursor != null);
    return walked;
  }

  private static JsonPath get(String path) {
    return answer(path).jsonPath();
  }

  private static Response answer(String path) {
    String reader = TestTokens.sign(TestTokens.person("records-reader", "auditor").build());
    Response answer = api(reader).get(BASE + path);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer;
  }
}
