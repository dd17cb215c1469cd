package org.cardnym.vault.keys;

import java.util.List;
import java.util.Map;

/** The rows that need the versions of one key: counted, and brought under its newest one. */
interface Dependents {
  KeyPurpose purpose();

  /** Rows by version, then by table. */
  Map<Integer, Map<String, Long>> byVersion();

  /** Rows under one version, by table; tables without any are there with nought. */
  Map<String, Long> under(int version);

  /** One for each table. */
  List<MovingRows> moving();
}
