package io.wattpack.api.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A key as its owner holds it: {@code wp_live_<keyid>_<secret>_<crc>}. The id is visible in logs;
 * the secret has 160 random bits, so that a plain SHA-256 of the text is safe to store; the
 * checksum refuses typing mistakes before any look-up. Only underscores separate, so that a double
 * click selects all of it.
 */
public final class KeyText {
  private static final String PREFIX = "wp_live_";
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID_LENGTH = 12;
  private static final int SECRET_LENGTH = 32;
  private static final Pattern SHAPE =
      Pattern.compile(
          "(wp_live_([a-z2-7]{%d})_[a-z2-7]{%d})_([0-9a-f]{8})"
              .formatted(ID_LENGTH, SECRET_LENGTH));

  private final String keyId;
  private final String text;

  private KeyText(String keyId, String text) {
    this.keyId = keyId;
    this.text = text;
  }

  /** A new key; {@code random} must be cryptographically strong outside tests. */
  public static KeyText random(RandomGenerator random) {
    String keyId = letters(random, ID_LENGTH);
    String body = PREFIX + keyId + "_" + letters(random, SECRET_LENGTH);
    return new KeyText(keyId, body + "_" + checksum(body));
  }

  /** Reads a key; empty when its shape or its checksum is wrong. */
  public static Optional<KeyText> parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches() || !checksum(matcher.group(1)).equals(matcher.group(3))) {
      return Optional.empty();
    }
    return Optional.of(new KeyText(matcher.group(2), text));
  }

  /** The visible part. */
  public String keyId() {
    return keyId;
  }

  /** The whole key: shown to its owner once, never logged. */
  public String reveal() {
    return text;
  }

  byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** Without the secret, so that a key printed by mistake does not leak. */
  @Override
  public String toString() {
    return PREFIX + keyId + "_…";
  }

  private static String letters(RandomGenerator random, int count) {
    StringBuilder letters = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return letters.toString();
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return "%08x".formatted(crc.getValue());
  }
}
