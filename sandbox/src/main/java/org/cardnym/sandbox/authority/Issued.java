package org.cardnym.sandbox.authority;

import java.nio.file.Path;

/** A certificate and its private key, as PEM files. */
public record Issued(Path certificate, Path key) {}
