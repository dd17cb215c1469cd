package org.cardnym.vault.issuer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One JSON object in UTF-8, without duplicate members, without anything after it, and not deep. */
final class StrictJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNameLength(64)
                          .maxNumberLength(20)
                          .maxStringLength(8_192)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private StrictJson() {}

  static ObjectNode object(byte[] utf8) throws AnswerRefused {
    try {
      // Decoded here, since Jackson would also take UTF-16 and UTF-32.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (CharacterCodingException | JsonProcessingException notStrict) {
      throw new AnswerRefused(AnswerRefused.Reason.SHAPE);
    }
    throw new AnswerRefused(AnswerRefused.Reason.SHAPE);
  }
}
