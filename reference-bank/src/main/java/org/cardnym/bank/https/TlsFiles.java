package org.cardnym.bank.https;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The PEM files of one listener.
 *
 * @param clientAnchors with it every client must show a certificate that chains to one of them
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientAnchors) {}
