package farm.vidstyle.ingest.api;

import farm.vidstyle.farm.event.EditStatus;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.ingest.http.Problem;
import farm.vidstyle.ingest.status.StatusView;
import farm.vidstyle.ingest.status.VideoStatus;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Looks ids up so that what was accepted before the question is found: a miss counts only once the view has caught up. May block. */
record Statuses(StatusView view) {
    private static final long PATIENCE_SECONDS = 10;

    Optional<EditStatus> edit(EditId edit) {
        return find(() -> view.edit(edit));
    }

    Optional<VideoStatus> video(VideoId video) {
        return find(() -> view.video(video));
    }

    EditStatus requireEdit(EditId edit) {
        return edit(edit).orElseThrow(() -> Problem.NOT_FOUND.because("there is no edit '" + edit + "'"));
    }

    private <T> Optional<T> find(Supplier<Optional<T>> lookup) {
        Optional<T> known = lookup.get();
        if (known.isPresent()) {
            return known;
        }
        awaitView();
        return lookup.get();
    }

    private void awaitView() {
        try {
            view.caughtUp().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw Problem.UNAVAILABLE.because("the farm's statuses cannot be read at the moment; try again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.UNAVAILABLE.because("the server is stopping; try again");
        }
    }
}
