package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written past the vault is never shown as what the vault wrote. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class ForgedEntriesTest {
  private static final String INSERTED = "-2";

  @Inject Audit audit;
  @Inject Tables tables;
  @Inject Alarms alarms;
  @Inject TestHouse house;
  private final String subject = "about-" + UUID.randomUUID();
  private String genuine;

  @BeforeEach
  void anEntry() {
    audit.recordApart(
        AuditEvent.done("person:thief", AuditAction.POLICY_CHANGED, subject)
            .with(Map.of("rule", "limited_card")));
    genuine =
        (String)
            tables.read(
                "select cast(row_to_json(e) as text) from audit_entry e where subject = ?1",
                subject);
  }

  /** Other tests read the same trail. */
  @AfterEach
  void asItWas() {
    tables.write("delete from audit_entry where subject = ?1", subject + INSERTED);
    tables.write(
        "update audit_entry e set at = g.at, actor = g.actor, action = g.action, outcome ="
            + " g.outcome, facts = g.facts, hash = g.hash, mac_version = g.mac_version, mac ="
            + " g.mac, refused = false from json_populate_record(cast(null as audit_entry), cast(?1"
            + " as json)) g where e.entry_id = g.entry_id",
        genuine);
  }

  @Test
  void aGenuineEntryIsShownWhole() {
    JsonPath list = list();

    assertThat(list.getList("items")).hasSize(1);
    assertThat(list.getBoolean("items[0].genuine")).isTrue();
    assertThat(list.getBoolean("items[0].refused")).isFalse();
    assertThat(list.getString("items[0].actor")).isEqualTo("person:thief");
    assertThat(list.getMap("items[0].facts")).isEqualTo(Map.of("rule", "limited_card"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "actor = 'person:scapegoat'",
        "facts = '{\"rule\":\"scapegoat\"}'",
        "facts = '{},\"genuine\":true,\"actor\":\"scapegoat\"'",
        "facts = 'no JSON, scapegoat'",
        "action = 'NO_SUCH_ACTION'",
        "outcome = 'REFUSED'",
        "at = 'infinity'",
        "at = '-infinity'",
        "at = '4000-01-01 BC'",
        "mac_version = 77",
        "mac = ''",
        "hash = ''"
      })
  void aChangedEntryIsMarkedAndWithheldAndAlarms(String change) {
    String entry = entry();
    tables.write("update audit_entry set " + change + " where subject = ?1", subject);

    JsonPath list = list();

    assertThat(list.getBoolean("items[0].genuine")).isFalse();
    assertThat(list.<Object>get("items[0].actor")).isNull();
    assertThat(list.<Object>get("items[0].action")).isNull();
    assertThat(list.<Object>get("items[0].at")).isNull();
    assertThat(list.getMap("items[0].facts")).isEmpty();
    assertThat(list.prettify()).doesNotContain("scapegoat");
    alarms.await(entry);
  }

  @Test
  void aChangedEntryTakesNoOtherWithIt() {
    audit.recordApart(AuditEvent.done("person:other", AuditAction.POLICY_CHANGED, subject));
    tables.write(
        "update audit_entry set facts = 'x' where subject = ?1 and actor = 'person:thief'",
        subject);

    assertThat(list().getList("items.genuine")).isEqualTo(List.of(true, false));
    assertThat(list().getList("items.actor")).contains("person:other");
  }

  @Test
  void anInsertedEntryIsMarkedAsForgedAndRefused() {
    insertForged();

    JsonPath list = list(subject + INSERTED);

    assertThat(list.getBoolean("items[0].genuine")).isFalse();
    assertThat(list.getBoolean("items[0].refused")).isTrue();
    assertThat(list.prettify()).doesNotContain("scapegoat");
  }

  @Test
  void aReadersAlarmIsRaisedOnce() {
    String entry = entry();
    tables.write("update audit_entry set refused = true, facts = 'x' where subject = ?1", subject);
    list();
    alarms.await(entry);

    list();

    // Alarms are written in turn: once a later one stands, a second of this entry would too.
    insertForged();
    list(subject + INSERTED);
    alarms.await(entry(subject + INSERTED));
    assertThat(alarms.count(entry)).isEqualTo(1);
  }

  @Test
  void aPaymentsTimelineMarksThemAsWell() {
    Shop shop = house.open();
    String payment = shop.sell("somebody", 100).id();
    tables.write("update audit_entry set actor = 'person:scapegoat' where subject = ?1", payment);

    var timeline = api(TestTokens.auditor()).get("/admin/v1/payments/" + payment);

    assertThat(timeline.statusCode()).isEqualTo(200);
    assertThat(timeline.jsonPath().getList("audit.genuine")).isNotEmpty().containsOnly(false);
    assertThat(timeline.asString()).doesNotContain("scapegoat");
  }

  private void insertForged() {
    tables.write(
        "insert into audit_entry select gen_random_uuid(), at, replica, 'person:scapegoat', action,"
            + " ?2, outcome, facts, hash, mac_version, mac, true from audit_entry where subject ="
            + " ?1",
        subject,
        subject + INSERTED);
  }

  private String entry() {
    return entry(subject);
  }

  private String entry(String about) {
    return (String)
        tables.read("select cast(entry_id as text) from audit_entry where subject = ?1", about);
  }

  private JsonPath list() {
    return list(subject);
  }

  private static JsonPath list(String about) {
    var answer = api(TestTokens.auditor()).get("/admin/v1/audit?subject=" + about);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.jsonPath();
  }
}
