package io.wattpack.api.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wattpack.core.plan.Plan;

/** Plans as compact JSON, and back. */
public final class PlanCodec {
  private static final JsonMapper MAPPER = CoreJson.mapper();
  private static final ObjectWriter WRITER = MAPPER.writerFor(Plan.class);
  private static final ObjectReader READER = MAPPER.readerFor(Plan.class);

  public String write(Plan plan) {
    try {
      return WRITER.writeValueAsString(plan);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A plan cannot be written as JSON: " + plan, e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public Plan read(String json) {
    try {
      Plan plan = READER.readValue(json);
      if (plan == null) {
        throw new IllegalArgumentException("This is no plan: " + json);
      }
      return plan;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no plan: " + e.getOriginalMessage(), e);
    }
  }
}
