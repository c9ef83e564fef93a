package farm.vidstyle.ingest.api;

import farm.vidstyle.farm.event.EditState;
import farm.vidstyle.farm.event.EditStatus;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.ingest.http.Blocking;
import farm.vidstyle.ingest.http.Problem;
import farm.vidstyle.ingest.http.StoredFile;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The files that came out of an edit. */
record EditResults(ObjectStore store, Statuses statuses, Blocking blocking) {
    private static final String CLIP = "clip.mp4";
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "mp4", "video/mp4",
            "webm", "video/webm",
            "gif", "image/gif",
            "png", "image/png",
            "zip", "application/zip");

    void clip(RoutingContext context) {
        send(context, CLIP);
    }

    void file(RoutingContext context) {
        send(context, Paths.parameter(context, "name", name -> name));
    }

    /** Names of the results that are stored; the edit's own record and its segments are none. */
    List<String> names(EditId edit) {
        String folder = "edits/" + edit + "/";
        return store.list(folder).stream()
                .map(key -> key.value().substring(folder.length()))
                .filter(name -> CONTENT_TYPES.containsKey(extension(name)) && !name.contains("/"))
                .sorted()
                .toList();
    }

    private void send(RoutingContext context, String name) {
        EditId edit = Paths.editOf(context);
        blocking.run(() -> find(edit, name))
                .compose(file -> file.send(context, blocking))
                .onFailure(context::fail);
    }

    private StoredFile find(EditId edit, String name) {
        EditStatus status = statuses.requireEdit(edit);
        if (status.state() != EditState.SUCCEEDED) {
            String hint = status.state().isFinal()
                    ? "it will never have one"
                    : "follow it at " + Paths.edit(edit) + "/events";
            throw Problem.EDIT_NOT_READY.because(
                    "edit '" + edit + "' is " + status.state() + " and has no " + name + "; " + hint,
                    "state",
                    status.state());
        }
        String contentType = CONTENT_TYPES.get(extension(name));
        if (contentType == null || name.contains("/")) {
            throw noSuchFile(edit, name);
        }
        ObjectKey key = Layout.result(edit, name);
        OptionalLong size = store.size(key);
        return new StoredFile(store, key, size.orElseThrow(() -> noSuchFile(edit, name)), contentType);
    }

    private RuntimeException noSuchFile(EditId edit, String name) {
        return Problem.NOT_FOUND.because("edit '" + edit + "' has no file '" + name + "'; it has " + names(edit));
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
