package org.cardnym.vault.pkcs11;

/**
 * The functions of PKCS #11 that the vault calls, by their place in {@code CK_FUNCTION_LIST} (v2.40
 * §5, in the order of its header).
 */
enum Call {
  INITIALIZE(0),
  FINALIZE(1),
  GET_SLOT_LIST(4),
  GET_TOKEN_INFO(6),
  OPEN_SESSION(12),
  CLOSE_SESSION(13),
  GET_SESSION_INFO(15),
  LOGIN(18),
  GET_ATTRIBUTE_VALUE(24),
  FIND_OBJECTS_INIT(26),
  FIND_OBJECTS(27),
  FIND_OBJECTS_FINAL(28),
  ENCRYPT_INIT(29),
  ENCRYPT(30),
  DECRYPT_INIT(33),
  DECRYPT(34);

  final int place;

  Call(int place) {
    this.place = place;
  }
}
