package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.wattpack.api.auth.ApiKeys;
import io.wattpack.api.auth.KeyText;
import io.wattpack.api.auth.Role;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.ApiError;
import io.wattpack.api.http.Authorisation;
import io.wattpack.api.http.BodyKind;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import io.wattpack.api.http.Fields;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Issues customers' keys. The answer is the only place where a key is ever whole. */
public final class KeyRoutes {
  private static final int NAME_CHARACTERS_MAX = 100;

  private final Supplier<StatusView> fleet;
  private final Authorisation authorisation;
  private final InstantSource clock;

  /** Routes that issue keys for the tenants of the fleet. */
  public KeyRoutes(Supplier<StatusView> fleet, Authorisation authorisation, InstantSource clock) {
    this.fleet = fleet;
    this.authorisation = authorisation;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(
            HttpMethod.POST, "/api/v1/keys", Access.OPERATOR, BodyKind.JSON, this::create));
  }

  private CompletionStage<Answer> create(Call call) {
    Fields fields = new Fields(call.json()).allowOnly("tenant", "name");
    TenantId tenant = tenant(fields.requiredText("tenant"));
    String name = fields.text("name").orElse("");
    if (name.length() > NAME_CHARACTERS_MAX) {
      throw Fields.invalid(
          "name", "A name has at most %d characters.".formatted(NAME_CHARACTERS_MAX));
    }
    ApiKeys keys = authorisation.keys();
    KeyText key = KeyText.random(authorisation.random());
    return keys.adopt(key, Role.CUSTOMER, tenant, name, new EpochMillis(clock.millis()))
        .thenApply(principal -> Answer.json(201, json(key, tenant)));
  }

  private TenantId tenant(String id) {
    for (Tenant tenant : fleet.get().fleet().tenants()) {
      if (tenant.id().value().equals(id)) {
        return tenant.id();
      }
    }
    throw ApiError.inField(
            422,
            "tenant_not_found",
            "tenant",
            "The fleet has no tenant named '%s'.\nMaybe add it to the fleet file and apply that."
                .formatted(id))
        .asException();
  }

  private static ObjectNode json(KeyText key, TenantId tenant) {
    return JsonText.object()
        .put("id", key.keyId())
        .put("key", key.reveal())
        .put("tenant", tenant.value());
  }
}
