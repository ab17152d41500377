package io.wattpack.api.http;

/** What an endpoint does with the body of a request. */
public enum BodyKind {
  /** Nothing: a body is read and dropped. */
  NONE,
  /** A JSON object, complete in memory before the endpoint is called. */
  JSON,
  /** Text in UTF-8, complete in memory before the endpoint is called. */
  TEXT,
  /** The endpoint reads the stream itself. */
  STREAM
}
