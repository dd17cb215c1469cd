package org.cardnym.vault.keys;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A vault of its own: others count on keys that nobody has rotated. */
public class RotationProfile implements QuarkusTestProfile {}
