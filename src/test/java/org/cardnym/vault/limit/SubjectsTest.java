package org.cardnym.vault.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.TestVault;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class SubjectsTest {
  @Inject Subjects subjects;

  @Test
  void aContactCountsWhateverItsCase() {
    assertThat(subjects.contact("Alice@Example.TEST").hash())
        .isEqualTo(subjects.contact("alice@example.test").hash());
    assertThat(subjects.contact("bob@example.test").hash())
        .isNotEqualTo(subjects.contact("alice@example.test").hash());
  }

  @Test
  void aSixthVersionAddressCountsByItsNetwork() {
    assertThat(subjects.address("2001:db8:1:2::1").hash())
        .isEqualTo(subjects.address("2001:db8:1:2:ffff::9").hash());
    assertThat(subjects.address("2001:db8:1:2::1").hash())
        .isNotEqualTo(subjects.address("2001:db8:1:3::1").hash());
  }

  @Test
  void aFourthVersionAddressCountsByItself() {
    assertThat(subjects.address("192.0.2.1").hash())
        .isNotEqualTo(subjects.address("192.0.2.2").hash());
  }

  @Test
  void aMappedAddressIsTheAddressItMaps() {
    assertThat(subjects.address("::ffff:192.0.2.1").hash())
        .isEqualTo(subjects.address("192.0.2.1").hash());
    assertThat(subjects.address("::ffff:192.0.2.2").hash())
        .isNotEqualTo(subjects.address("192.0.2.1").hash());
  }

  @Test
  void kindsOfSubjectsNeverMeet() {
    UUID id = new UUID(7, 7);

    assertThat(subjects.payer(id).hash()).isNotEqualTo(subjects.merchant(id).hash());
    assertThat(subjects.bank(id).hash()).isNotEqualTo(subjects.merchant(id).hash());
    assertThat(subjects.name(List.of("x")).hash()).isNotEqualTo(subjects.bin("x").hash());
  }

  @Test
  void aSubjectPrintsNothingOfWhatItCounts() {
    assertThat(subjects.contact("alice@example.test").toString()).doesNotContain("alice");
  }
}
