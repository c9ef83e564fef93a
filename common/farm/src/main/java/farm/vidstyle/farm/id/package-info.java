/**
 * Identities: of a video, an edit, a tenant, a model. Each is a type of its own, checked once when it is made,
 * because ids become parts of object keys and Kafka keys: what passes here can do no harm there. On the wire each
 * is a plain string.
 */
@NullMarked
package farm.vidstyle.farm.id;

import org.jspecify.annotations.NullMarked;
