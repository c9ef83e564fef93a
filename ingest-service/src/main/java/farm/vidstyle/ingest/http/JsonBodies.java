package farm.vidstyle.ingest.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import farm.vidstyle.farm.topic.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** JSON in and out. What comes in is read strictly, and a refusal names the place, the value and what would be right. */
public final class JsonBodies {
    private JsonBodies() {}

    /** Reads the request's buffered body as a record. */
    public static <T> T read(RoutingContext context, Class<T> type) {
        requireJson(context.request());
        Buffer body = context.body().buffer();
        if (body == null || body.length() == 0) {
            throw Problem.EMPTY_BODY.because("the body is empty; expected a JSON object");
        }
        try {
            return Json.REQUESTS
                    .readerFor(type)
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .readValue(body.getBytes());
        } catch (UnrecognizedPropertyException e) {
            throw unknownField(e);
        } catch (JacksonException e) {
            throw Problem.MALFORMED_REQUEST.because(explain(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading a body from memory", e);
        }
    }

    /** Refuses a body that does not claim to be JSON. */
    public static void requireJson(HttpServerRequest request) {
        String contentType = String.valueOf(request.getHeader("content-type"));
        if (!contentType.toLowerCase(Locale.ROOT).matches("application/(.+\\+)?json *(;.*)?")) {
            throw Problem.UNSUPPORTED_MEDIA_TYPE.because(
                    "content-type is '" + contentType + "'; expected application/json");
        }
    }

    /** Ends the response with a JSON document. */
    public static void write(HttpServerResponse response, Object document) {
        write(response, "application/json", document);
    }

    static void write(HttpServerResponse response, String contentType, Object document) {
        response.putHeader("content-type", contentType);
        response.end(Buffer.buffer(encode(document)));
    }

    static byte[] encode(Object document) {
        try {
            return Json.REQUESTS.writeValueAsBytes(document);
        } catch (JacksonException e) {
            throw new UncheckedIOException("writing a document as JSON", e);
        }
    }

    private static ProblemException unknownField(UnrecognizedPropertyException e) {
        Collection<Object> known = e.getKnownPropertyIds() == null ? new TreeSet<>() : e.getKnownPropertyIds();
        String names = known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        return Problem.UNKNOWN_FIELD.because(
                "unknown field '" + place(e) + "'; the fields known there are " + names, "field", place(e));
    }

    private static String explain(JacksonException e) {
        if (e instanceof JsonParseException) {
            return "the body is not JSON at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage();
        }
        if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
            return refused.getCause().getMessage() + at(refused);
        }
        if (e instanceof MismatchedInputException mismatch) {
            return mismatch.getOriginalMessage() + at(mismatch);
        }
        return e.getOriginalMessage();
    }

    private static String at(JsonMappingException e) {
        String place = place(e);
        return place.isEmpty() ? "" : " (at '" + place + "')";
    }

    private static String place(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
