package farm.vidstyle.ingest.api;

import farm.vidstyle.farm.event.EditStatus;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.ingest.http.Blocking;
import farm.vidstyle.ingest.http.EventStream;
import farm.vidstyle.ingest.status.StatusView.Subscription;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicReference;

/** An edit's progress as a stream of events, until it has ended. */
record EditEvents(Statuses statuses, Blocking blocking) {
    void follow(RoutingContext context) {
        EditId edit = Paths.editOf(context);
        blocking.run(() -> statuses.requireEdit(edit))
                .onSuccess(known -> open(context, edit))
                .onFailure(context::fail);
    }

    private void open(RoutingContext context, EditId edit) {
        Vertx vertx = context.vertx();
        Context eventLoop = Vertx.currentContext();
        AtomicReference<Subscription> subscription = new AtomicReference<>(() -> {});
        EventStream stream = new EventStream(vertx, context.response(), () -> subscription
                .getAndSet(() -> {})
                .close());
        // the view calls on its own thread; the stream lives on the event loop
        subscription.set(
                statuses.view().subscribe(edit, status -> eventLoop.runOnContext(turn -> send(stream, status))));
    }

    private static void send(EventStream stream, EditStatus status) {
        stream.send("status", EditView.of(status), status.state().isFinal());
    }
}
