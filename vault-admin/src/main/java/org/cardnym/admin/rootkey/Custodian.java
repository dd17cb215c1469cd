package org.cardnym.admin.rootkey;

/**
 * Who holds a share.
 *
 * @param name what people and file names call them
 * @param issuer the identity provider, as its tokens name it ({@code iss})
 * @param subject the person, as its tokens name them ({@code sub})
 */
public record Custodian(String name, String issuer, String subject) {}
