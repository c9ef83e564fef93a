package farm.vidstyle.ingest.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ends a request with a problem document. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final transient Map<String, Object> members;

    ProblemException(Problem problem, String detail, Map<String, Object> members) {
        super(detail);
        this.problem = problem;
        this.members = members;
    }

    public Problem problem() {
        return problem;
    }

    /** The document, RFC 9457. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", problem.type());
        document.put("title", problem.title());
        document.put("status", problem.status());
        document.put("detail", String.valueOf(getMessage()));
        document.putAll(members);
        return document;
    }
}
