package io.wattpack.api.journal;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wattpack.core.plan.image.EngineImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Images of the engine as compressed JSON, and back. */
public final class ImageCodec {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final JsonMapper MAPPER = CoreJson.mapper();
  private static final ObjectWriter WRITER = MAPPER.writerFor(EngineImage.class);
  private static final ObjectReader READER = MAPPER.readerFor(EngineImage.class);

  public byte[] write(EngineImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (OutputStream out = new DeflaterOutputStream(bytes, deflater, BUFFER_BYTES)) {
      WRITER.writeValue(out, image);
    } catch (IOException e) {
      throw new IllegalStateException("An image cannot be written as JSON: " + e.getMessage(), e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public EngineImage read(byte[] bytes) {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      EngineImage image = READER.readValue(in);
      if (image == null) {
        throw new IllegalArgumentException("This is no image of an engine: it holds nothing.");
      }
      return image;
    } catch (IOException e) {
      throw new IllegalArgumentException("This is no image of an engine: " + e.getMessage(), e);
    }
  }
}
