package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** The short form of {@code job explain}. */
@Command(name = "why", description = "Says why a job or a batch waits; short for `job explain`.")
final class WhyCommand extends JobExplainCommand {}
