/**
 * All services in one JVM: the same wiring as in containers, with a real Kafka broker in the process and a directory as
 * object store. Everything lives under one data folder and survives restarts and kills.
 */
@NullMarked
package farm.vidstyle.local.embedded;

import org.jspecify.annotations.NullMarked;
