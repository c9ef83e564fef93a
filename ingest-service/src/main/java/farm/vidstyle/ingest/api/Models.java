package farm.vidstyle.ingest.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.model.ModelCard;
import farm.vidstyle.farm.model.ModelCatalog;
import farm.vidstyle.ingest.http.Blocking;
import farm.vidstyle.ingest.http.JsonBodies;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** Which models there are. */
record Models(ModelCatalog catalog, Blocking blocking) {
    void list(RoutingContext context) {
        blocking.run(() -> catalog.all().stream().map(View::of).toList())
                .onSuccess(models -> JsonBodies.write(context.response(), Map.of("models", models)))
                .onFailure(context::fail);
    }

    /** A model as clients see it. */
    record View(@JsonUnwrapped ModelRef ref, String alignment, List<Integer> frame, int videoLength) {
        static View of(ModelCard card) {
            return new View(
                    card.ref(), card.alignment(), List.of(card.frameWidth(), card.frameHeight()), card.videoLength());
        }
    }
}
