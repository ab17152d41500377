package io.wattpack.api.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.SiteId;
import java.io.IOException;

/** A place as its kind and id, for example {@code node/ga-h-1}: ids alone do not tell the kind. */
interface PlaceJson {
  @JsonSerialize(using = Writer.class)
  @JsonDeserialize(using = Reader.class)
  Place place();

  /** Writes kind and id. */
  final class Writer extends JsonSerializer<Place> {
    @Override
    public void serialize(Place place, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      String kind =
          switch (place) {
            case SiteId site -> "site/";
            case GpuContainerId box -> "container/";
            case NodeId node -> "node/";
            case GpuId gpu -> "gpu/";
          };
      out.writeString(kind + place);
    }
  }

  /** Reads kind and id. */
  final class Reader extends JsonDeserializer<Place> {
    @Override
    public Place deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = context.readValue(in, String.class);
      int at = text.indexOf('/');
      String id = text.substring(at + 1);
      return CoreJson.made(
          context,
          Place.class,
          text,
          () ->
              switch (text.substring(0, Math.max(0, at))) {
                case "site" -> new SiteId(id);
                case "container" -> new GpuContainerId(id);
                case "node" -> new NodeId(id);
                case "gpu" -> GpuId.parse(id);
                default -> throw new IllegalArgumentException("It names no kind of place.");
              });
    }
  }
}
