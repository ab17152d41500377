package io.wattpack.api.main;

import java.net.http.HttpResponse;
import java.util.function.Function;

/** A request that must be refused, with the status and the code it must get. */
record BadInput(
    String name, int status, String code, Function<ServiceFixture, HttpResponse<String>> request) {
  @Override
  public String toString() {
    return "%s: %d %s".formatted(name, status, code);
  }
}
