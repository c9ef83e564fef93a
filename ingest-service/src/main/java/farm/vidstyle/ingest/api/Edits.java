package farm.vidstyle.ingest.api;

import farm.vidstyle.farm.edit.Edit;
import farm.vidstyle.farm.event.EditCancelled;
import farm.vidstyle.farm.event.EditState;
import farm.vidstyle.farm.event.EditStatus;
import farm.vidstyle.farm.event.EditSubmitted;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.model.ModelCard;
import farm.vidstyle.farm.model.ModelCatalog;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.http.Blocking;
import farm.vidstyle.ingest.http.JsonBodies;
import farm.vidstyle.ingest.http.Problem;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Edits are submitted, looked at and cancelled. The submission is kept in the store, so that a repeated one is recognised. */
final class Edits {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final ObjectStore store;
    private final Publisher publisher;
    private final Statuses statuses;
    private final ModelCatalog models;
    private final EditChecks checks;
    private final EditResults results;
    private final Blocking blocking;
    private final Clock clock = Clock.systemUTC();

    Edits(Backends backends, Statuses statuses, EditResults results, Blocking blocking) {
        this.store = backends.store();
        this.publisher = backends.publisher();
        this.statuses = statuses;
        this.models = backends.models();
        this.checks = new EditChecks(statuses, models);
        this.results = results;
        this.blocking = blocking;
    }

    void submit(RoutingContext context) {
        Edit edit = JsonBodies.read(context, Edit.class);
        Optional<IdempotencyKey> key = IdempotencyKey.of(context.request(), TenantId.DEFAULT);
        blocking.run(
                        context.request(),
                        () -> accept(edit, key.map(IdempotencyKey::edit).orElseGet(EditId::random)))
                .onSuccess(submitted -> {
                    context.response().setStatusCode(202).putHeader("location", Paths.edit(submitted.edit()));
                    JsonBodies.write(context.response(), EditView.of(submitted));
                })
                .onFailure(context::fail);
    }

    void list(RoutingContext context) {
        List<EditStatus> newest = statuses.view()
                .newestEdits(TenantId.DEFAULT, limit(context.request().getParam("limit")));
        JsonBodies.write(
                context.response(),
                Map.of("edits", newest.stream().map(EditView::of).toList()));
    }

    void get(RoutingContext context) {
        EditId edit = Paths.editOf(context);
        blocking.run(() -> view(statuses.requireEdit(edit)))
                .onSuccess(view -> JsonBodies.write(context.response(), view))
                .onFailure(context::fail);
    }

    void cancel(RoutingContext context) {
        EditId edit = Paths.editOf(context);
        blocking.run(context.request(), () -> cancelled(statuses.requireEdit(edit)))
                .onSuccess(status -> JsonBodies.write(context.response().setStatusCode(202), EditView.of(status)))
                .onFailure(context::fail);
    }

    /** Stored, then published, then answered; a repetition publishes what was stored and adds nothing. */
    private EditSubmitted accept(Edit edit, EditId id) {
        Optional<EditSubmitted> earlier = submission(id);
        if (earlier.isPresent() && !earlier.get().request().equals(edit)) {
            throw Problem.KEY_REUSED.because(
                    "the Idempotency-Key belongs to edit '" + id + "', which asks for something else; use a new key");
        }
        EditSubmitted submitted = earlier.orElseGet(() -> check(edit, id));
        if (earlier.isEmpty()) {
            store.put(Layout.submission(id), Topics.EDITS_SUBMITTED.codec().encode(submitted));
        }
        publisher.publish(Topics.EDITS_SUBMITTED, submitted);
        return submitted;
    }

    private EditSubmitted check(Edit edit, EditId id) {
        ModelCard model = models.find(edit.model());
        checks.check(edit, model);
        return new EditSubmitted(id, TenantId.DEFAULT, edit, model.ref(), clock.instant());
    }

    private EditView view(EditStatus status) {
        List<String> files = status.state() == EditState.SUCCEEDED ? results.names(status.edit()) : null;
        Edit request = submission(status.edit()).map(EditSubmitted::request).orElse(null);
        return EditView.of(status, files, request);
    }

    private Optional<EditSubmitted> submission(EditId edit) {
        return store.exists(Layout.submission(edit))
                ? Optional.of(Topics.EDITS_SUBMITTED.codec().decode(store.read(Layout.submission(edit))))
                : Optional.empty();
    }

    private EditStatus cancelled(EditStatus status) {
        if (status.state() == EditState.SUCCEEDED || status.state() == EditState.FAILED) {
            throw Problem.EDIT_IS_FINAL.because(
                    "edit '" + status.edit() + "' is " + status.state() + " and cannot be cancelled",
                    "state",
                    status.state());
        }
        if (status.state() != EditState.CANCELLED) {
            publisher.publish(Topics.EDITS_CANCELLED, new EditCancelled(status.edit(), clock.instant()));
        }
        return status;
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw Problem.MALFORMED_REQUEST.because(
                    "limit is '" + text + "'; expected a whole number from 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }
}
