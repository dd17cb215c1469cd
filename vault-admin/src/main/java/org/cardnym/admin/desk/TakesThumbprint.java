package org.cardnym.admin.desk;

/**
 * A command one of whose parameters is a thumbprint: base64url, so that one in 64 begins with a
 * hyphen and must not be taken for an option.
 */
public interface TakesThumbprint {}
