/**
 * The tracker: the farm's only place with state about progress. It joins facts about what is done into the next requests
 * and into the status of every edit and video.
 *
 * <p>A Kafka Streams topology (exactly-once v2) of three stages. The first reads the farm's topics and turns each event
 * into a small fact for the video or the edit that it is about, dropping payloads; the facts travel in two internal
 * topics, keyed by video and by edit. The second stage keeps a record per video, the third one per edit; they ask and
 * answer each other through the same two topics. So whatever the partitions of the farm's topics, all facts of one video
 * meet in one place, and likewise of one edit. Records are sets of facts: duplicates, reordering and late events change
 * nothing, and each request is made once.
 */
@NullMarked
package farm.vidstyle.ingest.tracking;

import org.jspecify.annotations.NullMarked;
