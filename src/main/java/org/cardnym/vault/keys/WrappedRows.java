package org.cardnym.vault.keys;

import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * One table of rows that hold wrapped data keys. Each room with such a table offers one; a test
 * holds them against the schema, as the walk and the proof know no other rows.
 *
 * @param row the entity
 * @param key columns of the primary key, UUIDs, in the order of the index after {@code kek_version}
 * @param id from the values of these columns to the entity's identifier
 */
public record WrappedRows(
    Class<? extends HoldsKey> row, List<String> key, Function<List<UUID>, Object> id) {
  public WrappedRows {
    key = List.copyOf(key);
  }

  public String table() {
    return row.getAnnotation(Table.class).name();
  }
}
