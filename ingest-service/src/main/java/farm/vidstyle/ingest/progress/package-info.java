/**
 * What is known of a video and of an edit, and what follows from it. {@link farm.vidstyle.ingest.progress.VideoRules} and
 * {@link farm.vidstyle.ingest.progress.EditRules} add a fact to a record and publish what has become due: requests,
 * statuses, and facts for the other side, for an edit asks its videos for their timeline, codes and motion, and they
 * answer when they have them. A record is a set of facts plus which requests went out, so that facts may come in any
 * order and any number of times. No Kafka here: the tracker stores the records and carries what is published.
 */
@NullMarked
package farm.vidstyle.ingest.progress;

import org.jspecify.annotations.NullMarked;
