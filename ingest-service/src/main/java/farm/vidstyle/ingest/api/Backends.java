package farm.vidstyle.ingest.api;

import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.model.ModelCatalog;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.ingest.landmarks.FaceDetectors;
import farm.vidstyle.ingest.scratch.Scratch;
import farm.vidstyle.ingest.status.StatusView;

/** What stands behind the front door. */
public record Backends(
        ObjectStore store,
        Publisher publisher,
        ModelCatalog models,
        StatusView statuses,
        Scratch scratch,
        FaceDetectors faces) {}
