package farm.vidstyle.ingest.http;

import farm.vidstyle.farm.kafka.PublishException;
import farm.vidstyle.farm.model.UnknownModelException;
import farm.vidstyle.farm.objectstore.NoSuchObjectException;
import farm.vidstyle.farm.objectstore.ObjectStoreException;
import farm.vidstyle.ingest.landmarks.BadTrackException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ended a request into its problem document. The one place that decides. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final int SERVER_ERROR = 500;

    private Problems() {}

    /** Gives every error of the router a problem document. */
    public static void install(Router router) {
        for (int status : new int[] {400, 404, 405, 413, SERVER_ERROR}) {
            router.errorHandler(status, context -> answer(context, of(context)));
        }
    }

    private static ProblemException of(RoutingContext context) {
        String path = context.request().path();
        if (context.failure() != null && context.statusCode() == SERVER_ERROR) {
            return of(context.failure(), context.request().method() + " " + path);
        }
        return switch (context.statusCode()) {
            case 404 -> Problem.NOT_FOUND.because("nothing is at " + path + "; /openapi.yaml lists what there is");
            case 405 ->
                Problem.METHOD_NOT_ALLOWED.because(
                        path + " does not know " + context.request().method() + "; /openapi.yaml lists what it knows");
            case 413 -> Problem.TOO_LARGE.because("the body is larger than this resource takes");
            default -> Problem.MALFORMED_REQUEST.because(path + " cannot be read as a request");
        };
    }

    private static ProblemException of(Throwable failure, String request) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        if (failure instanceof NoSuchObjectException) {
            return Problem.NOT_FOUND.because(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof UnknownModelException) {
            return Problem.UNKNOWN_MODEL.because(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof BadTrackException) {
            return Problem.TRACK_REFUSED.because(String.valueOf(failure.getMessage()));
        }
        LOG.atError().setCause(failure).addKeyValue("request", request).log("request failed");
        return failure instanceof ObjectStoreException || failure instanceof PublishException
                ? Problem.UNAVAILABLE.because("a part of the farm does not answer; try again")
                : Problem.INTERNAL.because("the server could not finish " + request + "; its log says why");
    }

    private static void answer(RoutingContext context, ProblemException problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) { // the status is out: all that is left to say is that this is not the end
            context.request().connection().close();
            return;
        }
        if (problem.problem().status() == Problem.BUSY.status()) {
            response.putHeader("retry-after", Integer.toString(RETRY_AFTER_SECONDS));
        }
        response.setStatusCode(problem.problem().status());
        JsonBodies.write(response, "application/problem+json", problem.document());
        if (!context.request().method().equals(HttpMethod.GET)) {
            Leftovers.discard(context.request());
        }
    }
}
