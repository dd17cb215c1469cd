package org.cardnym.admin.pkcs11;

import com.sun.jna.Memory;

/**
 * {@code CKM_AES_GCM} with its parameters (PKCS #11 v2.40, Current Mechanisms §2.12.3), a tag of
 * 128 bits. What is in native memory lives as long as this.
 */
final class Gcm implements AutoCloseable {
  private static final long CKM_AES_GCM = 0x1087;
  private static final int WORD = Long.BYTES;
  private static final int PARAMETERS = 6 * WORD;
  private static final int MECHANISM = 3 * WORD;
  private static final long TAG_BITS = 128;

  private final Memory nonce;
  private final Memory associatedData;
  private final Memory parameters = new Memory(PARAMETERS);
  private final Memory mechanism = new Memory(MECHANISM);

  /**
   * @param associatedData not empty
   */
  Gcm(byte[] nonce, byte[] associatedData) {
    this.nonce = copy(nonce);
    this.associatedData = copy(associatedData);
    parameters.setPointer(0, this.nonce);
    parameters.setLong(WORD, nonce.length);
    parameters.setLong(2 * WORD, (long) nonce.length * Byte.SIZE);
    parameters.setPointer(3 * WORD, this.associatedData);
    parameters.setLong(4 * WORD, associatedData.length);
    parameters.setLong(5 * WORD, TAG_BITS);
    mechanism.setLong(0, CKM_AES_GCM);
    mechanism.setPointer(WORD, parameters);
    mechanism.setLong(2 * WORD, PARAMETERS);
  }

  Memory mechanism() {
    return mechanism;
  }

  @Override
  public void close() {
    mechanism.close();
    parameters.close();
    associatedData.close();
    nonce.close();
  }

  private static Memory copy(byte[] bytes) {
    Memory memory = new Memory(bytes.length);
    memory.write(0, bytes, 0, bytes.length);
    return memory;
  }
}
