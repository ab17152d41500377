/**
 * Miners over their own firmware: one JSON command per TCP connection, cgminer style, with the
 * sessions of LuxOS; and the driver that makes a group of such machines follow one order.
 *
 * <p>In: how many machines of a group should be awake. Out: the site's observations that a group
 * runs or has stopped, told only when the watts that the machines read agree; alarms for machines
 * that do not obey. Knows nothing of plans, keeps nothing on disk.
 */
@NullMarked
package io.wattpack.api.site.miner;

import org.jspecify.annotations.NullMarked;
