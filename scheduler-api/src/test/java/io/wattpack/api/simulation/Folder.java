package io.wattpack.api.simulation;

import java.nio.file.Path;

/** What outlives a process: the database and the blobs. */
record Folder(Path database, Path blobs) {}
