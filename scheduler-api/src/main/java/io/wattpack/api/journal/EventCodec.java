package io.wattpack.api.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wattpack.core.event.Event;
import java.io.IOException;

/** Events as compact JSON, and back. */
public final class EventCodec {
  private static final JsonMapper MAPPER = CoreJson.mapper();
  private static final ObjectWriter WRITER = MAPPER.writerFor(Event.class);
  private static final ObjectReader READER = MAPPER.readerFor(Event.class);

  public String write(Event event) {
    try {
      return WRITER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An event cannot be written as JSON: " + event, e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public Event read(String json) {
    try {
      Event event = READER.readValue(json);
      if (event == null) {
        throw new IllegalArgumentException("This is no event: " + json);
      }
      return event;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no event: " + e.getOriginalMessage(), e);
    }
  }

  /** The name of the event's type, for example {@code limit-changed}, without reading the rest. */
  public String typeOf(String json) {
    try (JsonParser parser = MAPPER.createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT
          && CoreJson.TYPE.equals(parser.nextFieldName())) {
        return parser.nextTextValue();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("This is no event: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("This is no event: it does not begin with its type.");
  }
}
