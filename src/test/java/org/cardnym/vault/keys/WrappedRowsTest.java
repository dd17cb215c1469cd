package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cardnym.vault.TestVault;
import org.hibernate.annotations.OptimisticLocking;
import org.junit.jupiter.api.Test;

/** No row with a wrapped data key is hidden from the walk and the proof. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class WrappedRowsTest {
  @Inject EntityManager entities;
  @Inject RowCounts counts;

  @Test
  void everyTableWithAWrappedKeyIsInTheList() {
    assertThat(counts.tables().stream().map(WrappedRows::table))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            strings(
                "select distinct cast(table_name as text) from information_schema.columns where table_schema ="
                    + " 'public' and (column_name like '%kek%' or column_name like '%wrapped%')"));
  }

  @Test
  void everyEntityWithAWrappedKeyIsInTheList() {
    Set<Class<?>> holders =
        entities.getMetamodel().getEntities().stream()
            .filter(entity ->
                entity.getAttributes().stream()
                    .anyMatch(attribute -> attribute.getJavaType() == WrappedKey.class))
            .map(EntityType::getJavaType)
            .collect(Collectors.toSet());

    assertThat(counts.tables().stream().<Class<?>>map(WrappedRows::row))
        .containsExactlyInAnyOrderElementsOf(holders);
  }

  @Test
  void theirKeysAreThoseOfTheTablesAndAnIndexHasThemInOrder() {
    for (WrappedRows rows : counts.tables()) {
      assertThat(rows.key())
          .containsExactlyInAnyOrderElementsOf(
              strings(
                  "select cast(a.attname as text) from pg_index i join pg_attribute a on a.attrelid = i.indrelid"
                      + " and a.attnum = any(i.indkey) where i.indisprimary and i.indrelid = cast('"
                      + rows.table()
                      + "' as regclass)"));
      assertThat(
              strings("select indexdef from pg_indexes where tablename = '" + rows.table() + "'"))
          .anyMatch(
              index -> index.endsWith("(kek_version, " + String.join(", ", rows.key()) + ")"));
    }
  }

  /** Whoever changes such a row may have read it before its key was wrapped anew. */
  @Test
  void aRowWithMoreThanItsKeyIsChangedOnlyAsItWasRead() {
    for (EntityType<?> entity : entities.getMetamodel().getEntities()) {
      Class<?> row = entity.getJavaType();
      if (HoldsKey.class.isAssignableFrom(row) && holdsMore(entity)) {
        assertThat(row.getAnnotation(OptimisticLocking.class)).as(row.getName()).isNotNull();
      }
    }
  }

  private static boolean holdsMore(EntityType<?> entity) {
    return entity.getDeclaredAttributes().stream()
        .map(Attribute::getJavaMember)
        .anyMatch(member ->
            !((java.lang.reflect.AnnotatedElement) member)
                    .isAnnotationPresent(jakarta.persistence.Id.class)
                && !((java.lang.reflect.AnnotatedElement) member)
                    .isAnnotationPresent(jakarta.persistence.Embedded.class));
  }

  private List<String> strings(String sql) {
    return QuarkusTransaction.requiringNew()
        .call(() -> entities.createNativeQuery(sql, String.class).getResultList());
  }
}
