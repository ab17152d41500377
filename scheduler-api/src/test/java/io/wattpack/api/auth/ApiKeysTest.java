package io.wattpack.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattpack.api.journal.SqliteStore;
import io.wattpack.api.journal.Store;
import io.wattpack.api.journal.StoreOptions;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final EpochMillis NOW = new EpochMillis(1_700_000_000_000L);

  @TempDir private Path folder;
  private final ExecutorService writer = Executors.newSingleThreadExecutor();
  private Store store;

  @BeforeEach
  void open() {
    store =
        SqliteStore.open(
            folder.resolve("keys.db"), AuthSchema.MIGRATIONS, writer, StoreOptions.DEFAULT);
  }

  @AfterEach
  void close() {
    store.close();
    writer.shutdownNow();
  }

  @Test
  void shouldKnowItsHolderAfterARestartWhenAKeyWasAdopted() {
    KeyText key = KeyText.random(new Random(1));
    ApiKeys.load(store).adopt(key, Role.CUSTOMER, ACME, "ci", NOW).join();

    store.close();
    open();

    assertThat(ApiKeys.load(store).authenticate(key.reveal()))
        .contains(new Principal(Role.CUSTOMER, ACME, key.keyId()));
  }

  @Test
  void shouldRefuseAKeyWhenItsSecretIsAnothers() {
    KeyText key = KeyText.random(new Random(2));
    ApiKeys keys = ApiKeys.load(store);
    keys.adopt(key, Role.OPERATOR, null, "boot", NOW).join();
    KeyText sameIdOtherSecret = KeyText.parse(forged(key.keyId(), "a".repeat(32))).orElseThrow();

    assertThat(keys.authenticate(sameIdOtherSecret.reveal())).isEmpty();
    assertThat(keys.authenticate(KeyText.random(new Random(3)).reveal())).isEmpty();
  }

  @Test
  void shouldRefuseAKeyBeforeAnyLookUpWhenOneLetterIsMistyped() {
    String text = KeyText.random(new Random(4)).reveal();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'a' ? 'b' : 'a';
      String mistyped = text.substring(0, i) + other + text.substring(i + 1);
      if (!mistyped.equals(text)) {
        assertThat(KeyText.parse(mistyped)).as(mistyped).isEmpty();
      }
    }
  }

  @Test
  void shouldKeepNothingButTheHashWhenAKeyIsStored() throws IOException {
    KeyText key = KeyText.random(new Random(5));
    ApiKeys.load(store).adopt(key, Role.CUSTOMER, ACME, "ci", NOW).join();
    store.close();

    String secret = key.reveal().split("_")[3];
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes.contains(secret)).as(file.toString()).isFalse();
      }
    }
    assertThat(key.toString()).doesNotContain(secret);
  }

  @Test
  void shouldKeepTheSameKeyForItsOwnerOnlyWhenTheFileIsReadAgain() throws IOException {
    Path file = folder.resolve("keys/operator");
    KeyText written = KeyFile.readOrCreate(file, new Random(6));

    assertThat(KeyFile.readOrCreate(file, new Random(7)).reveal()).isEqualTo(written.reveal());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldNameTheFileWhenItHoldsNoKey() throws IOException {
    Path file = Files.writeString(folder.resolve("operator"), "hello");

    assertThatThrownBy(() -> KeyFile.readOrCreate(file, new Random(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("\nMaybe ");
  }

  private static String forged(String keyId, String secret) {
    String body = "wp_live_%s_%s".formatted(keyId, secret);
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return "%s_%08x".formatted(body, crc.getValue());
  }
}
