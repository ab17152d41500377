package io.wattpack.core.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A {@link WasteTable} as one line of letters and digits, for journals and files.
 *
 * <p>Variable-length integers, each value as its difference to the one a knot before, in base 64:
 * some 30 kB for seven models.
 */
public final class WasteTableText {
  private static final int VERSION = 1;
  private byte[] bytes;
  private int at;

  private WasteTableText(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The text of the table. */
  public static String write(WasteTable table) {
    WasteTableText text = new WasteTableText(new byte[1024]);
    text.put(VERSION);
    text.putSettings(table.settings());
    text.put(table.gpuModels().size());
    table.gpuModels().forEach(text::putName);
    for (int rent : table.rents()) {
      text.put(rent);
    }
    text.putValues(table.values());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.written());
  }

  /** The table of a text that {@link #write} made. */
  public static WasteTable read(String text) {
    try {
      return new WasteTableText(Base64.getUrlDecoder().decode(text)).table();
    } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
      throw new IllegalArgumentException(
          "A waste table of %d characters cannot be read.\n"
              .formatted(text.length())
              .concat("Maybe it was cut off; learn it again or take it from the journal."),
          broken);
    }
  }

  private WasteTable table() {
    int version = get();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "Waste tables of version %d are read, but this has %d.".formatted(VERSION, version));
    }
    WasteSettings settings = new WasteSettings(get(), getWeight(), getWeight(), get());
    List<String> names = new ArrayList<>();
    for (int left = get(); left > 0; left--) {
      names.add(getName());
    }
    int[] rents = new int[names.size() + 1];
    Arrays.setAll(rents, row -> get());
    return new WasteTable(names, settings, rents, getValues(rents.length));
  }

  private void putSettings(WasteSettings settings) {
    put(settings.bucketMilli());
    putWeight(settings.early());
    putWeight(settings.late());
    put(settings.switchPermille());
  }

  private void putWeight(PowerWeight weight) {
    put(weight.step());
    put(weight.share());
    put(weight.ordersEquals() ? 1 : 0);
  }

  private PowerWeight getWeight() {
    return new PowerWeight(get(), get(), get() == 1);
  }

  private void putValues(int[] values) {
    for (int i = 0; i < values.length; i++) {
      int step = values[i] - (i % WasteTable.KNOT_COUNT == 0 ? 0 : values[i - 1]);
      put((step << 1) ^ (step >> 31));
    }
  }

  private int[] getValues(int rows) {
    int[] values = new int[rows * WasteTable.STATES * WasteTable.KNOT_COUNT];
    for (int i = 0; i < values.length; i++) {
      int step = get();
      int before = i % WasteTable.KNOT_COUNT == 0 ? 0 : values[i - 1];
      values[i] = before + ((step >>> 1) ^ -(step & 1));
    }
    return values;
  }

  private void putName(String name) {
    byte[] letters = name.getBytes(StandardCharsets.UTF_8);
    put(letters.length);
    for (byte letter : letters) {
      putByte(letter);
    }
  }

  private String getName() {
    int length = get();
    String name = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return name;
  }

  private void put(int value) {
    int left = value;
    while ((left & ~0x7f) != 0) {
      putByte((byte) (left | 0x80));
      left >>>= 7;
    }
    putByte((byte) left);
  }

  private int get() {
    int value = 0;
    int shift = 0;
    while (bytes[at] < 0) {
      value |= (bytes[at++] & 0x7f) << shift;
      shift += 7;
    }
    return value | bytes[at++] << shift;
  }

  private void putByte(byte value) {
    if (at == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * at);
    }
    bytes[at++] = value;
  }

  private byte[] written() {
    return Arrays.copyOf(bytes, at);
  }
}
