package org.cardnym.vault.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.metamodel.Metamodel;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A table of guarded rows, and how a row of it is found by the columns of its key. */
final class GuardedTable {
  private final Class<? extends GuardedRow> row;
  private final List<Field> ids;
  private final @Nullable Class<?> idClass;

  private GuardedTable(Class<? extends GuardedRow> row) {
    this.row = row;
    this.ids =
        Arrays.stream(row.getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(Id.class))
            .toList();
    IdClass named = row.getAnnotation(IdClass.class);
    this.idClass = named == null ? null : named.value();
  }

  /** All there are, by name. */
  static List<GuardedTable> all(Metamodel metamodel) {
    return metamodel.getEntities().stream()
        .<Class<?>>map(entity -> entity.getJavaType())
        .filter(GuardedRow.class::isAssignableFrom)
        .<GuardedTable>map(entity -> new GuardedTable(entity.asSubclass(GuardedRow.class)))
        .sorted(Comparator.comparing(GuardedTable::table))
        .toList();
  }

  Class<? extends GuardedRow> row() {
    return row;
  }

  String table() {
    return row.getAnnotation(Table.class).name();
  }

  /** The columns of its key. */
  List<String> key() {
    return ids.stream().map(GuardedTable::column).toList();
  }

  /** The entity's identifier from the values of these columns. */
  Object id(List<?> values) {
    Class<?> whole = idClass;
    if (whole == null) {
      return value(ids.getFirst(), values.getFirst());
    }
    RecordComponent[] parts = whole.getRecordComponents();
    Object[] arguments = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      int at = place(parts[i].getName());
      arguments[i] = value(ids.get(at), values.get(at));
    }
    try {
      Constructor<?> made =
          whole.getDeclaredConstructor(
              Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
      made.setAccessible(true);
      return made.newInstance(arguments);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("the key of " + table() + " is no record", impossible);
    }
  }

  private int place(String name) {
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i).getName().equals(name)) {
        return i;
      }
    }
    throw new IllegalStateException("the key of " + table() + " has no " + name);
  }

  /** As Hibernate names columns. */
  private static String column(Field field) {
    Column named = field.getAnnotation(Column.class);
    return named == null || named.name().isEmpty()
        ? field.getName().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT)
        : named.name();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object value(Field field, Object column) {
    Class<?> type = field.getType();
    if (type.isEnum()) {
      return Enum.valueOf((Class) type, (String) column);
    }
    return type == int.class ? ((Number) column).intValue() : column;
  }
}
