/**
 * The facts that travel between the services, one record a topic, past tense (or Requested). They hold references
 * into the object store, never pixels. A second delivery of any of them changes nothing: what a work item writes
 * has a name computed from the item. Each has a JSON Schema in the resources, {@code schema/TOPIC.schema.json}. A new
 * component must be nullable: an event that an older service wrote does not have it.
 */
@NullMarked
package farm.vidstyle.farm.event;

import org.jspecify.annotations.NullMarked;
