package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** The noun key: what a tenant's programs show to be let in. */
@Command(name = "key", description = "Keys of tenants.", subcommands = KeyCreateCommand.class)
final class KeyCommand extends NounCommand {}
