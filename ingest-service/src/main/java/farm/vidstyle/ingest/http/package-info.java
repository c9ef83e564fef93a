/**
 * HTTP as the farm speaks it, without knowing what is asked: bodies that stream in and out with back-pressure and constant
 * memory, strict JSON, byte ranges, server-sent events, and problem documents (RFC 9457) for every error. Handlers run on
 * Vert.x event loops; all that may block goes through {@link farm.vidstyle.ingest.http.Blocking}. The api package is the caller.
 */
@NullMarked
package farm.vidstyle.ingest.http;

import org.jspecify.annotations.NullMarked;
