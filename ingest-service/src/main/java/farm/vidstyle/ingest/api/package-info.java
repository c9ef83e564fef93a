/**
 * The front door: uploads, edits, their progress and their results over HTTP, as openapi.yaml describes. What is accepted is
 * first stored, then published, then answered, so that an answer is a promise. State is read from the tracker's view and never
 * kept here; any number of front doors may run side by side. {@link farm.vidstyle.ingest.api.FrontDoor} is the entry.
 */
@NullMarked
package farm.vidstyle.ingest.api;

import org.jspecify.annotations.NullMarked;
