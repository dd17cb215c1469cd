package org.cardnym.vault.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.Refusals.refuses;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockListTest {
  @TempDir Path folder;

  @Test
  void whatTheFileListsIsRefusedHoweverItIsSpelled() throws Exception {
    CommonPasswords common =
        common(
            "Zweiundvierzig Bananen\n\n\u56db\u5341\u4e8c\u4e2a\u9999\u8549\u5728\u8239\u4e0a\n");

    assertThat(common.problem()).isEmpty();
    for (String listed :
        List.of(
            "zweiundvierzig bananen",
            "ZWEIUNDVIERZIG BANANEN!1",
            "\u56db\u5341\u4e8c\u4e2a\u9999\u8549\u5728\u8239\u4e0a")) {
      refuses(ErrorCode.PASSWORD_COMMON, () -> require(listed, common));
    }
    require("dreiundvierzig bananen", common);
  }

  @Test
  void withoutAFileTheListThatComesWithTheVaultHolds() {
    var common = new CommonPasswords(new TestHashing(Optional.empty()));

    require("zweiundvierzig bananen", common);
    refuses(ErrorCode.PASSWORD_COMMON, () -> require("qwertyuiop", common));
  }

  @Test
  void eachPasswordIsCountedOnce() throws Exception {
    assertThat(BlockList.read(file("one\r\nTwo\n one \n\ntwo")).size()).isEqualTo(2);
    assertThat(BlockList.read(file("a\n".repeat(5_000) + "b")).size()).isEqualTo(2);
  }

  @Test
  void aFileThatCantBeTakenStopsTheVaultByName() throws Exception {
    var config = new TestHashing(Optional.of(folder.resolve("none.txt")));
    var hasher = new PasswordHasher(config, new SimpleMeterRegistry());
    var check = new HashingCheck(config, hasher, new CommonPasswords(config));

    assertThat(check.problems())
        .singleElement()
        .asString()
        .startsWith("cardnym.password.block-list names");
    hasher.stop();

    for (Path unfit : List.of(folder, folder.resolve("none.txt"), file(""), file("\n \n"))) {
      assertThatThrownBy(() -> BlockList.read(unfit)).isInstanceOf(BlockList.Unfit.class);
    }
  }

  @Test
  void whatIsNoUtf8IsRefusedAndNotQuoted() throws IOException {
    Path latin = folder.resolve("latin.txt");
    Files.write(latin, "gr\u00fcnspecht\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> BlockList.read(latin))
        .isInstanceOf(BlockList.Unfit.class)
        .hasMessageContaining("UTF-8")
        .hasMessageNotContaining("specht")
        .hasNoCause();
  }

  @Test
  void aFileHasBounds() throws Exception {
    assertThat(BlockList.read(file("a\nb\n"), 2, 4).size()).isEqualTo(2);
    assertThatThrownBy(() -> BlockList.read(file("a\nb\nc\n"), 2, 100))
        .hasMessageContaining("more than 2 passwords");
    assertThatThrownBy(() -> BlockList.read(file("a\nb\n"), 2, 3))
        .hasMessageContaining("at most 3 bytes");
  }

  private CommonPasswords common(String text) throws IOException {
    return new CommonPasswords(new TestHashing(Optional.of(file(text))));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "list", ".txt"), text);
  }

  private static void require(String text, CommonPasswords common) {
    try (Password password = Password.typed(text)) {
      PasswordRules.require(password, List.of(), common::has);
    }
  }
}
