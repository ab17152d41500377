package io.wattpack.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the members of a JSON body by type; what is missing or of a wrong type is refused by name.
 */
public final class Fields {
  private final ObjectNode body;
  private final String within;

  public Fields(ObjectNode body) {
    this(body, "");
  }

  /**
   * Those of an object inside the body.
   *
   * @param within where it stands, as messages name it, like {@code meters[2].}
   */
  public Fields(ObjectNode body, String within) {
    this.body = body;
    this.within = within;
  }

  /** Whether the member is there and null. */
  public boolean isNull(String name) {
    JsonNode value = body.get(name);
    return value != null && value.isNull();
  }

  /** Refuses members that are none of these: a misspelt one must not be ignored. */
  public Fields allowOnly(String... names) {
    List<String> known = List.of(names);
    for (Iterator<String> members = body.fieldNames(); members.hasNext(); ) {
      String member = members.next();
      if (!known.contains(member)) {
        throw ApiError.inField(
                400,
                "unknown_field",
                within + member,
                "The member '%s' is not known here.\nMaybe one of %s."
                    .formatted(within + member, String.join(", ", known)))
            .asException();
      }
    }
    return this;
  }

  public Optional<String> text(String name) {
    return member(name)
        .map(
            value -> {
              if (!value.isTextual()) {
                throw wrongType(name, "a string", value);
              }
              return value.textValue();
            });
  }

  public String requiredText(String name) {
    return text(name).filter(value -> !value.isBlank()).orElseThrow(() -> missing(name));
  }

  /** A whole number between {@code min} and {@code max}, both included. */
  public OptionalLong integer(String name, long min, long max) {
    Optional<JsonNode> value = member(name);
    return value.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(inRange(name, value.get(), min, max));
  }

  public long requiredInteger(String name, long min, long max) {
    return integer(name, min, max).orElseThrow(() -> missing(name));
  }

  /** True or false; {@code fallback} without it. */
  public boolean flag(String name, boolean fallback) {
    return member(name)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw wrongType(name, "true or false", value);
              }
              return value.booleanValue();
            })
        .orElse(fallback);
  }

  /** The objects of an array; none without it. */
  public List<ObjectNode> objects(String name) {
    Optional<JsonNode> value = member(name);
    if (value.isEmpty()) {
      return List.of();
    }
    List<ObjectNode> objects = new ArrayList<>();
    if (!value.get().isArray()) {
      throw wrongType(name, "an array of objects", value.get());
    }
    for (JsonNode item : value.get()) {
      if (!(item instanceof ObjectNode object)) {
        throw wrongType(name, "an array of objects", item);
      }
      objects.add(object);
    }
    return objects;
  }

  public List<String> texts(String name) {
    Optional<JsonNode> value = member(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!value.get().isArray()) {
      throw wrongType(name, "an array of strings", value.get());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value.get()) {
      if (!item.isTextual()) {
        throw wrongType(name, "an array of strings", item);
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  public Optional<ObjectNode> object(String name) {
    return member(name)
        .map(
            value -> {
              if (value instanceof ObjectNode object) {
                return object;
              }
              throw wrongType(name, "an object", value);
            });
  }

  private Optional<JsonNode> member(String name) {
    JsonNode value = body.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  private long inRange(String name, JsonNode value, long min, long max) {
    if (!value.isIntegralNumber()) {
      throw wrongType(name, "a whole number", value);
    }
    if (!value.canConvertToLong() || value.longValue() < min || value.longValue() > max) {
      throw invalid(
          within + name,
          "'%s' must be from %d to %d, but was %s."
              .formatted(within + name, min, max, shown(value)));
    }
    return value.longValue();
  }

  private ApiException missing(String name) {
    return ApiError.inField(
            400,
            "missing_field",
            within + name,
            "The member '%s' is missing or empty.".formatted(within + name))
        .asException();
  }

  private ApiException wrongType(String name, String wanted, JsonNode value) {
    return ApiError.inField(
            400,
            "invalid_type",
            within + name,
            "'%s' must be %s, but was %s.".formatted(within + name, wanted, shown(value)))
        .asException();
  }

  /** A member whose type is right and whose value is not. */
  public static ApiException invalid(String name, String message) {
    return ApiError.inField(400, "invalid_value", name, message).asException();
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
