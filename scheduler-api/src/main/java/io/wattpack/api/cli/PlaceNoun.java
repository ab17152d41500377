package io.wattpack.api.cli;

/** A noun of the command line that names places which can be closed. */
interface PlaceNoun {
  /** The noun of the routes, for example {@code gpu-containers}. */
  String route();
}
