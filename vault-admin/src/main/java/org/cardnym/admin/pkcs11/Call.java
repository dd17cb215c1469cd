package org.cardnym.admin.pkcs11;

/** Functions of PKCS #11 by their place in {@code CK_FUNCTION_LIST} (v2.40 §5, its header). */
enum Call {
  INITIALIZE(0),
  GET_SLOT_LIST(4),
  GET_TOKEN_INFO(6),
  OPEN_SESSION(12),
  CLOSE_SESSION(13),
  LOGIN(18),
  GET_ATTRIBUTE_VALUE(24),
  FIND_OBJECTS_INIT(26),
  FIND_OBJECTS(27),
  FIND_OBJECTS_FINAL(28),
  ENCRYPT_INIT(29),
  ENCRYPT(30),
  DECRYPT_INIT(33),
  DECRYPT(34),
  GENERATE_KEY(58);

  final int place;

  Call(int place) {
    this.place = place;
  }
}
