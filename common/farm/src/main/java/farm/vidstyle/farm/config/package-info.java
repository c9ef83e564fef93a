/**
 * Environment variables become records: every name is read once, at start, and all problems are reported together.
 * Each service has its own record, made in one {@code from(Settings)}; after that nobody reads the environment.
 */
@NullMarked
package farm.vidstyle.farm.config;

import org.jspecify.annotations.NullMarked;
