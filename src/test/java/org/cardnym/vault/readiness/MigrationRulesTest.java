package org.cardnym.vault.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a migration may do while replicas of the release before serve payments (ADR 26). Those from
 * before the first release did more, and are let be.
 */
class MigrationRulesTest {
  private static final Path MIGRATIONS = Path.of("main/resources/db/migration");
  private static final Path SOURCES = Path.of("main/java");
  private static final Pattern ALL_COLUMNS =
      Pattern.compile("(?i)\\b(select|returning)\\s+(\\w+\\.)?\\*");

  /** The last number from before the first release, for which no rule holds. */
  private static final int HISTORY = 119;

  /** After it, and known to be harmless; each with its reason. */
  private static final Map<String, String> ALLOWED = Map.of();

  @Test
  void noMigrationBreaksTheReleaseBefore() throws IOException {
    Map<String, List<String>> faults = new TreeMap<>();
    for (Path each : migrations()) {
      String name = each.getFileName().toString();
      List<String> found = MigrationRules.faults(name, Files.readString(each));
      if (MigrationRules.number(name) > HISTORY && !found.isEmpty()) {
        faults.put(name, found);
      }
    }

    assertThat(faults.keySet()).isEqualTo(ALLOWED.keySet());
  }

  @Test
  void noStatementOfTheVaultAsksForWhateverColumnsThereAre() throws IOException {
    try (Stream<Path> all = Files.walk(SOURCES)) {
      List<Path> sources = all.filter(each -> each.toString().endsWith(".java")).toList();

      assertThat(sources).hasSizeGreaterThan(500);
      for (Path each : sources) {
        assertThat(Files.readString(each))
            .as("%s: name the columns, or connections break when one is added", each)
            .doesNotContainPattern(ALL_COLUMNS);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table payment add column note text;",
        "alter table payment add column count bigint not null default 0;",
        "alter table payment add constraint c check (count >= 0) not valid;",
        "alter table payment validate constraint c;",
        "-- drop table payment;\ncreate table n (a uuid primary key, b text not null);\n"
            + "create unique index n_b on n (b); alter table n add column c text not null;",
        "drop index concurrently if exists i; create index concurrently i on payment (note);",
        "alter table payer drop constraint payer_state_check;\n"
            + "alter table payer add constraint payer_state_check check (state in ('A')) not valid;"
      })
  void whatTheReleaseBeforeDoesNotNoticeIsTaken(String sql) {
    assertThat(MigrationRules.faults("V900__some.sql", sql)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          drop table payment;                                                | takes away
          alter table payment drop column note;                              | takes away
          alter table payment rename column note to word;                    | takes away
          alter table payment rename to sale;                                | takes away
          truncate payment;                                                  | takes away
          delete from payment where amount = 0;                              | takes away
          alter table payment alter column note type varchar(3);             | narrows
          alter table payment alter column note set not null;                | narrows
          alter table payment alter column count drop default;               | narrows
          alter table payment add column count bigint not null;              | narrows
          alter table payment add column c uuid unique;                      | narrows
          alter table payment add constraint c check (a > 0);                | holds up
          create index i on payment (note);                                  | holds up
          create unique index concurrently i on payment (note);              | narrows
          update payment set note = 'x';                                     | holds up
          alter table payment add note text; alter table payer add b text;   | holds up
          """)
  void whatItWouldNoticeIsRefused(String sql, String fault) {
    assertThat(MigrationRules.faults("V900__some.sql", sql))
        .singleElement()
        .asString()
        .startsWith(fault);
  }

  @Test
  void whatIsTakenAwayIsTakenByAMigrationThatOldReplicasKnowByItsName() {
    assertThat(
            MigrationRules.faults(
                "V900__contract_payment_note.sql", "alter table payment drop column note;"))
        .isEmpty();
    assertThat(
            MigrationRules.faults(
                "V900__contract_payment.sql", "create index i on payment (note);"))
        .isNotEmpty();
  }

  private static List<Path> migrations() throws IOException {
    try (Stream<Path> all = Files.list(MIGRATIONS)) {
      return all.filter(each -> each.getFileName().toString().startsWith("V")).toList();
    }
  }
}
