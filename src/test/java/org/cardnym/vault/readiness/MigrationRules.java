package org.cardnym.vault.readiness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a migration as far as it takes to see what it does to those who use the schema already. */
final class MigrationRules {
  private static final Pattern NUMBER = Pattern.compile("V(\\d+)(?:_\\d+)*__(.+)\\.sql");
  private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\w+)");
  private static final Pattern TOUCHED =
      Pattern.compile(
          "(?:alter table|update|delete from|truncate(?: table)?) (?:if exists )?(?:only )?(\\w+)");
  private static final Pattern INDEX =
      Pattern.compile(
          "create (unique )?index (concurrently )?(?:if not exists )?(?:\\w+ )?on (\\w+)");
  private static final Pattern TAKES =
      Pattern.compile(
          "^(drop table|truncate|delete from)|drop column| rename | drop (?!constraint|default|index"
              + "|not null|expression|identity)\\w+ *$");
  private static final Pattern NARROWS =
      Pattern.compile("set not null| type |alter column \\w+ drop default");
  private static final Pattern ADDS = Pattern.compile("\\badd (?!constraint)(?:column )?\\w+ .*");
  private static final Pattern CONSTRAINS = Pattern.compile("add constraint \\w+ ");

  private MigrationRules() {}

  static int number(String file) {
    return Integer.parseInt(parts(file).group(1));
  }

  /** What is wrong with it, a line each. */
  static List<String> faults(String file, String sql) {
    boolean contracts = parts(file).group(2).startsWith(Schema.CONTRACT.strip() + "_");
    Set<String> own = new HashSet<>();
    Set<String> others = new HashSet<>();
    List<String> faults = new ArrayList<>();
    for (String statement : statements(sql)) {
      Matcher created = CREATED.matcher(statement);
      if (created.lookingAt()) {
        own.add(created.group(1));
        continue;
      }
      Matcher touched = TOUCHED.matcher(statement);
      if (touched.lookingAt() && own.contains(touched.group(1))) {
        continue;
      }
      if (touched.lookingAt()) {
        others.add(touched.group(1));
      }
      fault(statement, own, contracts, faults);
    }
    if (others.size() > 1) {
      faults.add("holds up: more than one table that is in use, whose locks may cross: " + others);
    }
    return faults;
  }

  private static void fault(
      String statement, Set<String> own, boolean contracts, List<String> faults) {
    Matcher index = INDEX.matcher(statement);
    if (index.lookingAt()) {
      if (own.contains(index.group(3))) {
        return;
      }
      if (index.group(2) == null) {
        faults.add("holds up: an index that is not built concurrently: " + statement);
      } else if (index.group(1) != null && !contracts) {
        faults.add("narrows: " + statement);
      }
    } else if (statement.startsWith("update ")) {
      faults.add("holds up: rows are filled in by the vault, in batches: " + statement);
    } else if (TAKES.matcher(statement).find()) {
      add(faults, !contracts, "takes away: " + statement);
    } else if (NARROWS.matcher(statement).find() || addsWhatMustBeGiven(statement)) {
      add(faults, !contracts, "narrows: " + statement);
    } else if (CONSTRAINS.matcher(statement).find() && !statement.endsWith("not valid")) {
      faults.add("holds up: a constraint that reads every row; add it not valid: " + statement);
    }
  }

  private static boolean addsWhatMustBeGiven(String statement) {
    Matcher added = ADDS.matcher(statement);
    if (!added.find()) {
      return false;
    }
    String column = added.group();
    return column.contains(" unique")
        || column.contains(" primary key")
        || (column.contains("not null") && !column.contains("default"));
  }

  private static void add(List<String> faults, boolean wrong, String fault) {
    if (wrong) {
      faults.add(fault);
    }
  }

  /** In small letters, on one line each, without comments. */
  private static List<String> statements(String sql) {
    String bare = sql.replaceAll("(?m)--.*$", " ").toLowerCase(Locale.ROOT);
    List<String> all = new ArrayList<>();
    for (String each : bare.split(";", -1)) {
      String statement = each.replaceAll("\\s+", " ").strip();
      if (!statement.isEmpty()) {
        all.add(statement);
      }
    }
    return all;
  }

  private static Matcher parts(String file) {
    Matcher parts = NUMBER.matcher(file);
    if (!parts.matches()) {
      throw new IllegalArgumentException(file);
    }
    return parts;
  }
}
